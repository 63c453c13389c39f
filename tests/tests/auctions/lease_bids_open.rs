//! Opening a lease to bids: what is a lease's alone.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs;
use furnace_common::limits::LEASE_COLLATERAL_SECONDS;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::lease_terms;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use crate::order::Kind;
use crate::stage::{CEILING, Stage};

#[test]
fn at_most_a_days_ceiling_is_at_risk() {
    // Given a lease that is paid two days ahead, when its client opens it to bids, then they put one day at risk
    let mut stage = Stage::empty(Kind::Lease);
    let client = stage.client.insecure_clone();
    let terms = LeaseTerms { auction: true, funded_seconds: 172_800, max_seconds: 172_800, ..lease_terms(100) };
    stage.order = stage.network.try_lease(&client, stage.market, terms).expect("lease opens");
    stage.open_bids().expect("bidding opens");
    assert_eq!(stage.bids().collateral, u64::from(LEASE_COLLATERAL_SECONDS) * 100);

    // When one is awarded, then the rest of two days is free
    stage.bid(0, 61).expect("bid");
    stage.award(0, 61).expect("award");
    assert_eq!(stage.books().1, 172_800 * 61);
}

#[test]
fn a_lease_that_was_closed_asks_for_no_bids() {
    // Given a lease that was awarded and came to its end, when its client opens it to bids, then it is refused
    let mut stage = Stage::new(Kind::Lease);
    stage.bid(0, CEILING).expect("bid");
    stage.award(0, CEILING).expect("award");
    let (client, lease) = (stage.client.insecure_clone(), stage.order);
    stage.network.try_lease_start(&stage.contenders[0].worker, lease).expect("start");
    let reason = furnace_common::state::CloseReason::Finished;
    stage.at(60).network.try_lease_close(&client, lease, reason).expect("close");
    assert_error(stage.open_bids(), FurnaceJobsError::LeaseNotOpen);
}

#[test]
fn a_lease_is_no_job() {
    // A lease is shorter than a job.
    for (kind, other, error) in [
        (Kind::Job, Kind::Lease, InstructionError::InvalidAccountData),
        (Kind::Lease, Kind::Job, InstructionError::AccountDataTooSmall),
    ] {
        // Given a job, when it is opened to bids as a lease, then it is refused, and the other way round
        let mut stage = Stage::posted(kind);
        let (client, payer) = (stage.client.insecure_clone(), stage.landlord.insecure_clone());
        let open = other.open_bids(client.pubkey(), payer.pubkey(), stage.order);
        let outcome = stage.send(&[open], &[&client, &payer]);
        assert_runtime_error(outcome, error.clone());

        // and so is what was opened, when it is closed as the other
        stage.open_bids().expect("bidding opens");
        stage.cancel().expect("cancel");
        let bids = stage.bids();
        let close = match other {
            Kind::Job => jobs::bids_close(stage.order, &bids),
            Kind::Lease => jobs::lease_bids_close(stage.order, &bids),
        };
        assert_runtime_error(stage.send(&[close], &[]), error);
    }
}
