//! What the members of a committee do.

use furnace_client::generated::slashing::instructions as args;
use furnace_client::instructions::{dispute, verifier};
use furnace_client::pda;
use furnace_common::dispute::{VERIFIER_COOLDOWN_SECONDS, vote_commitment};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::court::Court;
use crate::network::disputes::{VOTE_SALT, VerifierActor};
use crate::prover::sha256;

impl Court {
    /// The first members commit to these results and show them; in a case the last one of each is measured.
    pub(super) fn vote(&mut self, address: Address, case: Option<&str>, results: &[[u8; 32]]) {
        let found = self.stage.network().disputed(&address);
        let members: Vec<_> = (found.first..).zip(results).map(|(vote, result)| (vote, *result)).collect();
        let of_last = |vote: u8| case.filter(|_| usize::from(vote - found.first) + 1 == results.len());
        for (vote, result) in &members {
            let (verifier, key) = self.member(address, *vote);
            let commitment =
                vote_commitment(address.as_array(), found.round, verifier.as_array(), result, &VOTE_SALT, sha256);
            let vote_args = args::VoteCommitInstructionArgs { vote: *vote, commitment };
            let commit = dispute::vote_commit(key.pubkey(), verifier, address, vote_args);
            self.act("vote_commit", of_last(*vote), commit, &key);
        }
        if results.len() < usize::from(found.seats) {
            self.stage.network().chain.set_time(found.commit_ends_at + 1);
        }
        for (vote, result) in &members {
            let (verifier, key) = self.member(address, *vote);
            let vote_args = args::VoteRevealInstructionArgs { vote: *vote, result_hash: *result, salt: VOTE_SALT };
            let reveal = dispute::vote_reveal(key.pubkey(), verifier, address, vote_args);
            self.act("vote_reveal", of_last(*vote), reveal, &key);
        }
    }

    fn act(&mut self, name: &str, case: Option<&str>, instruction: Instruction, key: &Keypair) {
        match case {
            Some(case) => drop(self.step(name, case, instruction, &[key])),
            None => drop(self.stage.network().send(&[instruction], &[key]).expect("a vote")),
        }
    }

    /// The first member leaves for good.
    pub(super) fn lose_member(&mut self, address: Address) {
        let member = self.stage.network().disputed(&address).votes[0].verifier;
        let wallet = self.actor(&member).wallet.insecure_clone();
        let owner = wallet.pubkey();
        self.stage.network().send(&[verifier::verifier_leave(owner)], &[&wallet]).expect("it leaves");
        self.stage.network().chain.advance(VERIFIER_COOLDOWN_SECONDS);
        let account = self.stage.network().chain.read(&member);
        let withdraw = verifier::verifier_withdraw(owner, pda::heat_account(&owner));
        let close = verifier::verifier_close(&account);
        self.stage.network().send(&[withdraw, close], &[&wallet]).expect("it closes");
    }

    /// The account and the hot key of the verifier whose vote it is.
    fn member(&mut self, address: Address, vote: u8) -> (Address, Keypair) {
        let verifier = self.stage.network().disputed(&address).votes[usize::from(vote)].verifier;
        (verifier, self.actor(&verifier).key.insecure_clone())
    }

    fn actor(&self, verifier: &Address) -> &VerifierActor {
        self.verifiers.iter().find(|actor| actor.address == *verifier).expect("a verifier")
    }
}
