//! Whatever state a crew is in and whoever is gone, strangers alone bring its job to an end and close everything.

use furnace_client::generated::jobs::types::JobTerms;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::{JobState, Payment, SeatState};
use furnace_tests::network::COOLDOWN;
use furnace_tests::scene::DEPOSIT;
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

/// More than a claim, the work, its review and a missing price take one after another.
const HOURS: u32 = 96;

/// Takes each step that anyone may take, every hour, until no seat is open; closes all of it after the retention.
#[track_caller]
fn walk_to_the_end(mut stage: Stage) -> Stage {
    for _ in 0..=HOURS {
        // Steps that are not due are refused; what counts is where all of them lead.
        let _ = stage.expire();
        let _ = stage.settle();
        let _ = stage.conclude();
        for seat in 0..stage.crew().joined {
            let _ = stage.pay(seat);
            let _ = stage.slash(seat);
            let _ = stage.release(seat);
        }
        if stage.job().ended_at != 0 && stage.crew().open == 0 {
            break;
        }
        stage.network.chain.advance(3_600);
    }
    assert_eq!((stage.books().1, stage.locked()), (0, vec![0; stage.operators.len()]), "nothing is held");
    assert!(stage.seats().iter().all(|seat| !seat.is_open()), "every seat has ended");
    stage.close_crew().expect("crew closes");
    stage.network.chain.advance(RETENTION_SECONDS + 1);
    let stranger = stage.stranger.insecure_clone();
    stage.network.try_close(&stranger, stage.job).expect("job closes");
    stage.verify();
    stage
}

/// Where the seats ended.
fn ends(stage: Stage) -> Vec<u8> {
    let walked = walk_to_the_end(stage);
    let workers = walked.workers.iter().map(|worker| walked.network.worker_account(&worker.address));
    workers.map(|worker| u8::try_from(10 * worker.completed + worker.failed).expect("small")).collect()
}

/// As [`ends`] tells: a worker that was paid, punished, and neither.
const PAID: u8 = 10;
const LOST: u8 = 1;
const FREE: u8 = 0;

#[test]
fn a_crew_that_waits() {
    // Given crews that nobody or half of it joined, when all that know of them are gone, then strangers end them
    for terms in [gang(2), replicas(2, 2)] {
        assert_eq!(ends(Stage::open(terms.clone())), [FREE, FREE]);
        let mut half = Stage::open(terms);
        half.join(0).expect("join");
        assert_eq!(ends(half), [FREE, FREE]);
    }
}

#[test]
fn replicas_that_vanish() {
    // Given three replicas that do nothing, or of which some committed and nobody reveals, then all are punished
    for committed in 0..=3 {
        let mut stage = Stage::assembled(replicas(3, 2));
        (0..committed).for_each(|seat| drop(stage.commit(seat, 5).expect("commit")));
        assert_eq!(ends(stage), [LOST; 3]);
    }
}

#[test]
fn replicas_that_revealed() {
    // Given three replicas of which some revealed, when the others vanish, then these are punished, and who agreed is paid
    let revealed = |results: [u8; 3], seats: &[u8]| {
        let mut stage = Stage::committed(2, &results);
        seats.iter().for_each(|seat| drop(stage.reveal(*seat, results[usize::from(*seat)]).expect("reveal")));
        ends(stage)
    };
    assert_eq!(revealed([5, 5, 5], &[1]), [LOST, FREE, LOST]);
    assert_eq!(revealed([5, 5, 5], &[1, 2]), [LOST, PAID, PAID]);
    assert_eq!(revealed([5, 6, 5], &[0, 1]), [FREE, FREE, LOST]);
    assert_eq!(revealed([5, 6, 5], &[0, 1, 2]), [PAID, FREE, PAID]);
    assert_eq!(revealed([5, 6, 7], &[0, 1, 2]), [FREE; 3]);
}

#[test]
fn replicas_of_which_some_quit() {
    // Given three replicas of which one or two quit, then strangers end the job, and nobody pays twice
    let mut one = Stage::assembled(replicas(3, 2));
    one.quit(2).expect("quit");
    assert_eq!(ends(one), [LOST; 3]);
    let mut two = Stage::assembled(replicas(3, 2));
    two.quit(2).expect("quit");
    two.quit(0).expect("quit");
    assert_eq!(ends(two), [LOST, FREE, LOST]);
}

#[test]
fn gangs_that_vanish() {
    // Given gangs that deliver nothing or a part, or of which one quit, then who was late is punished, and nobody else
    assert_eq!(ends(Stage::assembled(gang(3))), [LOST; 3]);
    let mut part = Stage::assembled(gang(3));
    part.submit(1, 5).expect("submit");
    assert_eq!(ends(part), [LOST, FREE, LOST]);
    let mut quit = Stage::assembled(gang(3));
    quit.quit(1).expect("quit");
    assert_eq!(ends(quit), [FREE, LOST, FREE]);
}

#[test]
fn gangs_whose_client_vanishes() {
    // Given gangs that delivered, that the client accepted, or that were paid in part, then all are paid
    let mut partly = Stage::accepted(3);
    partly.pay(1).expect("pay");
    for stage in [Stage::delivered(3), Stage::accepted(3), partly] {
        assert_eq!(ends(stage), [PAID; 3]);
    }
}

#[test]
fn a_crew_in_dollars_that_nobody_quotes_any_more() {
    // Given crews quoted in dollars, and no price ever again, then strangers have them paid all the same
    for payment in [Payment::Usd, Payment::HeatForUsd] {
        let price = |terms| JobTerms { price: EACH / 4, ..terms };
        let begun = |terms: JobTerms| Stage::paid_in(payment, terms.seats).opened(price(terms)).assemble();
        let delivered = begun(gang(2)).deliver();
        let mut agreed = begun(replicas(3, 2));
        (0..3).for_each(|seat| drop(agreed.commit(seat, 5 + seat / 2).expect("commit")));
        (0..3).for_each(|seat| drop(agreed.reveal(seat, 5 + seat / 2).expect("reveal")));
        for (mut stage, expected) in [(delivered, vec![PAID; 2]), (agreed, vec![PAID, PAID, FREE])] {
            stage.without_price();
            assert_eq!(ends(stage), expected);
        }
    }
}

#[test]
fn a_worker_without_stake() {
    // Given a gang whose late member's operator has withdrawn all of its stake, when it is reported, then it loses its
    // seat and nothing else, and the job ends
    let mut stage = Stage::assembled(gang(2));
    let (wallet, pool) = (stage.operators[0].wallet.insecure_clone(), stage.operators[0].pool);
    let shares = stage.network.position(&pool, &wallet.pubkey()).shares;
    stage.network.try_unstake(&wallet, pool, shares).expect("unstake");
    stage.at(COOLDOWN).network.try_withdraw_stake(&wallet, pool, 0).expect("withdraw");
    let report = stage.report(0);
    stage.network.send(&[report], &[]).expect("slash");
    assert_eq!((stage.state(), stage.network.ledger().slashed), (JobState::Failed, 0));
    assert_eq!((stage.seats(), stage.locked()), (vec![SeatState::Lost, SeatState::Joined], vec![0, EACH]));
    assert_eq!(stage.books(), (DEPOSIT - EACH, EACH));
}
