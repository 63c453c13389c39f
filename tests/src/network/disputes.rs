//! Verifiers, and results that are judged.

use furnace_client::accounts::{Dispute, Found, Roster, Verifier};
use furnace_client::furnace::DisputeStep;
use furnace_client::generated::slashing::instructions as slashing_args;
use furnace_client::instructions::{dispute, token, verifier};
use furnace_client::pda;
use furnace_common::dispute::{DRAW_SECONDS, DRAW_SLOTS, vote_commitment};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::Network;
use crate::chain::{Receipt, compute_limit, key};
use crate::errors::Failure;
use crate::prover::sha256;

/// The salt of every vote that tests commit to.
pub const VOTE_SALT: [u8; 32] = [4; 32];
/// More than any drawing takes.
const DRAWING_UNITS: u32 = 400_000;

/// A verifier: its wallet, the hot key that votes, and its account.
pub struct VerifierActor {
    pub wallet: Keypair,
    pub key: Keypair,
    pub address: Address,
}

impl Network {
    /// A verifier with this bond on the roster, for every drawing that is announced from now on.
    pub fn verifier(&mut self, name: &str, bond: u64) -> VerifierActor {
        let verifier = self.verifier_unlisted(name, bond);
        let place = self.roster().free_place(self.chain.now()).expect("a free place");
        self.try_list(&verifier, place).expect("verifier is listed");
        self.chain.advance(1);
        verifier
    }

    /// A verifier with this bond that is not on the roster.
    pub fn verifier_unlisted(&mut self, name: &str, bond: u64) -> VerifierActor {
        let (wallet, key) = (self.wallet(name, bond), key(&format!("{name}'s votes")));
        self.chain.fund(&key.pubkey());
        let owner = wallet.pubkey();
        let register = verifier::verifier_register(owner, self.payer(), key.pubkey());
        let deposit = verifier::verifier_deposit(owner, pda::heat_account(&owner), bond);
        self.send(&[register, deposit], &[&wallet]).expect("verifier registers");
        VerifierActor { address: pda::verifier(&owner), wallet, key }
    }

    pub fn try_list(&mut self, verifier: &VerifierActor, place: u8) -> Result<Receipt, Failure> {
        self.send(&[verifier::verifier_list(&verifier.wallet.pubkey(), place)], &[])
    }

    /// The accuser, who has the bond in its HEAT account, says that another result is right.
    pub fn try_dispute(&mut self, accuser: &Keypair, job: Address, claimed: [u8; 32]) -> Result<Receipt, Failure> {
        let (wallet, account) = (accuser.pubkey(), self.job(&job));
        let source = pda::heat_account(&wallet);
        let open = dispute::dispute_open(wallet, self.payer(), job, &account, claimed, source);
        self.send(&[open], &[accuser])
    }

    /// The same; returns the dispute.
    pub fn dispute(&mut self, accuser: &Keypair, job: Address, claimed: [u8; 32]) -> Address {
        let address = pda::dispute(&job, self.job(&job).disputes).0;
        self.try_dispute(accuser, job, claimed).expect("dispute opens");
        address
    }

    /// The same of the result of a seat.
    pub fn try_dispute_seat(
        &mut self,
        accuser: &Keypair,
        job: Address,
        seat: u8,
        claimed: [u8; 32],
    ) -> Result<Receipt, Failure> {
        let open = self.disputing_seat(&accuser.pubkey(), job, seat, claimed);
        self.send(&[open], &[accuser])
    }

    /// The same; returns the dispute.
    pub fn dispute_seat(&mut self, accuser: &Keypair, job: Address, seat: u8, claimed: [u8; 32]) -> Address {
        let address = pda::dispute(&job, self.job(&job).disputes).0;
        self.try_dispute_seat(accuser, job, seat, claimed).expect("dispute opens");
        address
    }

    /// What accuses a seat, of a wallet that has the bond.
    pub fn disputing_seat(&self, wallet: &Address, job: Address, seat: u8, claimed: [u8; 32]) -> Instruction {
        let (account, operator) = (self.job(&job), self.crew(&job).seats[usize::from(seat)].operator);
        let source = pda::heat_account(wallet);
        dispute::seat_dispute_open(*wallet, self.payer(), job, &account, operator, (seat, claimed), source)
    }

    /// Lets the block come that draws, and draws the committee.
    pub fn draw_committee(&mut self, dispute: Address) {
        self.chain.pass_slots(DRAW_SLOTS + 1);
        self.try_draw_committee(dispute).expect("committee is drawn");
    }

    pub fn try_draw_committee(&mut self, dispute: Address) -> Result<Receipt, Failure> {
        self.send(&[compute_limit(DRAWING_UNITS), dispute::committee_draw(dispute)], &[])
    }

    /// The verifier commits to its vote in the present round.
    pub fn try_commit_vote(
        &mut self,
        verifier: &VerifierActor,
        address: Address,
        result: [u8; 32],
    ) -> Result<Receipt, Failure> {
        let found = self.disputed(&address);
        let vote = found.vote_of(&verifier.address).map_or(0, |(vote, _)| vote);
        let commitment =
            vote_commitment(address.as_array(), found.round, verifier.address.as_array(), &result, &VOTE_SALT, sha256);
        let args = slashing_args::VoteCommitInstructionArgs { vote, commitment };
        let commit = dispute::vote_commit(verifier.key.pubkey(), verifier.address, address, args);
        self.send(&[commit], &[&verifier.key])
    }

    /// The verifier shows its vote in the present round.
    pub fn try_show_vote(
        &mut self,
        verifier: &VerifierActor,
        address: Address,
        result: [u8; 32],
    ) -> Result<Receipt, Failure> {
        let vote = self.disputed(&address).vote_of(&verifier.address).map_or(0, |(vote, _)| vote);
        let args = slashing_args::VoteRevealInstructionArgs { vote, result_hash: result, salt: VOTE_SALT };
        let reveal = dispute::vote_reveal(verifier.key.pubkey(), verifier.address, address, args);
        self.send(&[reveal], &[&verifier.key])
    }

    /// Draws the committee; whoever of the verifiers is in it votes for what `result` says of it, or keeps silent, and
    /// the votes are counted.
    pub fn judge(
        &mut self,
        address: Address,
        verifiers: &[VerifierActor],
        result: impl Fn(&VerifierActor) -> Option<[u8; 32]>,
    ) {
        self.draw_committee(address);
        let found = self.disputed(&address);
        let members = verifiers.iter().filter(|verifier| found.vote_of(&verifier.address).is_some());
        let votes: Vec<_> = members.filter_map(|member| result(member).map(|result| (member, result))).collect();
        for (member, result) in &votes {
            self.try_commit_vote(member, address, *result).expect("vote is committed to");
        }
        if votes.len() < usize::from(found.seats) {
            self.chain.advance(found.commit_ends_at - self.chain.now() + 1);
        }
        for (member, result) in &votes {
            self.try_show_vote(member, address, *result).expect("vote is shown");
        }
        self.try_step(address).expect("votes are counted");
    }

    /// What anyone can do next.
    pub fn next_step(&self, address: &Address) -> Option<DisputeStep> {
        DisputeStep::next(&self.disputed(address), self.chain.now(), self.chain.slot())
    }

    /// Takes the next step of a dispute that anyone can take.
    pub fn try_step(&mut self, address: Address) -> Result<Receipt, Failure> {
        let found = Found { address, data: self.disputed(&address) };
        let step = self.next_step(&address).expect("a step that anyone can take");
        let job = self.chain.account(&found.data.job).is_some().then(|| self.job(&found.data.job));
        let is_open = match step {
            DisputeStep::Settle(vote) => self.chain.account(&found.data.votes[usize::from(vote)].verifier).is_some(),
            _ => true,
        };
        let mut instructions = vec![compute_limit(DRAWING_UNITS)];
        let payer = self.payer();
        instructions.extend(step.paid(&found.data).into_iter().map(|wallet| token::heat_account_open(payer, wallet)));
        instructions.push(step.instruction(&found, job.as_ref(), is_open).expect("step"));
        self.send(&instructions, &[])
    }

    /// Takes steps until there is none, or the dispute's account is closed.
    pub fn finish_dispute(&mut self, address: Address) {
        while self.chain.account(&address).is_some() && self.next_step(&address).is_some() {
            self.try_step(address).expect("the step is taken");
        }
    }

    pub fn try_appeal(&mut self, appellant: &Keypair, address: Address) -> Result<Receipt, Failure> {
        let wallet = appellant.pubkey();
        self.send(&[dispute::appeal_open(wallet, address, pda::heat_account(&wallet))], &[appellant])
    }

    pub fn disputed(&self, address: &Address) -> Dispute {
        self.chain.read(address)
    }

    pub fn verifier_of(&self, actor: &VerifierActor) -> Verifier {
        self.chain.read(&actor.address)
    }

    pub fn roster(&self) -> Roster {
        self.chain.read(&pda::roster())
    }

    /// HEAT in the vault of bonds, base units.
    pub fn bonds(&self) -> u64 {
        self.tokens(&pda::bond_vault())
    }
}

/// Longer than a place on the roster needs to be changed again.
pub const SETTLED_SECONDS: i64 = DRAW_SECONDS + 1;
