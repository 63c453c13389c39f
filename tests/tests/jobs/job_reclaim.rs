//! Taking a job from its worker: by the slashing program alone, and even then within the rules.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{JobReclaim, JobReclaimInstructionArgs};
use furnace_client::generated::jobs::types::ReclaimArgs;
use furnace_client::pda;
use furnace_common::state::ReclaimReason;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::PRICE;
use furnace_tests::network::delivery::{CLAIMED_HASH, checkpoint};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

fn reclaim(scene: &Scene, job: Address, reason: ReclaimReason, credited: u64) -> Instruction {
    let account = scene.network.job(&job);
    JobReclaim {
        authority: pda::slashing_authority(),
        job,
        balance: account.escrow.balance,
        compensation: account.escrow.compensation,
        vault: pda::balance_vault(&account.escrow.compensation),
        worker: scene.worker.address,
        operator: scene.operator.operator,
    }
    .instruction(JobReclaimInstructionArgs { args: ReclaimArgs { reason: reason.byte(), credited } })
}

#[test]
fn nobody_but_the_slashing_program_reclaims() {
    // Given a held job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);

    // When any party signs in place of the slashing program, then it is refused
    let proper = reclaim(&scene, job, ReclaimReason::Quit, 0);
    for thief in [&scene.client, &scene.worker.key, &scene.operator.wallet, &scene.stranger] {
        let direct = replaced(proper.clone(), pda::slashing_authority(), thief.pubkey());
        assert_error(scene.network.send(&[direct], &[thief]), FurnaceJobsError::NotSlashingProgram);
    }
    // and so is its own address without its signature
    let mut unsigned = proper;
    unsigned.accounts[0].is_signer = false;
    let result = scene.network.send(&[unsigned], &[]);
    assert_runtime_error(result, InstructionError::MissingRequiredSignature);
    assert_eq!(scene.network.state(&job), JobState::Running);
}

// What follows lends the slashing program's signature to instructions that it never sends: the jobs
// program holds its rules against its one caller too.

#[test]
fn even_the_slashing_program_reclaims_held_jobs_only() {
    // Given a job that no worker holds
    for state in [JobState::Open, JobState::Review, JobState::Disputed, JobState::Settled, JobState::Failed] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let mut call = reclaim(&scene, job, ReclaimReason::Quit, 0);
        if state == JobState::Open {
            // Before the first claim the job names no worker at all.
            assert_error(scene.network.impersonate(call), FurnaceJobsError::JobMismatch);
            scene.lose(job);
            call = reclaim(&scene, job, ReclaimReason::Quit, 0);
        }
        // When it is reclaimed, then it is refused
        assert_error(scene.network.impersonate(call), FurnaceJobsError::JobNotHeld);
    }
}

#[test]
fn even_the_slashing_program_rules_on_disputed_results_only() {
    for reason in [ReclaimReason::WrongResult, ReclaimReason::NoRuling] {
        for state in [JobState::Running, JobState::Review, JobState::Settled] {
            // Given a job whose result nobody disputes, when it is reclaimed by a ruling, then it is refused
            let mut scene = Scene::new();
            let job = scene.job(state);
            let call = reclaim(&scene, job, reason, 0);
            assert_error(scene.network.impersonate(call), FurnaceJobsError::JobNotDisputed);
        }
    }
}

#[test]
fn even_the_slashing_program_takes_refuted_results_in_review_only() {
    for state in [JobState::Running, JobState::Disputed, JobState::Settled] {
        // Given a job that is in no review, when it is reclaimed because of a wrong entry, then it is refused
        let mut scene = Scene::new();
        let job = scene.job(state);
        let call = reclaim(&scene, job, ReclaimReason::WrongEntry, 0);
        assert_error(scene.network.impersonate(call), FurnaceJobsError::JobNotInReview);
    }
}

#[test]
fn a_refuted_result_takes_its_checkpoint_with_it() {
    // Given a result in review of a worker that left a checkpoint
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.try_checkpoint(&scene.worker, job, checkpoint(1, 4_000)).expect("checkpoint");
    scene.network.try_submit(&scene.worker, job).expect("submit");

    // When it is taken because of a wrong entry, then the next worker begins anew
    let call = reclaim(&scene, job, ReclaimReason::WrongEntry, 0);
    scene.network.impersonate(call).expect("reclaim");
    let account = scene.network.job(&job);
    assert_eq!((account.state(), account.attempts, account.wrong), (Some(JobState::Open), 1, 1));
    assert_eq!((account.progress.last.progress_bps, account.progress.pending), (0, Address::default()));
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, PRICE), 0));
}

#[test]
fn a_ruling_opens_the_job_again_from_its_beginning() {
    for (reason, failed) in [(ReclaimReason::WrongResult, 1), (ReclaimReason::NoRuling, 0)] {
        // Given a disputed result of a worker that left a checkpoint
        let mut scene = Scene::new();
        let job = scene.job(JobState::Running);
        scene.network.try_checkpoint(&scene.worker, job, checkpoint(1, 4_000)).expect("checkpoint");
        scene.network.try_submit(&scene.worker, job).expect("submit");
        scene.network.give(&scene.client.pubkey(), accuser_bond(&scene.network.job(&job)));
        scene.network.dispute(&scene.client, job, CLAIMED_HASH);

        // When the ruling takes it from the worker, then the next one begins anew, and the worker is to blame or not
        let call = reclaim(&scene, job, reason, 0);
        scene.network.impersonate(call).expect("reclaim");
        let account = scene.network.job(&job);
        assert_eq!((account.state(), account.attempts), (Some(JobState::Open), 1));
        assert_eq!((account.progress.last.progress_bps, account.progress.pending), (0, Address::default()));
        let worker = scene.network.worker_account(&scene.worker.address);
        assert_eq!((worker.jobs, worker.completed, worker.failed), (0, 0, failed));
        assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, PRICE), 0));
    }
}

#[test]
fn even_the_slashing_program_waits_for_the_deadline() {
    // Given a running job at its deadline
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.network.chain.set_time(scene.network.job(&job).deadline);

    // When it is reclaimed for missing it, then it is refused, until it has passed
    let call = reclaim(&scene, job, ReclaimReason::MissedDeadline, 0);
    assert_error(scene.network.impersonate(call.clone()), FurnaceJobsError::DeadlineNotPassed);
    scene.network.chain.advance(1);
    scene.network.impersonate(call).expect("reclaim");
    assert_eq!((scene.network.state(&job), scene.locked()), (JobState::Open, 0));
}

#[test]
fn even_the_slashing_program_credits_no_more_than_the_vault_received() {
    // Given a held job
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);

    // When the client is credited a unit that nobody paid in, then it is refused
    let call = reclaim(&scene, job, ReclaimReason::Quit, 1);
    assert_error(scene.network.impersonate(call), FurnaceJobsError::VaultShort);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, PRICE), PRICE));
}
