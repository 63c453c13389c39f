//! Whoever is silent, strangers alone bring every dispute to its end, and no job is stuck.

use furnace_client::accounts::JobState;
use furnace_common::state::{DisputeState, VoteState};
use furnace_tests::network::Network;
use furnace_tests::network::disputes::VerifierActor;
use proptest::prelude::*;
use solana_address::Address;

use crate::books::assert_books;
use crate::court::Court;
use crate::sampled::ALWAYS;

/// What a member of a committee does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Member {
    Silent,
    /// Commits, and shows nothing.
    Hides,
    /// Votes for the result of this byte: 9 is the worker's, 6 the accuser's, 0 none.
    Votes(u8),
}

const MEMBERS: [Member; 5] = [Member::Silent, Member::Hides, Member::Votes(9), Member::Votes(6), Member::Votes(0)];

/// The committee of the present round does that, in the order of its seats; who is not told is silent.
fn vote(network: &mut Network, address: Address, verifiers: &[VerifierActor], does: &[Member]) {
    let found = network.disputed(&address);
    let of = |verifier: &Address| verifiers.iter().find(|actor| actor.address == *verifier).expect("a verifier");
    let members: Vec<_> = found.members().map(|(_, vote)| of(&vote.verifier)).zip(does).collect();
    for (member, does) in &members {
        let result = match does {
            Member::Silent => continue,
            Member::Hides => [1; 32],
            Member::Votes(byte) => [*byte; 32],
        };
        network.try_commit_vote(member, address, result).expect("commitment");
    }
    let late = network.disputed(&address).members().any(|(_, vote)| vote.state() == Some(VoteState::Drawn));
    if late {
        network.chain.set_time(found.commit_ends_at + 1);
    }
    for (member, does) in &members {
        if let Member::Votes(byte) = does {
            network.try_show_vote(member, address, [*byte; 32]).expect("vote");
        }
    }
}

/// Strangers take every step there is, and wait where there is none; committees do as told, the first one first.
/// Returns once the dispute's account is closed.
pub(crate) fn finish(
    network: &mut Network,
    address: Address,
    verifiers: &[VerifierActor],
    mut rounds: Vec<Vec<Member>>,
) {
    for _ in 0..100 {
        if network.chain.account(&address).is_none() {
            return;
        }
        if network.next_step(&address).is_some() {
            network.try_step(address).expect("the step is taken");
            assert_books(network);
            continue;
        }
        let found = network.disputed(&address);
        match found.state() {
            Some(DisputeState::Drawing) => network.chain.pass_slots(1),
            Some(DisputeState::Voting) if rounds.is_empty() => network.chain.set_time(found.reveal_ends_at + 1),
            Some(DisputeState::Voting) => {
                vote(network, address, verifiers, &rounds.remove(0));
                if network.next_step(&address).is_none() {
                    network.chain.set_time(found.reveal_ends_at + 1);
                }
            }
            Some(DisputeState::Convicted) => network.chain.set_time(found.appeal_ends_at + 1),
            state => panic!("stuck: {state:?}"),
        }
    }
    panic!("the dispute does not end");
}

/// The job goes on: it is paid, or open for others and given up by its client.
pub(crate) fn assert_job_goes_on(court: &mut Court) {
    match court.scene.network.state(&court.job) {
        JobState::Review => court.settle(),
        JobState::Open => {
            court.scene.network.try_cancel(&court.scene.client, court.job).expect("cancel");
        }
        state => panic!("the job is stuck: {state:?}"),
    }
    let client = court.scene.client.insecure_clone();
    court.scene.network.try_close(&client, court.job).expect("the job closes");
    assert_eq!(court.scene.books().1, 0);
    assert_eq!((court.scene.locked(), court.pool().penalties_pending), (0, 0));
    court.assert_books();
}

pub(crate) fn member() -> impl Strategy<Value = Member> {
    prop::sample::select(&MEMBERS[..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn every_accusation_ends(first in prop::collection::vec(member(), 3)) {
        let mut court = Court::new(4);
        let dispute = court.accuse();
        finish(&mut court.scene.network, dispute, &court.verifiers, vec![first]);
        assert_job_goes_on(&mut court);
    }

    #[test]
    fn every_audit_ends(auditor in member(), committee in prop::collection::vec(member(), 3)) {
        let mut court = Court::sampled(4, ALWAYS);
        let dispute = court.audit();
        finish(&mut court.scene.network, dispute, &court.verifiers, vec![vec![auditor], committee]);
        assert_job_goes_on(&mut court);
    }

    #[test]
    fn every_appeal_ends(committee in prop::collection::vec(member(), 7)) {
        let (mut court, dispute) = Court::convicted(8);
        court.try_appeal(dispute).expect("appeal");
        finish(&mut court.scene.network, dispute, &court.verifiers, vec![committee]);
        assert_job_goes_on(&mut court);
    }
}
