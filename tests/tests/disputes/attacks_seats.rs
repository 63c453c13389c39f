//! What replicas, clients and strangers would try where a seat is judged.

use furnace_client::accounts::{Dispute, Found, Job, Operator, Worker};
use furnace_client::furnace::DisputeStep;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{
    SeatDispute, SeatDisputeInstructionArgs, SeatRule, SeatRuleInstructionArgs,
};
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::{jobs, staking};
use furnace_client::pda;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, replica_terms};
use furnace_tests::scene::{STAKE, replaced};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::books::assert_books;
use crate::committee::Outcome;
use crate::docket::{Docket, Far, RIGHT as FOUND_RIGHT, TORN, Votes, WRONG as FOUND_WRONG};
use crate::replicas::{RIGHT, Replicas, WRONG};

/// A step of the docket's first dispute, whether it is the one for it or not.
fn step(docket: &Docket, step: DisputeStep) -> Instruction {
    let job: Job = docket.crowd.scene.network.job(&docket.jobs[0]);
    step.instruction(&docket.found(0), Some(&job), true).expect("instruction")
}

#[test]
fn rulings_on_seats_and_on_jobs_are_not_carried_out_for_one_another() {
    // Given a ruling, when it is carried out as if it were on a seat, or on a job, where it is not, then it is refused
    let rulings: [(Votes, DisputeStep, DisputeStep); 3] = [
        (FOUND_RIGHT, DisputeStep::Uphold, DisputeStep::UpholdSeat),
        (FOUND_WRONG, DisputeStep::Convict, DisputeStep::ConvictSeat),
        (TORN, DisputeStep::Retry, DisputeStep::UpholdSeat),
    ];
    for (votes, of_job, of_seat) in rulings {
        let mut docket = Docket::new(Far::Ruled, [votes; 2]);
        let other = step(&docket, of_seat);
        assert_error(docket.crowd.scene.network.send(&[other], &[]), FurnaceSlashingError::DisputeMismatch);
        let mut docket = Docket::of_seats(Far::Ruled, [votes; 2]);
        let other = step(&docket, of_job);
        assert_error(docket.crowd.scene.network.send(&[other], &[]), FurnaceSlashingError::DisputeMismatch);
        assert_books(&docket.crowd.scene.network);
    }
}

#[test]
fn each_ruling_on_a_seat_is_carried_out_in_its_own_way() {
    // Given each ruling, when the other outcome of a seat is tried, or one of an appeal, then it is refused
    for (votes, other) in [
        (FOUND_RIGHT, DisputeStep::ConvictSeat),
        (TORN, DisputeStep::ConvictSeat),
        (FOUND_WRONG, DisputeStep::UpholdSeat),
    ] {
        let mut docket = Docket::of_seats(Far::Ruled, [votes; 2]);
        for outcome in [other, DisputeStep::Release, DisputeStep::Reverse] {
            let instruction = step(&docket, outcome);
            let result = docket.crowd.scene.network.send(&[instruction], &[]);
            assert_error(result, FurnaceSlashingError::OtherRuling);
        }
    }
    // and before there is one, nothing is
    let mut docket = Docket::of_seats(Far::Shown, [FOUND_RIGHT; 2]);
    for outcome in [DisputeStep::UpholdSeat, DisputeStep::ConvictSeat] {
        let instruction = step(&docket, outcome);
        assert_error(docket.crowd.scene.network.send(&[instruction], &[]), FurnaceSlashingError::NotRuled);
    }
}

#[test]
fn a_ruling_on_one_seat_is_not_carried_out_on_another() {
    for result in [RIGHT, WRONG] {
        // Given a ruling on the third seat
        let mut replicas = Replicas::ended(3, 2, &[WRONG, WRONG, WRONG]);
        let address = replicas.accuse(2, RIGHT);
        replicas.judge(address, result);
        let found = Found { address, data: replicas.dispute(&address) };
        let carry_out = DisputeStep::next(&found.data, 0, 0).expect("a step");
        let proper = carry_out.instruction(&found, None, true).expect("instruction");
        let [own, other] =
            [2, 0].map(|seat: usize| (replicas.workers[seat].address, replicas.operators[seat].operator));

        // When it is carried out with the worker of another, its operator, or both, then it is refused
        let worker = replaced(proper.clone(), own.0, other.0);
        let operator = replaced(proper.clone(), own.1, other.1);
        let both = replaced(worker.clone(), own.1, other.1);
        assert_error(replicas.network.send(&[worker], &[]), FurnaceSlashingError::DisputeMismatch);
        assert_error(replicas.network.send(&[operator], &[]), FurnaceJobsError::JobMismatch);
        assert_error(replicas.network.send(&[both], &[]), FurnaceSlashingError::DisputeMismatch);
        if result == RIGHT {
            let (own, other) = (&replicas.operators[2].pool, &replicas.operators[0].pool);
            let pool = replaced(proper.clone(), *own, *other);
            let pool = replaced(pool, pda::pool_vault(own), pda::pool_vault(other));
            assert_error(replicas.network.send(&[pool], &[]), FurnaceSlashingError::WrongPool);
        }
        replicas.network.send(&[proper], &[]).expect("the ruling is carried out");
        replicas.assert_books();
    }
}

#[test]
fn a_crew_of_another_job_does_not_stand_for_the_jobs_own() {
    // Given two jobs of the same replicas, one right and one wrong
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT]);
    let Replicas { network, workers, client, .. } = &mut replicas;
    let wrong = network.replicated(client, replica_terms(PRICE, 2, 2), &[&workers[0], &workers[1]], &[WRONG; 2]);

    // When the first is accused with the crew of the second, then it is refused
    replicas.network.give(&replicas.client.pubkey(), replicas.bond());
    let open = replicas.network.disputing_seat(&replicas.client.pubkey(), replicas.job, 0, [3; 32]);
    let crews = [pda::crew(&replicas.job).0, pda::crew(&wrong).0];
    let foreign = replaced(open, crews[0], crews[1]);
    assert_error(replicas.network.send(&[foreign], &[&replicas.client]), FurnaceSlashingError::JobMismatch);
    // and so it is by the jobs program, whoever asks, and with another operator than the seat's
    let (own, other) = (replicas.operators[0].operator, replicas.operators[1].operator);
    for (crew, operator) in [(crews[1], own), (crews[0], other)] {
        let dispute = SeatDispute { authority: pda::slashing_authority(), job: replicas.job, crew, operator };
        let dispute = dispute.instruction(SeatDisputeInstructionArgs { seat: 0 });
        assert_error(replicas.network.impersonate(dispute), FurnaceJobsError::JobMismatch);
    }
}

#[test]
fn no_operator_is_let_go_that_is_not_held() {
    // Given replicas that nobody accused, when the slashing program lets one go, then it is refused
    let mut replicas = Replicas::ended(0, 2, &[RIGHT, RIGHT]);
    let [worker, other] = [0, 1].map(|seat| replicas.workers[seat].address);
    let rule = SeatRule { authority: pda::slashing_authority(), worker, operator: replicas.operators[0].operator };
    let rule = rule.instruction(SeatRuleInstructionArgs { wrong: 0 });
    assert_error(replicas.network.impersonate(rule.clone()), FurnaceJobsError::Overflow);
    // and so it is of the one for the worker of another
    let rule = replaced(rule, worker, other);
    assert_error(replicas.network.impersonate(rule), FurnaceJobsError::JobMismatch);
}

#[test]
fn a_replica_does_not_leave_before_there_is_a_ruling() {
    // Given a replica that disagreed and retired at once, which the client accuses, and verifiers that do nothing
    let mut replicas = Replicas::ended(3, 2, &[RIGHT, RIGHT, WRONG]);
    replicas.try_retire(2).expect("retire");
    let dispute = replicas.accuse(2, RIGHT);
    replicas.network.draw_committee(dispute);

    // When its operator closes its book or its pool, as soon as it could and however late, then it is refused
    for seconds in [LEAVING_SECONDS, 365 * 86_400] {
        replicas.network.chain.advance(seconds);
        assert_error(replicas.try_close_book(2), FurnaceJobsError::OperatorBusy);
        assert_error(try_close_pool(&mut replicas), FurnaceStakingError::OperatorStillRegistered);
    }
    // and others are not held
    replicas.try_retire(0).expect("retire");
    replicas.network.chain.advance(LEAVING_SECONDS);
    replicas.try_close_book(0).expect("the book closes");

    // and once a stranger ended the round, it leaves
    while replicas.book(2).disputed_seats > 0 {
        replicas.network.try_step(dispute).expect("step");
    }
    replicas.try_close_book(2).expect("the book closes");
    replicas.finish(dispute);
    replicas.assert_books();
}

/// The operator of the third seat closes its pool.
fn try_close_pool(replicas: &mut Replicas) -> Outcome {
    let wallet = replicas.operators[2].wallet.insecure_clone();
    let close = staking::pool_close(wallet.pubkey(), replicas.network.payer(), replicas.network.usd_mint);
    replicas.network.send(&[close], &[&wallet])
}

#[test]
fn a_convict_that_retired_closes_its_book_and_its_penalty_holds_or_falls_without_it() {
    for appealed in [false, true] {
        // Given a convict that retired and closed its book
        let mut replicas = Replicas::ended(12, 2, &[WRONG, WRONG, RIGHT]);
        replicas.try_retire(2).expect("retire");
        let dispute = replicas.convict(2, WRONG);
        replicas.network.chain.advance(LEAVING_SECONDS);
        replicas.try_close_book(2).expect("the book closes");

        // When somebody appeals for it, or nobody does, then the dispute ends
        if appealed {
            let stranger = replicas.stranger.insecure_clone();
            let price = replicas.dispute(&dispute).appeal_price();
            replicas.network.give(&stranger.pubkey(), price);
            replicas.network.try_appeal(&stranger, dispute).expect("appeal");
            replicas.judge(dispute, RIGHT);
        }
        replicas.finish(dispute);
        let left = if appealed { STAKE } else { STAKE - PRICE - STAKE / 20 };
        assert_eq!((replicas.pool(2).active, replicas.pool(2).penalties_pending), (left, 0));
        replicas.assert_books();
    }
}

#[test]
fn a_client_that_closes_crew_and_job_at_once_ends_nothing() {
    for (result, failed) in [(RIGHT, 1), (WRONG, 0)] {
        // Given an accusation, whose client closes crew and job while the committee is drawn
        let mut replicas = Replicas::ended(5, 2, &[RIGHT, RIGHT, WRONG]);
        let (dispute, client) = (replicas.accuse(2, RIGHT), replicas.client.insecure_clone());
        let close = jobs::crew_close(client.pubkey(), replicas.job, &replicas.network.crew(&replicas.job));
        replicas.network.send(&[close], &[&client]).expect("crew closes");
        replicas.network.try_close(&client, replicas.job).expect("job closes");
        let free = replicas.balance().0;

        // When it is judged, then it ends as if they were there
        replicas.judge(dispute, result);
        replicas.finish(dispute);
        assert_eq!((replicas.failed(2), replicas.book(2).disputed_seats), (failed, 0));
        assert_eq!(replicas.balance().0 > free, failed == 1);
        replicas.assert_books();
    }
}

#[test]
fn stake_that_a_replica_takes_out_bears_the_penalty() {
    // Given a replica that disagreed and takes all of its stake out of its pool
    let mut replicas = Replicas::ended(5, 2, &[RIGHT, RIGHT, WRONG]);
    let (wallet, pool) = (replicas.operators[2].wallet.insecure_clone(), replicas.operators[2].pool);
    let shares = replicas.network.position(&pool, &wallet.pubkey()).shares;
    replicas.network.try_unstake(&wallet, pool, shares).expect("unstake");
    assert_eq!((replicas.pool(2).active, replicas.pool(2).unbonding), (0, STAKE));

    // When it is convicted, then what waits to leave pays
    let dispute = replicas.convict(2, RIGHT);
    let penalty = PRICE + STAKE / 20;
    assert_eq!((replicas.pool(2).unbonding, replicas.dispute(&dispute).penalty_unbonding), (STAKE - penalty, penalty));
    replicas.assert_books();
    replicas.finish(dispute);
    assert_eq!((replicas.pool(2).unbonding, replicas.pool(2).penalties_pending), (STAKE - penalty, 0));
    replicas.assert_books();
}

#[test]
fn a_seat_is_paid_and_a_worker_goes_on_while_it_is_judged() {
    // Given two replicas that agreed, of which one is accused before it is paid
    let mut replicas = Replicas::committed(5, 2, &[RIGHT, RIGHT]);
    (0..2).for_each(|seat| drop(replicas.try_reveal(seat, RIGHT).expect("reveal")));
    let dispute = replicas.accuse(1, WRONG);

    // When it is paid, takes another job with another replica, and a second accusation comes there, then both are held
    replicas.network.end_seats(replicas.job);
    let Replicas { network, workers, client, .. } = &mut replicas;
    let terms = replica_terms(PRICE, 2, 2);
    let second = network.replicated(client, terms, &[&workers[1], &workers[0]], &[RIGHT; 2]);
    let bond = replicas.bond();
    replicas.network.give(&replicas.client.pubkey(), bond);
    let other = replicas.network.dispute_seat(&replicas.client, second, 0, [WRONG; 32]);
    assert_eq!((replicas.book(1).disputed_seats, replicas.book(0).disputed_seats), (2, 0));
    replicas.assert_books();

    // and each ruling lets go of its own
    for (dispute, left) in [(dispute, 1), (other, 0)] {
        replicas.judge(dispute, RIGHT);
        replicas.network.try_step(dispute).expect("acquittal");
        assert_eq!(replicas.book(1).disputed_seats, left);
        replicas.finish(dispute);
    }
    replicas.assert_books();
}

#[test]
fn counts_of_judged_seats_do_not_wrap() {
    // Given an operator that answers for as many seats as can be counted, when one more is accused, then it is refused
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT]);
    let book = replicas.operators[0].operator;
    replicas.network.tamper(&book, |book: &mut Operator| book.disputed_seats = u32::MAX);
    assert_error(replicas.try_accuse(0, WRONG), FurnaceJobsError::Overflow);

    // Given a worker that lost as many jobs as can be counted, when it is convicted, then it is refused
    let mut replicas = Replicas::ended(3, 2, &[RIGHT, RIGHT]);
    let dispute: Address = replicas.accuse(0, WRONG);
    replicas.judge(dispute, WRONG);
    let worker = replicas.workers[0].address;
    replicas.network.tamper(&worker, |worker: &mut Worker| worker.failed = u64::MAX);
    assert_error(replicas.network.try_step(dispute), FurnaceJobsError::Overflow);

    // Given a job with as many disputes as can be counted
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT]);
    let job = replicas.job;
    replicas.network.tamper(&job, |job: &mut Job| job.disputes = u8::MAX);
    assert_error(replicas.try_accuse(0, WRONG), FurnaceJobsError::Overflow);
}

#[test]
fn a_state_that_nobody_knows_carries_nothing_out_on_a_seat() {
    let mut docket = Docket::of_seats(Far::Ruled, [FOUND_RIGHT; 2]);
    let address = docket.disputes[0];
    for state in [0, 6, u8::MAX] {
        // Given a ruling on a seat whose state is none, when it is carried out, then it is refused
        docket.crowd.scene.network.tamper(&address, |found: &mut Dispute| found.state = state);
        for outcome in [DisputeStep::UpholdSeat, DisputeStep::ConvictSeat] {
            let instruction = step(&docket, outcome);
            assert_error(docket.crowd.scene.network.send(&[instruction], &[]), FurnaceSlashingError::UnknownState);
        }
    }
}
