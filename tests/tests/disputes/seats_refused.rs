//! Which replicas can be accused, by whom, and until when.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{dispute, jobs};
use furnace_client::{pda, program};
use furnace_common::dispute::{ACCUSER_FEES, VERIFIER_BOND};
use furnace_common::limits::{RETENTION_SECONDS, REVEAL_SECONDS};
use furnace_tests::errors::{SplTokenError, assert_error, assert_runtime_error};
use furnace_tests::network::{PRICE, REVIEW_SECONDS, gang_terms, replica_terms};
use furnace_tests::scene::{STAKE, replaced};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::committee::Outcome;
use crate::court::{Court, FEE};
use crate::replicas::{RIGHT, Replicas, THIRD, WRONG};

/// What an accusation puts down, HEAT base units.
const ACCUSATION: u64 = ACCUSER_FEES * FEE;

/// Somebody accuses the third seat, and has the bond.
fn try_accuse_by(replicas: &mut Replicas, accuser: &Keypair) -> Outcome {
    replicas.network.give(&accuser.pubkey(), replicas.bond());
    replicas.network.try_dispute_seat(accuser, replicas.job, 2, [RIGHT; 32])
}

#[test]
fn nobody_is_accused_while_the_job_goes_on() {
    // Given three replicas of which one has revealed, when it is accused, then it is refused
    let mut replicas = Replicas::committed(1, 3, &[WRONG, RIGHT, RIGHT]);
    replicas.try_reveal(0, WRONG).expect("reveal");
    assert_error(replicas.try_accuse(0, RIGHT), FurnaceJobsError::JobNotEnded);

    // and so it is when all have, until somebody concludes what nobody can agree on any more
    replicas.try_reveal(1, RIGHT).expect("reveal");
    replicas.try_reveal(2, RIGHT).expect("reveal");
    assert_error(replicas.try_accuse(0, RIGHT), FurnaceJobsError::JobNotEnded);
    replicas.network.try_conclude(replicas.job).expect("conclude");
    replicas.try_accuse(0, RIGHT).expect("accusation");
}

#[test]
fn replicas_can_be_accused_for_as_long_as_a_review_lasts() {
    // Given replicas that settled long before the last moment to reveal, and others that were concluded after it
    let early = Replicas::ended(1, 2, &[RIGHT, RIGHT, WRONG]);
    let deadline = early.network.job(&early.job).deadline;
    let early_until = deadline + i64::from(REVEAL_SECONDS + REVIEW_SECONDS);
    let mut late = Replicas::committed(1, 2, &[RIGHT, THIRD, WRONG]);
    late.try_reveal(2, WRONG).expect("reveal");
    let concluded_at = late.network.crew(&late.job).reveal_ends_at + 1_000;
    late.network.chain.set_time(concluded_at);
    late.network.try_conclude(late.job).expect("conclude");

    // When one is accused in the last second, then it is heard, and a second later it is not
    for (replicas, until) in [(early, early_until), (late, concluded_at + i64::from(REVIEW_SECONDS))] {
        for (now, is_heard) in [(until - 1, true), (until, false), (until + RETENTION_SECONDS, false)] {
            let mut network = replicas.network.copy();
            network.give(&replicas.client.pubkey(), replicas.bond());
            network.chain.set_time(now);
            let outcome = network.try_dispute_seat(&replicas.client, replicas.job, 2, [RIGHT; 32]);
            match is_heard {
                true => drop(outcome.expect("accusation")),
                false => assert_error(outcome, FurnaceJobsError::ReviewOver),
            }
        }
    }
}

#[test]
fn who_revealed_when_the_others_were_paid_already_can_be_accused_as_long() {
    // Given a replica that disagrees at the last moment, long after the others settled the job
    let mut replicas = Replicas::committed(5, 2, &[RIGHT, RIGHT, WRONG]);
    replicas.try_reveal(0, RIGHT).expect("reveal");
    replicas.try_reveal(1, RIGHT).expect("reveal");
    assert_error(replicas.try_accuse(2, RIGHT), FurnaceJobsError::SeatNotRevealed);
    let reveal_ends_at = replicas.network.crew(&replicas.job).reveal_ends_at;
    replicas.network.chain.set_time(reveal_ends_at);
    replicas.try_reveal(2, WRONG).expect("reveal");

    // When it is accused in the last second, before it was let go, then it is convicted
    replicas.network.chain.set_time(reveal_ends_at + i64::from(REVIEW_SECONDS) - 1);
    let dispute = replicas.convict(2, RIGHT);
    replicas.assert_books();

    // and it is let go and convicted all the same
    replicas.network.end_seats(replicas.job);
    replicas.finish(dispute);
    assert_eq!((replicas.failed(2), replicas.book(2).collateral_locked), (1, 0));
    replicas.assert_books();
}

#[test]
fn a_result_that_nobody_knows_is_not_judged() {
    // Given a job that three replicas settled, where a fourth never revealed, and a fifth lost its seat for that
    let mut replicas = Replicas::committed(1, 3, &[RIGHT, RIGHT, WRONG, WRONG, RIGHT]);
    for seat in [0, 1, 4] {
        replicas.try_reveal(seat, RIGHT).expect("reveal");
    }
    assert_eq!(replicas.network.state(&replicas.job), JobState::Settled);
    let reveal_ends_at = replicas.network.crew(&replicas.job).reveal_ends_at;
    replicas.network.chain.set_time(reveal_ends_at + 1);
    let (reporter, worker) = (pda::heat_account(&replicas.stranger.pubkey()), &replicas.workers[3]);
    replicas.network.try_slash_seat(replicas.job, 3, worker, reporter).expect("slash");

    // When they are accused, then it is refused, and so is it of seats that nobody has
    for seat in [2, 3] {
        assert_error(replicas.try_accuse(seat, RIGHT), FurnaceJobsError::SeatNotRevealed);
    }
    for seat in [5, 7, 8, u8::MAX] {
        let open = replicas.network.disputing_seat(&replicas.client.pubkey(), replicas.job, 0, [WRONG; 32]);
        assert_error(aimed(&mut replicas, open, seat), FurnaceJobsError::NoSeat);
    }
    assert_eq!((0..5).map(|seat| replicas.book(seat).disputed_seats).sum::<u32>(), 0);
}

/// Sends the client's accusation of another seat.
fn aimed(replicas: &mut Replicas, mut open: Instruction, seat: u8) -> Outcome {
    // The seat comes before the bump.
    let place = open.data.len() - 2;
    open.data[place] = seat;
    replicas.network.send(&[open], &[&replicas.client])
}

#[test]
fn each_replica_is_judged_once() {
    // Given a replica that the client accused
    let mut replicas = Replicas::ended(5, 2, &[RIGHT, RIGHT, WRONG]);
    let dispute = replicas.accuse(2, RIGHT);
    let verifier = replicas.verifiers[0].wallet.insecure_clone();

    // When the client or a verifier accuses it again, before, while and after it is judged, then it is refused
    let steps: [fn(&mut Replicas, Address); 3] = [
        |_, _| {},
        |replicas, dispute| replicas.network.judge(dispute, &replicas.verifiers, |v| Some(v.address.to_bytes())),
        |replicas, dispute| replicas.finish(dispute),
    ];
    for step in steps {
        step(&mut replicas, dispute);
        assert_error(replicas.try_accuse(2, THIRD), FurnaceJobsError::SeatDisputed);
        assert_error(try_accuse_by(&mut replicas, &verifier), FurnaceJobsError::SeatDisputed);
    }
    // but another is accused still
    let other = replicas.accuse(0, WRONG);
    assert_eq!((replicas.dispute(&other).number, replicas.book(2).disputed_seats), (1, 0));
    replicas.assert_books();
}

#[test]
fn an_accusation_names_another_result() {
    // Given replicas, when the client says that one is wrong and its own result is right, or none is, then it is refused
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT, WRONG]);
    for (seat, claimed) in [(0, RIGHT), (2, WRONG), (2, 0)] {
        assert_error(replicas.try_accuse(seat, claimed), FurnaceSlashingError::SameResult);
    }
    assert_eq!(replicas.clients_heat(), 3 * ACCUSATION);
}

#[test]
fn an_accusation_costs_its_bond() {
    // Given a client that lacks a unit of the bond, when it accuses, then it is refused, and with the unit it is not
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT, WRONG]);
    replicas.network.give(&replicas.client.pubkey(), ACCUSATION - 1);
    let short = replicas.network.try_dispute_seat(&replicas.client, replicas.job, 2, [RIGHT; 32]);
    assert_error(short, SplTokenError::InsufficientFunds);
    replicas.network.give(&replicas.client.pubkey(), 1);
    replicas.network.dispute_seat(&replicas.client, replicas.job, 2, [RIGHT; 32]);
    assert_eq!(replicas.clients_heat(), 0);
}

#[test]
fn only_the_client_and_listed_verifiers_accuse() {
    // Given a stranger, another replica's operator, and a verifier that is not on the roster, all with HEAT
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT, WRONG]);
    let unlisted = replicas.network.verifier_unlisted("unlisted", VERIFIER_BOND);
    let (stranger, operator) = (replicas.stranger.insecure_clone(), replicas.operators[0].wallet.insecure_clone());
    assert_error(try_accuse_by(&mut replicas, &unlisted.wallet), FurnaceSlashingError::NotListed);

    // When they accuse, with no verifier's account, or with that of another, then it is refused
    for accuser in [&stranger, &operator] {
        replicas.network.give(&accuser.pubkey(), ACCUSATION);
        let open = replicas.network.disputing_seat(&accuser.pubkey(), replicas.job, 2, [RIGHT; 32]);
        for verifier in [program::SLASHING, replicas.verifiers[0].address] {
            let open = replaced(open.clone(), pda::verifier(&accuser.pubkey()), verifier);
            assert_error(replicas.network.send(&[open], &[accuser]), FurnaceSlashingError::NotAccuser);
        }
    }
    // and a verifier on the roster may
    let verifier = replicas.verifiers[0].wallet.insecure_clone();
    try_accuse_by(&mut replicas, &verifier).expect("accusation");
}

#[test]
fn nobody_answers_for_the_result_of_another() {
    // Given a replica that disagreed, when another's operator is to answer for it, then it is refused
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT, WRONG]);
    replicas.network.give(&replicas.client.pubkey(), ACCUSATION);
    let open = replicas.network.disputing_seat(&replicas.client.pubkey(), replicas.job, 2, [RIGHT; 32]);
    let other = replaced(open, replicas.operators[2].operator, replicas.operators[0].operator);
    assert_error(replicas.network.send(&[other], &[&replicas.client]), FurnaceSlashingError::JobMismatch);
    assert_eq!(replicas.clients_heat(), ACCUSATION);
}

#[test]
fn a_gangs_parts_are_not_judged() {
    // Given a gang that delivered and was paid, when one of its members is accused, then it is refused
    let mut replicas = Replicas::cast(1, 2);
    let Replicas { network, workers, client, .. } = &mut replicas;
    let job = network.crewed(client, gang_terms(PRICE, 2));
    for worker in &*workers {
        network.try_join(worker, job).expect("join");
    }
    for (seat, worker) in (0..).zip(&*workers) {
        network.try_deliver(worker, job, seat, seat + 1).expect("submit");
    }
    network.try_crew_accept(client, job).expect("accept");
    (0..2).for_each(|seat| drop(network.try_seat_pay(job, seat).expect("pay")));
    replicas.job = job;
    assert_error(replicas.try_accuse(0, RIGHT), FurnaceJobsError::WrongCrew);
}

#[test]
fn a_single_worker_has_no_seat() {
    // Given a job of one worker that was paid, when it is accused as a seat of no crew, or of another's, then it is refused
    let mut court = Court::new(1);
    court.settle();
    let (client, payer) = (court.scene.client.insecure_clone(), court.scene.network.payer());
    court.scene.network.give(&client.pubkey(), ACCUSATION);
    let (job, source) = (court.account(), pda::heat_account(&client.pubkey()));
    let claim = (0, [WRONG; 32]);
    let open = dispute::seat_dispute_open(client.pubkey(), payer, court.job, &job, job.operator, claim, source);
    let outcome = court.scene.network.send(std::slice::from_ref(&open), &[&client]);
    assert_runtime_error(outcome, InstructionError::AccountDataTooSmall);

    let rival = court.scene.network.operator("rival", STAKE);
    let rivals = court.scene.network.worker(&rival, "rival's worker");
    let terms = replica_terms(PRICE, 2, 2);
    let workers = [&court.scene.worker, &rivals];
    let crewed = court.scene.network.replicated(&client, terms, &workers, &[RIGHT; 2]);
    let open = replaced(open, pda::crew(&court.job).0, pda::crew(&crewed).0);
    assert_error(court.scene.network.send(&[open], &[&client]), FurnaceSlashingError::JobMismatch);
}

#[test]
fn what_is_closed_is_not_judged() {
    // Given replicas whose client closed their crew, and then the job, when it accuses one, then there is nothing to judge
    let mut replicas = Replicas::ended(1, 2, &[RIGHT, RIGHT, WRONG]);
    replicas.network.give(&replicas.client.pubkey(), ACCUSATION);
    let client = replicas.client.insecure_clone();
    let open = replicas.network.disputing_seat(&client.pubkey(), replicas.job, 2, [RIGHT; 32]);
    let close = jobs::crew_close(client.pubkey(), replicas.job, &replicas.network.crew(&replicas.job));
    replicas.network.send(&[close], &[&client]).expect("crew closes");
    let outcome = replicas.network.send(std::slice::from_ref(&open), &[&client]);
    assert_runtime_error(outcome, InstructionError::AccountDataTooSmall);
    replicas.network.try_close(&client, replicas.job).expect("job closes");
    let outcome = replicas.network.send(&[open], &[&client]);
    assert_runtime_error(outcome, InstructionError::AccountDataTooSmall);
    assert_eq!((replicas.clients_heat(), replicas.book(2).disputed_seats), (ACCUSATION, 0));
}
