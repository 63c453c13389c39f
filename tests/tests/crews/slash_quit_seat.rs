//! Handing a seat back.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_common::bps;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::errors::assert_error;
use furnace_tests::network::MAX_SECONDS;
use furnace_tests::scene::{DEPOSIT, STAKE, replaced};
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};
use crate::steps::aimed;

const HALF_TIME: i64 = MAX_SECONDS as i64 / 2;
/// A tenth and a quarter of the collateral, rounded up.
const EARLY: u64 = EACH.div_ceil(10);
const LATE: u64 = EACH.div_ceil(4);

#[test]
fn a_tenth_is_taken_before_half_time_and_a_quarter_after() {
    for (seconds, penalty) in [(0, EARLY), (HALF_TIME - 1, EARLY), (HALF_TIME, LATE), (2 * HALF_TIME, LATE)] {
        // Given a gang, when a member quits, then its pool loses that part, of which the client has two fifths and
        // nobody a reporter's
        let mut stage = Stage::assembled(gang(2));
        stage.at(seconds).quit(1).expect("quit");
        let pools = [0, 1].map(|index| stage.network.pool(&stage.operators[index].pool).active);
        assert_eq!(pools, [STAKE, STAKE - penalty]);
        let ledger = stage.network.ledger();
        assert_eq!((ledger.to_clients, ledger.to_reporters), (penalty * 2 / 5, 0));
        assert_eq!(stage.books(), (DEPOSIT - EACH + penalty * 2 / 5, EACH));
        assert_eq!(stage.network.worker_account(&stage.workers[1].address).failed, 1);
    }
}

#[test]
fn a_gang_fails_and_its_others_are_free() {
    // Given a gang of three of which one submitted, when another quits, then the job has failed and both are free
    let mut stage = Stage::assembled(gang(3));
    stage.submit(0, 5).expect("submit");
    stage.at(20).quit(1).expect("quit");
    assert_eq!((stage.state(), stage.job().ended_at), (JobState::Failed, stage.began + 20));
    assert_eq!(stage.seats(), [SeatState::Submitted, SeatState::Lost, SeatState::Joined]);
    stage.release(0).expect("release");
    stage.release(2).expect("release");
    assert_eq!((stage.books(), stage.locked()), ((DEPOSIT + EARLY * 2 / 5, 0), vec![0; 3]));
}

#[test]
fn who_quits_a_gang_pays_for_all_seats_that_it_leaves_undone() {
    for (seconds, rate) in [(20, 1_000), (2 * HALF_TIME, 2_500)] {
        // Given a gang of five, four of one operator, of which one submitted, when another of the four quits
        let mut stage = Stage::new(2);
        let colleagues = ["second", "third", "fourth"].map(|name| stage.add_worker(0, name));
        let mut stage = stage.opened(gang(5));
        [0, 1].into_iter().chain(colleagues).for_each(|worker| drop(stage.join(worker).expect("join")));
        stage.began = stage.network.chain.now();
        stage.submit(0, 5).expect("submit");
        stage.at(seconds).quit(3).expect("quit");

        // Then its pool pays for the three at work, but not for what it submitted nor for another operator's
        let penalty = bps::of_ceil(3 * EACH, rate).expect("penalty");
        let pools = [0, 1].map(|index| stage.network.pool(&stage.operators[index].pool).active);
        assert_eq!(pools, [STAKE - penalty, STAKE]);
        assert_eq!(
            (stage.state(), stage.books()),
            (JobState::Failed, (DEPOSIT - 4 * EACH + penalty * 2 / 5, 4 * EACH))
        );

        // and all others are free, and pay nothing more
        for seat in [0, 1, 2, 4] {
            assert_error(stage.slash(seat), FurnaceJobsError::SeatNotLate);
            stage.after_deadline(1).release(seat).expect("release");
        }
        assert_eq!((stage.network.ledger().slashed, stage.locked()), (penalty, vec![0; 2]));
    }
}

#[test]
fn replicas_go_on_as_long_as_they_can_agree() {
    // Given five replicas of which three must agree, when one after the other quits, then the job fails with the third
    let mut stage = Stage::assembled(replicas(5, 3));
    for (seat, state) in [(4, JobState::Running), (0, JobState::Running), (2, JobState::Failed)] {
        stage.quit(seat).expect("quit");
        assert_eq!(stage.state(), state);
    }
    stage.release(1).expect("release");
    stage.release(3).expect("release");
    assert_eq!(stage.books(), (DEPOSIT + 3 * (EARLY * 2 / 5), 0));
}

#[test]
fn nobody_quits_after_the_deadline() {
    // Given a gang a second after its deadline, when a member quits instead of being late, then it is refused
    let mut stage = Stage::assembled(gang(2));
    assert_error(stage.after_deadline(1).quit(0), FurnaceJobsError::DeadlinePassed);
    assert_eq!(stage.network.ledger().count, 0);
}

#[test]
fn who_committed_or_submitted_does_not_quit() {
    // Given a replica that committed, and a gang member that submitted, when it quits, then it is refused
    let mut submitted = Stage::assembled(gang(2));
    submitted.submit(0, 5).expect("submit");
    let mut lost = Stage::assembled(replicas(3, 2));
    lost.quit(0).expect("quit");
    for mut stage in [Stage::committed(2, &[5, 5]), submitted, lost] {
        assert_error(stage.quit(0), FurnaceJobsError::SeatNotJoined);
    }
}

#[test]
fn nobody_quits_a_job_that_does_not_run() {
    // Given crews that wait, delivered, or failed, when a worker quits, then it is refused
    let mut waiting = Stage::open(gang(2));
    waiting.join(0).expect("join");
    let mut failed = Stage::assembled(gang(2));
    failed.quit(1).expect("quit");
    for mut stage in [waiting, Stage::delivered(2), Stage::revealed(2, &[5, 5]), failed] {
        assert_error(stage.quit(0), FurnaceJobsError::JobNotRunning);
    }
}

#[test]
fn each_quits_for_itself() {
    // Given a gang at work, when anybody signs in place of the seat's key, or the seat is another's or none, then it is
    // refused
    let mut stage = Stage::assembled(gang(2));
    let pool = pda::pool(&stage.workers[0].wallet);
    let quit = slashing::slash_quit_seat(stage.job, &stage.job(), 0, &stage.seat(0), pool);
    let key = stage.key(0);
    for thief in [stage.key(1), stage.operators[0].wallet.insecure_clone(), stage.client.insecure_clone()] {
        let stolen = replaced(quit.clone(), key.pubkey(), thief.pubkey());
        assert_error(stage.send(&[stolen], &[&thief]), FurnaceSlashingError::NotWorker);
    }
    assert_error(stage.send(&[aimed(quit.clone(), 1)], &[&key]), FurnaceSlashingError::NotWorker);
    for seat in [2, 8, u8::MAX] {
        assert_error(stage.send(&[aimed(quit.clone(), seat)], &[&key]), FurnaceJobsError::NoSeat);
    }
}
