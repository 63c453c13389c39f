//! Orders that were awarded, and lost by who got them.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::pda;
use furnace_common::limits::{FAILOVER_SECONDS, LEASE_START_SECONDS};
use furnace_common::penalties;
use furnace_tests::errors::assert_error;
use furnace_tests::network::CLAIM_SECONDS;
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::order::Kind;
use crate::stage::{CEILING, Stage};

/// Price that was bid.
const BID: u64 = 3_001;

/// An order that the first got for [`BID`].
fn awarded(kind: Kind) -> Stage {
    let mut stage = Stage::new(kind);
    stage.bid(0, BID).expect("bid");
    stage.bid(1, CEILING).expect("bid");
    stage.award(0, BID).expect("award");
    stage
}

/// The first's worker is punished for what it did not do: the deadline of a job, the start of a lease.
fn punish(stage: &mut Stage) {
    let (order, pool) = (stage.order, stage.contenders[0].worker.bidder().pool);
    let reporter = pda::heat_account(&stage.stranger.pubkey());
    match stage.kind {
        Kind::Job => {
            let deadline = stage.network.job(&order).deadline;
            stage.network.chain.set_time(deadline + 1);
            stage.network.try_slash(order, pool, reporter).expect("slash");
        }
        Kind::Lease => {
            stage.at(i64::from(LEASE_START_SECONDS) + FAILOVER_SECONDS + 1);
            let worker = &stage.contenders[0].worker;
            stage.network.try_slash_downtime(order, worker, reporter).expect("slash");
        }
    }
    stage.verify();
}

#[test]
fn a_low_bidder_that_does_not_deliver_pays_for_the_ceiling() {
    for (kind, rate) in [(Kind::Job, penalties::MISSED_DEADLINE_BPS), (Kind::Lease, penalties::downtime_bps(421))] {
        // Given an order at a third of its ceiling, when its worker misses its time, then the penalty is of what the
        // ceiling put at risk
        let mut stage = awarded(kind);
        punish(&mut stage);
        let penalty = (kind.held(CEILING) * u64::from(rate)).div_ceil(10_000);
        let ledger = stage.network.ledger();
        assert_eq!((ledger.slashed, stage.locked(0)), (penalty, 0));
        let client = penalties::split(penalty, true).expect("parts").client;
        assert_eq!(stage.books(), (DEPOSIT - kind.held(BID) + client, kind.held(BID)));
    }
}

#[test]
fn an_order_that_was_lost_is_anybodys_at_the_price_that_was_bid() {
    for kind in [Kind::Job, Kind::Lease] {
        // Given an order whose bidder lost it
        let mut stage = awarded(kind);
        punish(&mut stage);
        let order = stage.account();
        assert_eq!((order.open, order.auctioned, order.price), (true, false, BID));

        // When its client opens it to bids again, then it is not up for auction any more
        assert_error(stage.open_bids(), kind.not_auctioned());

        // When another worker claims it, which bid three times as much or did not bid, then it has it for that, and
        // the same collateral
        stage.claim(2).expect("claim");
        assert_eq!((stage.account().price, stage.account().worker), (BID, stage.address(2)));
        assert_eq!([0, 1, 2].map(|who| stage.locked(who)), [0, 0, kind.held(CEILING)]);
        assert_eq!(stage.books().1, kind.held(BID));
    }
}

#[test]
fn an_order_that_was_lost_waits_as_long_as_one_at_a_fixed_price() {
    for kind in [Kind::Job, Kind::Lease] {
        // Given an order whose bidder lost it, when the time to claim is over, then nobody has it, and what was bid is
        // the client's again
        let mut stage = awarded(kind);
        punish(&mut stage);
        let (free, reserved) = stage.books();
        stage.network.chain.advance(i64::from(CLAIM_SECONDS));
        assert_error(stage.expire(), FurnaceJobsError::ClaimWindowOpen);
        stage.network.chain.advance(1);
        assert_error(stage.claim(1), FurnaceJobsError::ClaimWindowOver);
        stage.expire().expect("expire");
        assert_eq!(stage.books(), (free + reserved, 0));
        stage.sweep().expect("close");
    }
}

#[test]
fn a_job_that_its_bidder_hands_back_goes_on_at_its_price() {
    // Given a job whose bidder hands it back, when another worker does it, then it is paid what was bid
    let mut stage = awarded(Kind::Job);
    let (job, client) = (stage.order, stage.client.insecure_clone());
    stage.network.try_quit(&stage.contenders[0].worker, job).expect("quit");
    let (free, _) = stage.books();
    stage.network.drive(&stage.contenders[1].worker, job, JobState::Review);
    stage.network.try_accept(&client, job).expect("accept");
    stage.verify();
    assert_eq!(stage.books(), (free, 0));
    assert_eq!(stage.network.balance(&client.pubkey()).spent, BID);
}
