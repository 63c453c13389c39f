//! What a worker and its operator must have to bid: what they must have for the order at its ceiling.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::jobs::types::Needs;
use furnace_client::pda;
use furnace_common::limits::STAKE_PER_GPU;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{market_terms, needs, worker_args};
use furnace_tests::scene::STAKE;
use solana_signer::Signer;

use crate::order::KINDS;
use crate::stage::{CEILING, Stage};

#[test]
fn a_bidder_has_what_the_market_asks_for() {
    let market = |needs: Needs| MarketOpenInstructionArgs { needs, ..market_terms(0) };
    let wrong = [
        (Needs { min_vram_gib: 25, ..needs() }, FurnaceJobsError::HardwareTooSmall),
        (Needs { min_gpus: 2, ..needs() }, FurnaceJobsError::HardwareTooSmall),
        (Needs { regions: 0b10, ..needs() }, FurnaceJobsError::WrongRegion),
    ];
    for kind in KINDS {
        for (asked, error) in &wrong {
            // Given a market that asks for more, or for another region, when a worker bids, then it is refused
            let mut stage = Stage::in_market(kind, market(asked.clone()), CEILING);
            assert_error(stage.bid(0, 1), error.clone());
            // and one that has it bids
            let args = WorkerRegisterInstructionArgs { vram_gib: 25, gpus: 2, region: 1, ..worker_args() };
            let who = stage.enter("able", STAKE, args);
            stage.bid(who, 1).expect("bid");
        }
    }
}

#[test]
fn a_bidder_has_the_stake_for_its_gpus() {
    for kind in KINDS {
        // Given operators with stake for one GPU, one of them a unit short of it
        let mut stage = Stage::new(kind);
        let exact = stage.enter("exact", STAKE_PER_GPU, worker_args());
        let short = stage.enter("short", STAKE_PER_GPU - 1, worker_args());

        // When their workers bid, then only the exact stake is enough
        stage.bid(exact, 1).expect("bid");
        assert_error(stage.bid(short, 1), FurnaceJobsError::StakeTooLow);
    }
}

#[test]
fn a_low_bid_needs_the_collateral_of_the_ceiling() {
    for kind in KINDS {
        // Given an order of 72 HEAT at most that puts five times as much at risk
        let terms = MarketOpenInstructionArgs { collateral_bps: 50_000, ..market_terms(0) };
        let mut stage = Stage::in_market(kind, terms, 72 * HEAT / kind.seconds());
        assert_eq!(stage.bids().collateral, 360 * HEAT);

        // When workers bid one unit, then their operators' stake must cover it all the same
        let exact = stage.enter("exact", 360 * HEAT, worker_args());
        let short = stage.enter("short", 360 * HEAT - 1, worker_args());
        stage.bid(exact, 1).expect("bid");
        assert_error(stage.bid(short, 1), FurnaceJobsError::CollateralTooLow);

        // and what is locked for another order covers nothing
        stage.occupy(exact);
        assert_error(stage.bid(exact, 1), FurnaceJobsError::CollateralTooLow);
    }
}

#[test]
fn half_of_a_bidders_pool_is_its_operators_own() {
    for kind in KINDS {
        // Given a pool that is half the operator's, half a delegator's
        let mut stage = Stage::new(kind);
        let pool = pda::pool(&stage.contenders[0].owner.pubkey());
        let delegator = stage.network.wallet("delegator", STAKE);
        stage.network.open_position(&delegator, pool);
        stage.network.try_stake(&delegator, pool, STAKE).expect("delegation");
        stage.bid(0, 2).expect("bid");

        // When the operator takes some of its own stake out, then its worker bids no more
        stage.unstake(0, HEAT).expect("unstake");
        assert_error(stage.bid(0, 1), FurnaceJobsError::OwnStakeTooLow);
    }
}

#[test]
fn a_busy_worker_bids() {
    for kind in KINDS {
        // Given a worker that holds as many jobs as it may, when it bids, then the bid is there: it may be done with
        // them by the award
        let mut stage = Stage::new(kind);
        let narrow = stage.enter("narrow", STAKE, WorkerRegisterInstructionArgs { max_jobs: 1, ..worker_args() });
        stage.occupy(narrow);
        stage.bid(narrow, 1).expect("bid");
        assert_error(stage.award(narrow, 1), FurnaceJobsError::WorkerFull);
    }
}

#[test]
fn a_retired_worker_does_not_bid() {
    for kind in KINDS {
        // Given a worker that is retired, when it bids, then it is refused, also where it had bid before
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        for who in [0, 1] {
            stage.retire(who).expect("retire");
            assert_error(stage.bid(who, 4), FurnaceJobsError::WorkerRetired);
        }
    }
}
