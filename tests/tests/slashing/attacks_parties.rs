//! A penalty hits the operator that lost the job, and pays the client that was injured.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::{Code, assert_error};
use furnace_tests::scene::replaced;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Both penalties with `wrong` in the place of `right`, each on a job of its own kind, must fail with `error`.
fn assert_refused(pairs: impl Fn(&Crowd) -> Vec<(Address, Address)>, error: impl Code + Clone) {
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Running);
    crowd.foreign_job(JobState::Running);
    let pools = [crowd.scene.operator.pool, crowd.rival.pool];
    let before = pools.map(|pool| crowd.scene.network.pool(&pool));

    let substitute = |crowd: &Crowd, proper: Instruction| {
        pairs(crowd).into_iter().fold(proper, |instruction, (right, wrong)| replaced(instruction, right, wrong))
    };
    // While the job is held, quitting
    let account = crowd.scene.network.job(&job);
    let quit = substitute(&crowd, slashing::slash_quit(job, &account, pools[0]));
    assert_error(crowd.scene.network.send(&[quit], &[&crowd.scene.worker.key]), error.clone());
    // and past its deadline, reporting
    crowd.scene.miss_deadline(job);
    let reporter = crowd.scene.reporter();
    let slash = substitute(&crowd, slashing::slash_missed_deadline(job, &account, pools[0], reporter));
    assert_error(crowd.scene.network.send(&[slash], &[]), error);
    assert_eq!(pools.map(|pool| crowd.scene.network.pool(&pool)), before);
}

#[test]
fn another_operators_pool_does_not_pay() {
    let pools = |crowd: &Crowd| vec![(crowd.scene.operator.pool, crowd.rival.pool)];
    assert_refused(pools, FurnaceSlashingError::WrongPool);
    let operators = |crowd: &Crowd| vec![(crowd.scene.operator.operator, crowd.rival.operator)];
    assert_refused(operators, FurnaceSlashingError::WrongPool);
    // not even when pool, vault and operator fit together
    let all = |crowd: &Crowd| {
        let (ours, theirs) = (&crowd.scene.operator, &crowd.rival);
        let vaults = (pda::pool_vault(&ours.pool), pda::pool_vault(&theirs.pool));
        vec![(ours.operator, theirs.operator), (ours.pool, theirs.pool), vaults]
    };
    assert_refused(all, FurnaceSlashingError::JobMismatch);
}

#[test]
fn another_pools_vault_does_not_pay() {
    let vaults =
        |crowd: &Crowd| vec![(pda::pool_vault(&crowd.scene.operator.pool), pda::pool_vault(&crowd.rival.pool))];
    assert_refused(vaults, FurnaceStakingError::WrongVault);
}

#[test]
fn another_client_is_not_paid() {
    let balance = |crowd: &Crowd| pda::heat_balance(&crowd.scene.client.pubkey());
    let others = |crowd: &Crowd| pda::heat_balance(&crowd.other.pubkey());
    let vaults = |crowd: &Crowd| (pda::balance_vault(&balance(crowd)), pda::balance_vault(&others(crowd)));
    // neither its balance, nor its vault, nor both
    assert_refused(|crowd| vec![(balance(crowd), others(crowd))], FurnaceJobsError::WrongVault);
    assert_refused(|crowd| vec![vaults(crowd)], FurnaceJobsError::WrongVault);
    assert_refused(|crowd| vec![(balance(crowd), others(crowd)), vaults(crowd)], FurnaceJobsError::JobMismatch);
    // nor a thief's own account
    let thief = |crowd: &Crowd| vec![(vaults(crowd).0, pda::heat_account(&crowd.other.pubkey()))];
    assert_refused(thief, FurnaceJobsError::WrongVault);
}

#[test]
fn another_worker_is_not_blamed() {
    let colleague = |crowd: &Crowd| vec![(crowd.scene.worker.address, crowd.colleague.address)];
    assert_refused(colleague, FurnaceJobsError::JobMismatch);
    let rivals = |crowd: &Crowd| vec![(crowd.scene.worker.address, crowd.rivals_worker.address)];
    assert_refused(rivals, FurnaceJobsError::JobMismatch);
}

#[test]
fn somebody_elses_job_is_not_handed_back() {
    // Given a job of the rival's worker, and a worker that wants it lost
    let mut crowd = Crowd::new();
    let job = crowd.foreign_job(JobState::Running);
    let account = crowd.scene.network.job(&job);

    // When it quits in the other's name, or in its own, then it is refused
    let quit = slashing::slash_quit(job, &account, crowd.rival.pool);
    let own = replaced(quit.clone(), account.worker_key, crowd.scene.worker.key.pubkey());
    assert_error(crowd.scene.network.send(&[own], &[&crowd.scene.worker.key]), FurnaceSlashingError::NotWorker);
    let mut unsigned = quit;
    unsigned.accounts[0].is_signer = false;
    let result = crowd.scene.network.send(&[unsigned], &[&crowd.scene.worker.key]);
    furnace_tests::errors::assert_runtime_error(
        result,
        solana_instruction::error::InstructionError::MissingRequiredSignature,
    );
    assert_eq!(crowd.scene.network.state(&job), JobState::Running);
}
