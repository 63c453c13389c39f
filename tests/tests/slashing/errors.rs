//! Where each error of the program is covered, and what only a fault in the stored state brings about.

use furnace_client::accounts::{JobState, PenaltyLedger};
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::pda;
use furnace_tests::assert_every_error_is_covered;
use furnace_tests::coverage::Coverage::Asserted;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::Scene;

#[test]
fn every_error_is_covered() {
    assert_every_error_is_covered!("slashing", FurnaceSlashingError {
        DeadlineNotPassed => Asserted("slash_missed_deadline.rs"),
        DeadlinePassed => Asserted("slash_quit.rs"),
        JobNotHeld => Asserted("slash_missed_deadline.rs"),
        NotWorker => Asserted("slash_quit.rs"),
        JobMismatch => Asserted("attacks_parties.rs"),
        WrongPool => Asserted("attacks_parties.rs"),
        Overflow => Asserted("errors.rs"),
        NotDown => Asserted("../leases/attacks_penalties.rs"),
        ProofNotWrong => Asserted("slash_wrong_proof.rs"),
        WorkerMismatch => Asserted("slash_wrong_proof.rs"),
    });
}

#[test]
fn counters_do_not_wrap() {
    // Given a ledger that cannot count further
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.tamper(&pda::penalty_ledger(), |ledger: &mut PenaltyLedger| ledger.count = u64::MAX);

    // When a job is handed back, then it is refused and nothing is taken
    assert_error(scene.network.try_quit(&scene.worker, job), FurnaceSlashingError::Overflow);
    assert_eq!(scene.network.pool(&scene.operator.pool).slashed, 0);
}
