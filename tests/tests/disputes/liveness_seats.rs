//! Whoever is silent, strangers alone bring every dispute about a seat to its end.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs;
use proptest::prelude::*;
use solana_address::Address;
use solana_signer::Signer;

use crate::liveness::{Member, finish, member};
use crate::replicas::{RIGHT, Replicas, WRONG};

/// Nothing of the dispute is left, and the job's accounts can go.
fn assert_all_is_over(mut replicas: Replicas) {
    assert_eq!((replicas.book(0).disputed_seats, replicas.pool(0).penalties_pending), (0, 0));
    assert_eq!(replicas.network.state(&replicas.job), JobState::Settled);
    let client = replicas.client.insecure_clone();
    let close = jobs::crew_close(client.pubkey(), replicas.job, &replicas.network.crew(&replicas.job));
    replicas.network.send(&[close], &[&client]).expect("crew closes");
    replicas.network.try_close(&client, replicas.job).expect("job closes");
    replicas.assert_books();
}

fn bring_to_end(replicas: &mut Replicas, dispute: Address, rounds: Vec<Vec<Member>>) {
    finish(&mut replicas.network, dispute, &replicas.verifiers, rounds);
}

#[test]
fn without_any_verifier_no_replica_is_convicted() {
    // Given no verifier at all, when the client accuses, then the dispute ends for the replica
    let mut replicas = Replicas::ended(0, 2, &[RIGHT, RIGHT]);
    let dispute = replicas.accuse(0, WRONG);
    replicas.network.draw_committee(dispute);
    replicas.network.chain.advance(furnace_common::dispute::COMMITTEE_SECONDS + 1);
    bring_to_end(&mut replicas, dispute, vec![]);
    assert_eq!(replicas.failed(0), 0);
    assert_all_is_over(replicas);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn every_accusation_of_a_replica_ends(first in prop::collection::vec(member(), 3)) {
        let mut replicas = Replicas::ended(3, 2, &[RIGHT, RIGHT]);
        let dispute = replicas.accuse(0, WRONG);
        bring_to_end(&mut replicas, dispute, vec![first]);
        assert_all_is_over(replicas);
    }

    #[test]
    fn every_appeal_of_a_replica_ends(committee in prop::collection::vec(member(), 7)) {
        let mut replicas = Replicas::ended(8, 2, &[RIGHT, RIGHT]);
        let dispute = replicas.convict(0, WRONG);
        let stranger = replicas.stranger.insecure_clone();
        let price = replicas.dispute(&dispute).appeal_price();
        replicas.network.give(&stranger.pubkey(), price);
        replicas.network.try_appeal(&stranger, dispute).expect("appeal");
        bring_to_end(&mut replicas, dispute, vec![committee]);
        assert_all_is_over(replicas);
    }
}
