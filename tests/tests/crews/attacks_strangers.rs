//! What is one party's to do, done by every other; and what anybody may do, done too early.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::crowd::{CASES, Trio};
use crate::stage::{Stage, gang};

#[test]
fn nobody_takes_anothers_steps() {
    let of_client = ["crew_open", "crew_accept"];
    let of_worker = ["crew_join", "crew_meet", "crew_commit", "crew_reveal", "crew_submit"];
    let mut tried = 0;
    for case in &CASES {
        // Given where a party's step goes through, when any other signs in its place, then it is refused
        let Trio { mut crowd, job, .. } = case.trio();
        let instruction = (case.build)(&crowd, job);
        let party = instruction.accounts[0].pubkey;
        let others = crowd.keys().into_iter().filter(|key| key.pubkey() != party).map(|key| key.insecure_clone());
        for other in others.collect::<Vec<_>>() {
            let steal = || replaced(instruction.clone(), party, other.pubkey());
            match case.name {
                name if of_client.contains(&name) => {
                    assert_error(crowd.scene.network.send(&[steal()], &[&other]), FurnaceJobsError::NotClient);
                }
                name if of_worker.contains(&name) => {
                    assert_error(crowd.scene.network.send(&[steal()], &[&other]), FurnaceJobsError::NotWorker);
                }
                "slash_quit_seat" => {
                    assert_error(crowd.scene.network.send(&[steal()], &[&other]), FurnaceSlashingError::NotWorker);
                }
                _ => break,
            }
            tried += 1;
        }
    }
    assert!(tried >= 8 * (of_client.len() + of_worker.len()), "every party's step is tried by many");
}

#[test]
fn a_stranger_ends_nothing_early() {
    // Given a gang at work, when a stranger concludes, settles, pays, releases, reports or closes, then it is refused
    let mut stage = Stage::assembled(gang(2));
    assert_error(stage.conclude(), FurnaceJobsError::CrewGoesOn);
    assert_error(stage.settle(), FurnaceJobsError::JobNotInReview);
    assert_error(stage.pay(0), FurnaceJobsError::JobNotEnded);
    assert_error(stage.release(0), FurnaceJobsError::SeatNotFree);
    assert_error(stage.slash(0), FurnaceJobsError::SeatNotLate);
    assert_error(stage.close_crew(), FurnaceJobsError::CrewNotCleared);
    assert_error(stage.expire(), FurnaceJobsError::JobNotOpen);
}
