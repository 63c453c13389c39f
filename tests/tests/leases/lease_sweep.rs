//! Closing the account of a lease that ended: the rent goes back, and the market counts what it was.

use furnace_client::accounts::Lease;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::CloseReason;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::stage::{RATE, Stage, terms};

fn lamports(stage: &Stage, address: &Address) -> u64 {
    stage.scene.network.chain.account(address).map_or(0, |account| account.lamports)
}

/// A lease whose rent somebody else paid, and that ended after ten minutes.
fn sponsored() -> (Stage, Keypair) {
    let mut stage = Stage::new();
    let sponsor = stage.network().wallet("sponsor", 0);
    let client = stage.scene.client.insecure_clone();
    let (lease, open) = jobs::lease_open(client.pubkey(), sponsor.pubkey(), &stage.venue, 0, terms());
    stage.network().send(&[open], &[&client, &sponsor]).expect("open");
    stage.lease = lease;
    stage.claim().expect("claim");
    stage.start().expect("start");
    stage.at(600).close(CloseReason::Finished).expect("close");
    (stage, sponsor)
}

#[test]
fn the_client_sweeps_at_once_and_the_rent_goes_to_who_paid_it() {
    // Given a lease that ended, and whose rent a sponsor paid
    let (mut stage, sponsor) = sponsored();
    let client = stage.scene.client.insecure_clone();
    let (rent, lease) = (lamports(&stage, &stage.lease), stage.lease);
    assert_eq!(rent, stage.scene.network.chain.svm.minimum_balance_for_rent_exemption(Lease::LEN));
    let before = lamports(&stage, &sponsor.pubkey());

    // When its client sweeps it
    stage.sweep(&client).expect("sweep");

    // Then it is gone, the sponsor has its lamports, and the market has counted ten minutes and their pay
    assert!(stage.scene.network.chain.account(&lease).is_none());
    assert_eq!(lamports(&stage, &sponsor.pubkey()), before + rent);
    let market = stage.scene.network.market(&stage.venue.market);
    assert_eq!((market.paid, market.busy_seconds), (600 * RATE, 600));
    assert_eq!((market.settled, market.failed, market.unclaimed), (0, 0, 0));
}

#[test]
fn others_wait_for_a_week() {
    // Given a lease that ended a week ago, when a stranger sweeps it, then it is refused; a second later it is not
    let (mut stage, sponsor) = sponsored();
    let stranger = stage.scene.stranger.insecure_clone();
    stage.at(600 + RETENTION_SECONDS);
    for other in [&stranger, &sponsor] {
        assert_error(stage.sweep(other), FurnaceJobsError::RetentionNotOver);
    }
    let (rent, before) = (lamports(&stage, &stage.lease), lamports(&stage, &sponsor.pubkey()));
    stage.at(600 + RETENTION_SECONDS + 1).sweep(&stranger).expect("sweep");
    assert_eq!(lamports(&stage, &sponsor.pubkey()), before + rent);
}

#[test]
fn nobody_else_gets_the_rent() {
    // Given a lease that ended, when its client wants the rent that another paid, then it is refused
    let (mut stage, sponsor) = sponsored();
    let client = stage.scene.client.insecure_clone();
    let sweep = jobs::lease_sweep(client.pubkey(), stage.lease, &stage.account());
    let greedy = replaced(sweep, sponsor.pubkey(), client.pubkey());
    assert_error(stage.send(&[greedy], &[&client]), FurnaceJobsError::WrongRentPayer);
}

#[test]
fn a_lease_that_goes_on_is_not_swept() {
    // Given a lease that has not ended, when its client sweeps it, then it is refused
    for stage in [Stage::open, Stage::assigned, Stage::running, Stage::suspended] {
        let mut stage = stage(terms());
        let client = stage.scene.client.insecure_clone();
        assert_error(stage.sweep(&client), FurnaceJobsError::LeaseNotCleared);
    }
}

#[test]
fn its_bids_go_before_it() {
    // Given an auction that its client withdrew, when it is swept with its bids, then it is refused
    let mut stage = Stage::open(LeaseTerms { auction: true, ..terms() });
    let client = stage.scene.client.insecure_clone();
    let open = jobs::lease_bids_open(client.pubkey(), stage.network().payer(), stage.lease);
    stage.send(&[open], &[&client]).expect("bidding opens");
    stage.cancel().expect("cancel");
    assert_error(stage.sweep(&client), FurnaceJobsError::LeaseNotCleared);

    // When anyone closes those, then it is
    let close = jobs::lease_bids_close(stage.lease, &stage.scene.network.bids(&stage.lease));
    stage.send(&[close], &[]).expect("bids close");
    stage.sweep(&client).expect("sweep");
}
