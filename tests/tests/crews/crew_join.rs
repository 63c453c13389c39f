//! Taking a seat; the last one begins the work.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::jobs::types::{JobTerms, Needs};
use furnace_client::instructions::jobs;
use furnace_client::{pda, program};
use furnace_common::limits::REVEAL_SECONDS;
use furnace_common::state::{JobState, SeatState};
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::{CLAIM_SECONDS, MAX_SECONDS, certified, job_terms, market_terms, needs, worker_args};
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

#[test]
fn seats_are_taken_in_order_and_the_last_begins_the_work() {
    // Given a crew of three, when the second operator's worker joins first, and the others after it
    let mut stage = Stage::open(replicas(3, 2));
    for (rank, worker) in [(0u8, 1usize), (1, 0)] {
        let receipt = stage.at(i64::from(rank)).join(worker).expect("join");
        let fields = (stage.job.to_bytes(), stage.workers[worker].address.to_bytes(), rank, [0u8; 7]);
        assert_event(&receipt, "CrewJoined", fields);
        assert_eq!((stage.state(), stage.job().deadline), (JobState::Open, 0));
    }
    let receipt = stage.at(7).join(2).expect("join");

    // Then each has its rank and its collateral locked, and all have the same time from the last one on
    let (job, crew, began) = (stage.job(), stage.crew(), stage.began + 7);
    for (seat, worker) in [(0, 1), (1, 0), (2, 2)] {
        let (holder, worker) = (stage.seat(seat), &stage.workers[worker]);
        assert_eq!((holder.worker, holder.key), (worker.address, worker.key.pubkey()));
        assert_eq!(holder.operator, pda::operator(&worker.wallet));
    }
    assert_eq!(stage.seats(), [SeatState::Joined; 3]);
    assert_eq!(stage.locked(), [EACH; 3]);
    assert_eq!(stage.state(), JobState::Running);
    assert_eq!((job.claimed_at, job.started_at), (began, began));
    assert_eq!(job.deadline, began + i64::from(MAX_SECONDS));
    assert_eq!(crew.reveal_ends_at, job.deadline + i64::from(REVEAL_SECONDS));
    assert_eq!(stage.books(), (DEPOSIT - 3 * EACH, 3 * EACH));
    assert_event(&receipt, "CrewAssembled", (stage.job.to_bytes(), job.deadline));
}

#[test]
fn a_crew_fills_until_the_time_to_claim_is_over() {
    // Given a crew of two at the last second to claim, when a worker joins, then it has its seat; a second later none
    let mut stage = Stage::open(gang(2));
    stage.at(i64::from(CLAIM_SECONDS)).join(0).expect("join");
    let late = stage.at(i64::from(CLAIM_SECONDS) + 1).join(1);
    assert_error(late, FurnaceJobsError::ClaimWindowOver);
    assert_eq!(stage.locked(), [EACH, 0]);
}

#[test]
fn no_worker_has_two_seats() {
    for terms in [replicas(3, 2), gang(3)] {
        // Given a crew, when a worker that has a seat takes another, then it is refused
        let mut stage = Stage::open(terms);
        stage.join(0).expect("join");
        stage.join(1).expect("join");
        assert_error(stage.join(0), FurnaceJobsError::WorkerSeated);
        assert_error(stage.join(1), FurnaceJobsError::WorkerSeated);
        assert_eq!(stage.crew().joined, 2);
    }
}

#[test]
fn replicas_are_of_different_operators_and_a_gang_need_not_be() {
    // Given crews with a worker of an operator, when a colleague of it joins, then among replicas it is refused
    let mut stage = Stage::open(replicas(2, 2));
    let colleague = stage.add_worker(0, "colleague");
    stage.join(0).expect("join");
    assert_error(stage.join(colleague), FurnaceJobsError::SameOperator);
    stage.join(1).expect("join");

    // and in a gang it has the next seat, against collateral of the same stake
    let mut stage = Stage::open(gang(2));
    let colleague = stage.add_worker(0, "colleague");
    stage.join(0).expect("join");
    stage.join(colleague).expect("join");
    assert_eq!((stage.state(), stage.locked()), (JobState::Running, vec![2 * EACH, 0]));
}

#[test]
fn a_crew_that_is_full_or_whose_job_ended_takes_nobody() {
    // Given a crew that is full, or whose job was cancelled or expired, when a worker joins, then it is refused
    let mut full = Stage::new(3).opened(gang(2));
    full.join(0).expect("join");
    full.join(1).expect("join");
    let mut cancelled = Stage::open(gang(3));
    cancelled.cancel().expect("cancel");
    let mut expired = Stage::open(gang(3));
    expired.at(i64::from(CLAIM_SECONDS) + 1).expire().expect("expire");
    for mut stage in [full, cancelled, expired] {
        assert_error(stage.join(2), FurnaceJobsError::JobNotOpen);
    }
}

#[test]
fn nobody_seats_anothers_worker() {
    // Given an open crew, when anybody but the worker's own key seats it, then it is refused
    let mut stage = Stage::open(gang(2));
    let key = stage.key(0);
    let join = jobs::crew_join(stage.workers[0].wallet, key.pubkey(), stage.job);
    let thieves = [stage.client.insecure_clone(), stage.key(1), stage.operators[0].wallet.insecure_clone()];
    for thief in thieves {
        let stolen = replaced(join.clone(), key.pubkey(), thief.pubkey());
        assert_error(stage.send(&[stolen], &[&thief]), FurnaceJobsError::NotWorker);
    }
}

#[test]
fn a_worker_that_is_full_or_retired_gets_no_seat() {
    // Given a worker with one place, which it has given away, and one that is retired
    let mut stage = Stage::new(1);
    let one_place = WorkerRegisterInstructionArgs { max_jobs: 1, ..worker_args() };
    for name in ["busy", "retired"] {
        let worker = stage.network.worker_with(&stage.operators[0], name, one_place.clone());
        stage.workers.push(worker);
    }
    let wallet = stage.operators[0].wallet.insecure_clone();
    let retire = jobs::worker_retire(wallet.pubkey(), stage.key(2).pubkey());
    stage.send(&[retire], &[&wallet]).expect("retire");
    stage = stage.opened(gang(3));
    let (market, terms) = (stage.network.market, job_terms(1));
    let other = stage.network.client("other", DEPOSIT);
    let elsewhere = stage.network.try_post(&other, market, terms).expect("post");
    stage.network.try_claim(&stage.workers[1], elsewhere).expect("claim");

    // When either joins, then it is refused
    let outcomes = [1, 2].map(|worker| stage.network.try_join(&stage.workers[worker], stage.job));
    let [busy, retired] = outcomes;
    assert_error(busy, FurnaceJobsError::WorkerFull);
    assert_error(retired, FurnaceJobsError::WorkerRetired);
}

#[test]
fn a_seat_needs_hardware_and_stake() {
    // Given a market that asks for 48 GiB, or for so much stake that the operator has a unit too little, when a worker
    // of 24 GiB and 1,000 HEAT joins, then it is refused
    let short = [
        (Needs { min_vram_gib: 48, ..needs() }, FurnaceJobsError::HardwareTooSmall),
        (Needs { class_multiplier: 501, ..needs() }, FurnaceJobsError::StakeTooLow),
    ];
    for (needs, error) in short {
        let mut stage = Stage::new(2);
        let terms = MarketOpenInstructionArgs { needs, ..market_terms(0) };
        stage.venue.market = stage.network.open_market(&stage.stranger, terms);
        let mut stage = stage.opened(gang(2));
        assert_error(stage.join(0), error);
        assert_eq!((stage.locked(), stage.crew().joined), (vec![0, 0], 0));
    }
}

#[test]
fn a_seat_needs_a_certificate_where_the_market_asks_for_a_score() {
    for terms in [gang(2), replicas(2, 2)] {
        // Given a crew in a market that asks for a score
        let mut stage = Stage::new(2);
        let market = MarketOpenInstructionArgs { needs: certified(), ..market_terms(0) };
        stage.venue.market = stage.network.open_market(&stage.stranger, market);
        let mut stage = stage.opened(terms);

        // When a worker joins without a certificate, with another's, or with none at all, then it is refused
        stage.network.certify(&stage.workers[1]);
        assert_error(stage.join(0), FurnaceJobsError::CertificateMismatch);
        let (worker, borrowed) = (&stage.workers[0], pda::certificate(&stage.workers[1].address));
        let join = jobs::crew_join(worker.wallet, worker.key.pubkey(), stage.job);
        let own = pda::certificate(&worker.address);
        for (given, error) in
            [(borrowed, FurnaceJobsError::CertificateMismatch), (program::JOBS, FurnaceJobsError::CertificateMissing)]
        {
            let join = replaced(join.clone(), own, given);
            assert_error(stage.network.send(&[join], &[&stage.workers[0].key]), error);
        }
        assert_eq!((stage.locked(), stage.crew().joined), (vec![0, 0], 0));

        // and with one of its own it has a seat
        stage.network.certify(&stage.workers[0]);
        for worker in [0, 1] {
            stage.join(worker).expect("join");
        }
        assert_eq!(stage.crew().joined, 2);
    }
}

#[test]
fn the_stake_covers_every_seat_of_its_operator() {
    // Given a gang of two in a market where 1,000 HEAT of stake cover one seat but not two
    let mut stage = Stage::new(1);
    let terms = MarketOpenInstructionArgs { collateral_bps: 50_000, ..market_terms(0) };
    stage.venue.market = stage.network.open_market(&stage.stranger, terms);
    let client = stage.client.insecure_clone();
    stage.network.give(&client.pubkey(), 2 * DEPOSIT);
    let deposit = jobs::deposit(client.pubkey(), pda::heat_mint(), pda::heat_account(&client.pubkey()), 2 * DEPOSIT);
    stage.network.send(&[deposit], &[&client]).expect("deposit");
    let terms = JobTerms { price: 101 * HEAT, ..gang(2) };
    let job = stage.network.try_post(&client, stage.venue.market, terms).expect("post");
    let open = jobs::crew_open(client.pubkey(), stage.network.payer(), job);
    stage.network.send(&[open], &[&client]).expect("open");
    let colleague = stage.add_worker(0, "colleague");

    // When the operator's second worker joins too, then it is refused
    stage.network.try_join(&stage.workers[0], job).expect("join");
    assert_error(stage.network.try_join(&stage.workers[colleague], job), FurnaceJobsError::CollateralTooLow);
    assert_eq!(stage.locked(), [505 * HEAT]);
}

#[test]
fn at_first_only_drawn_workers_join() {
    // Given a crew for whose first minute nobody is drawn, when a worker joins before and after it
    let mut stage = Stage::new(2).opened(JobTerms { sortition_seconds: 60, sortition_bps: 0, ..replicas(2, 2) });
    assert_error(stage.at(59).join(0), FurnaceJobsError::NotDrawn);
    stage.at(60).join(0).expect("join");

    // and for whose first minute all are
    let mut stage = Stage::new(2).opened(JobTerms { sortition_seconds: 60, sortition_bps: 10_000, ..replicas(2, 2) });
    stage.at(0).join(0).expect("join");
}
