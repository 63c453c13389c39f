//! A committee, member by member.

use furnace_client::accounts::{Dispute, Verifier};
use furnace_client::generated::slashing::types::Vote;
use furnace_client::instructions::{dispute, verifier};
use furnace_common::dispute::{committee_random, draw};
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::Network;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::prover::sha256;
use furnace_tests::slots::block_hash;
use solana_address::Address;
use solana_signer::Signer;

use crate::court::Court;

/// What a member votes that could not do the work again.
pub(crate) const UNAVAILABLE: [u8; 32] = [0; 32];
/// A result that neither the worker nor the accuser came to.
pub(crate) const THIRD: [u8; 32] = [11; 32];

pub(crate) type Outcome = Result<Receipt, Failure>;

impl Court {
    /// So many verifiers, an accusation by the client, and its committee.
    pub(crate) fn drawn(verifiers: usize) -> (Self, Address) {
        let mut court = Self::new(verifiers);
        let dispute = court.accuse();
        court.scene.network.draw_committee(dispute);
        (court, dispute)
    }

    /// Which of the verifiers judge in the present round, in the order of their votes.
    pub(crate) fn members(&self, dispute: Address) -> Vec<usize> {
        let found = self.dispute(&dispute);
        let verifier_of = |vote: &Vote| self.verifiers.iter().position(|verifier| verifier.address == vote.verifier);
        found.members().map(|(_, vote)| verifier_of(vote).expect("a verifier of the court")).collect()
    }

    pub(crate) fn verifier(&self, verifier: usize) -> Verifier {
        self.scene.network.verifier_of(&self.verifiers[verifier])
    }

    pub(crate) fn try_commit(&mut self, verifier: usize, dispute: Address, result: [u8; 32]) -> Outcome {
        self.scene.network.try_commit_vote(&self.verifiers[verifier], dispute, result)
    }

    pub(crate) fn try_show(&mut self, verifier: usize, dispute: Address, result: [u8; 32]) -> Outcome {
        self.scene.network.try_show_vote(&self.verifiers[verifier], dispute, result)
    }

    pub(crate) fn try_rule(&mut self, dispute: Address) -> Outcome {
        self.scene.network.send(&[dispute::dispute_rule(dispute)], &[])
    }

    /// The members vote, each in the order of its seat; nothing stands for silence. No vote can come any more then.
    pub(crate) fn vote(&mut self, dispute: Address, votes: &[Option<[u8; 32]>]) {
        let members = self.members(dispute);
        assert_eq!(members.len(), votes.len(), "a vote for each member");
        let given: Vec<_> =
            members.into_iter().zip(votes).filter_map(|(member, vote)| Some((member, (*vote)?))).collect();
        for (member, result) in &given {
            self.try_commit(*member, dispute, *result).expect("vote is committed to");
        }
        if given.len() < votes.len() {
            let ends_at = self.dispute(&dispute).commit_ends_at;
            self.scene.network.chain.set_time(ends_at + 1);
        }
        for (member, result) in given {
            self.try_show(member, dispute, result).expect("vote is shown");
        }
    }

    /// The same, and the votes are counted.
    pub(crate) fn rule(&mut self, dispute: Address, votes: &[Option<[u8; 32]>]) {
        self.vote(dispute, votes);
        self.try_rule(dispute).expect("votes are counted");
    }
}

/// Brings the weight of a verifier up to date where it stands. Anyone may.
pub(crate) fn try_refresh(network: &mut Network, actor: &VerifierActor) -> Outcome {
    let place = network.verifier_of(actor).place;
    network.try_list(actor, place)
}

pub(crate) fn try_deposit(network: &mut Network, actor: &VerifierActor, amount: u64) -> Outcome {
    let owner = actor.wallet.pubkey();
    let source = furnace_client::pda::heat_account(&owner);
    network.send(&[verifier::verifier_deposit(owner, source, amount)], &[&actor.wallet])
}

pub(crate) fn try_leave(network: &mut Network, actor: &VerifierActor) -> Outcome {
    network.send(&[verifier::verifier_leave(actor.wallet.pubkey())], &[&actor.wallet])
}

/// Who judges in the present round, in the order of their votes.
pub(crate) fn judges(found: &Dispute) -> Vec<Address> {
    found.members().map(|(_, vote)| vote.verifier).collect()
}

/// Whom the block of a slot draws into a committee of so many, by the rule as it is published: of all who stood on the
/// roster when the drawing was announced, and are no parties.
pub(crate) fn drawn_by(network: &Network, dispute: &Address, seats: usize, slot: u64) -> Vec<Address> {
    let (found, roster) = (network.disputed(dispute), network.roster());
    let weights: [u64; 128] = std::array::from_fn(|index| {
        let place = &roster.places[index];
        let weight = if place.since < found.announced_at { place.weight } else { place.before };
        if found.parties.contains(&place.verifier) { 0 } else { weight }
    });
    let random = committee_random(dispute.as_array(), found.round, &block_hash(slot), sha256);
    let mut members = Vec::new();
    draw(&random, weights, seats, sha256, |place| members.push(roster.places[place].verifier));
    members
}

/// Draws the committee of a dispute so many times, by another block each, as if nothing had been drawn before.
pub(crate) fn draw_again(network: &mut Network, dispute: Address, times: usize) -> Vec<Vec<Address>> {
    let announced = network.disputed(&dispute);
    let mut drawn = Vec::new();
    for _ in 0..times {
        let draw_slot = network.chain.slot();
        network.tamper(&dispute, |found: &mut Dispute| *found = Dispute { draw_slot, ..announced.clone() });
        network.chain.pass_slots(1);
        network.try_draw_committee(dispute).expect("committee is drawn");
        drawn.push(judges(&network.disputed(&dispute)));
    }
    drawn
}

/// What an announcement leaves as it was.
pub(crate) fn without_announcement(found: Dispute) -> Dispute {
    Dispute { announced_at: 0, draw_slot: 0, ..found }
}
