//! A worker that is late and wants not to pay for it, and others that want it to pay twice.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::{MAX_ASSEMBLY_SECONDS, MAX_JOB_SECONDS, MIN_COOLDOWN_SECONDS};
use furnace_common::state::JobState;
use furnace_tests::errors::assert_error;
use furnace_tests::network::market_terms;
use furnace_tests::scene::{STAKE, replaced};
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

/// Half of the collateral, rounded up.
const PENALTY: u64 = EACH.div_ceil(2);

/// A gang a second after its deadline, of which the first submitted and the second did not.
fn late() -> Stage {
    let mut stage = Stage::assembled(gang(2));
    stage.submit(0, 5).expect("submit");
    stage.after_deadline(1);
    stage
}

#[test]
fn no_step_of_its_own_saves_the_worker() {
    for concluded in [false, true] {
        // Given a worker that is late, whether the job was concluded or not
        let mut stage = late();
        if concluded {
            stage.conclude().expect("conclude");
        }
        // When it submits, quits, retires or is released, then it is refused
        let error = if concluded { FurnaceJobsError::JobNotRunning } else { FurnaceJobsError::DeadlinePassed };
        assert_error(stage.submit(1, 5), error.clone());
        assert_error(stage.quit(1), error);
        assert_error(stage.release(1), FurnaceJobsError::SeatNotFree);
        let wallet = stage.operators[1].wallet.insecure_clone();
        let retire = jobs::worker_retire(wallet.pubkey(), stage.key(1).pubkey());
        assert_error(stage.send(&[retire], &[&wallet]), FurnaceJobsError::WorkerBusy);

        // and the penalty is still there
        stage.slash(1).expect("slash");
        assert_eq!(stage.network.ledger().slashed, PENALTY);
    }
}

#[test]
fn others_that_are_reported_first_save_nobody() {
    // Given a gang of three that is late as a whole, when one is reported and the job fails, then the others are not
    // free, but pay too, however long they wait
    let mut stage = Stage::assembled(gang(3));
    stage.after_deadline(1).slash(0).expect("slash");
    assert_eq!(stage.state(), JobState::Failed);
    assert_error(stage.release(1), FurnaceJobsError::SeatNotFree);
    stage.slash(1).expect("slash");
    assert_error(stage.at(10_000_000).release(2), FurnaceJobsError::SeatNotFree);
    stage.slash(2).expect("slash");
    assert_eq!(stage.network.ledger().slashed, 3 * PENALTY);
}

#[test]
fn agreement_of_the_others_saves_nobody() {
    // Given three replicas of which one never committed, when the others agree, then it is to be punished at once
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.commit(0, 5).expect("commit");
    stage.commit(1, 5).expect("commit");
    stage.after_deadline(1).reveal(0, 5).expect("reveal");
    stage.reveal(1, 5).expect("reveal");
    assert_error(stage.release(2), FurnaceJobsError::SeatNotFree);
    assert_error(stage.pay(2), FurnaceJobsError::SeatNotPayable);
    assert_error(stage.close_crew(), FurnaceJobsError::CrewNotCleared);
    stage.slash(2).expect("slash");
}

#[test]
fn a_penalty_is_taken_once() {
    // Given a worker that is late, when it is reported twice, in one transaction or in two, then it is refused
    let mut stage = late();
    let report = stage.report(1);
    assert_error(stage.send(&[report.clone(), report], &[]), FurnaceJobsError::SeatNotLate);
    assert_eq!(stage.network.ledger().count, 0);
    stage.slash(1).expect("slash");
    assert_error(stage.slash(1), FurnaceJobsError::SeatNotLate);
    assert_eq!((stage.network.ledger().count, stage.network.ledger().slashed), (1, PENALTY));
}

#[test]
fn who_quit_does_not_pay_for_being_late_too() {
    // Given three replicas of which one quit, when it is reported after the deadline, then it is refused
    let mut stage = Stage::assembled(replicas(3, 2));
    stage.quit(2).expect("quit");
    assert_error(stage.after_deadline(1).slash(2), FurnaceJobsError::SeatNotLate);
}

#[test]
fn the_pool_that_pays_is_that_of_who_is_late() {
    // Given a worker that is late, when the pool, or the whole operator, of the one in time is to pay, then it is refused
    let mut stage = late();
    let report = stage.report(1);
    let pools = [0, 1].map(|index| stage.operators[index].pool);
    let operators = [0, 1].map(|index| stage.operators[index].operator);
    let vaults = pools.map(|pool| pda::pool_vault(&pool));
    let pool = replaced(replaced(report, pools[1], pools[0]), vaults[1], vaults[0]);
    assert_error(stage.send(std::slice::from_ref(&pool), &[]), FurnaceSlashingError::WrongPool);
    let operator = replaced(pool, operators[1], operators[0]);
    assert_error(stage.send(std::slice::from_ref(&operator), &[]), FurnaceSlashingError::JobMismatch);
    let worker = replaced(operator, stage.seat(1).worker, stage.seat(0).worker);
    assert_error(stage.send(&[worker], &[]), FurnaceSlashingError::JobMismatch);
}

#[test]
fn stake_that_is_being_withdrawn_pays_too() {
    // Given a worker that is late and whose operator unstakes everything, when it is reported, then that pays
    let mut stage = late();
    let (wallet, pool) = (stage.operators[1].wallet.insecure_clone(), stage.operators[1].pool);
    let shares = stage.network.position(&pool, &wallet.pubkey()).shares;
    stage.network.try_unstake(&wallet, pool, shares).expect("unstake");
    stage.slash(1).expect("slash");
    let pool = stage.network.pool(&pool);
    assert_eq!((pool.active + pool.unbonding, pool.slashed), (STAKE - PENALTY, PENALTY));
}

#[test]
fn the_shortest_cool_down_outlasts_the_longest_crew() {
    // Given the shortest cool-down and the longest job, and a worker that joins first and whose operator unstakes
    // everything at once, when the other joins a day later, and the first is late, or committed and hides its result
    // Replicas have less time, since they are judged after it.
    for (terms, max_seconds) in [(gang(2), MAX_JOB_SECONDS), (replicas(2, 2), 504_900)] {
        let replicated = terms.quorum > 0;
        let mut stage = Stage::new(2);
        stage.network.change_parameters(|parameters| parameters.cooldown_seconds = MIN_COOLDOWN_SECONDS);
        let longest = MarketOpenInstructionArgs { max_job_seconds: MAX_JOB_SECONDS, ..market_terms(0) };
        stage.venue.market = stage.network.open_market(&stage.stranger, longest);
        let longest = JobTerms { claim_seconds: MAX_ASSEMBLY_SECONDS, max_seconds, ..terms };
        let mut stage = stage.opened(longest);
        stage.join(0).expect("join");
        let (wallet, pool) = (stage.operators[0].wallet.insecure_clone(), stage.operators[0].pool);
        let shares = stage.network.position(&pool, &wallet.pubkey()).shares;
        stage.network.try_unstake(&wallet, pool, shares).expect("unstake");
        stage.network.chain.advance(i64::from(MAX_ASSEMBLY_SECONDS));
        stage.join(1).expect("join");
        if replicated {
            stage.commit(0, 5).expect("commit");
            stage.commit(1, 5).expect("commit");
            stage.after_reveal(0);
        } else {
            stage.after_deadline(0);
        }

        // Then for nearly a day the stake is still there, and pays
        stage.network.chain.advance(86_399);
        let withdrawal = stage.network.try_withdraw_stake(&wallet, pool, 0);
        assert_error(withdrawal, FurnaceStakingError::StillCoolingDown);
        stage.slash(0).expect("slash");
        assert_eq!(stage.network.pool(&pool).slashed, PENALTY);
    }
}

#[test]
fn several_seats_of_one_operator_pay_each() {
    // Given a gang of two workers of one operator that is late, when both are reported, then its pool pays for both
    let mut stage = Stage::new(1).opened(gang(2));
    let colleague = stage.add_worker(0, "colleague");
    stage.join(0).expect("join");
    stage.join(colleague).expect("join");
    stage.after_deadline(1).slash(0).expect("slash");
    stage.slash(1).expect("slash");
    assert_eq!((stage.network.pool(&stage.operators[0].pool).slashed, stage.locked()), (2 * PENALTY, vec![0]));
}
