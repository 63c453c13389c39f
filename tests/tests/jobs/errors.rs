//! Where each error of the program is covered.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_tests::assert_every_error_is_covered;
use furnace_tests::coverage::Coverage::Asserted;

#[test]
fn every_error_is_covered() {
    assert_every_error_is_covered!("jobs", FurnaceJobsError {
        JobsPaused => Asserted("pauses.rs"),
        ParameterOutOfBounds => Asserted("market_open.rs"),
        WrongMint => Asserted("market_open.rs"),
        WrongVault => Asserted("attacks_payees.rs"),
        WrongFeeVault => Asserted("attacks_payees.rs"),
        VaultShort => Asserted("job_reclaim.rs"),
        Overflow => Asserted("faults.rs"),
        ZeroPrice => Asserted("job_post.rs"),
        ZeroAmount => Asserted("deposit.rs"),
        BalanceTooLow => Asserted("withdraw.rs"),
        NotClient => Asserted("job_accept.rs"),
        WrongBalance => Asserted("faults.rs"),
        JobTimeOutOfBounds => Asserted("job_post.rs"),
        ClaimTimeOutOfBounds => Asserted("job_post.rs"),
        StoreUriEmpty => Asserted("job_post.rs"),
        JobNotOpen => Asserted("job_claim.rs"),
        JobNotAssigned => Asserted("job_start.rs"),
        JobNotRunning => Asserted("job_submit.rs"),
        JobNotInReview => Asserted("job_settle.rs"),
        JobNotHeld => Asserted("job_reclaim.rs"),
        JobNotEnded => Asserted("job_close.rs"),
        JobMismatch => Asserted("attacks_payees.rs"),
        ClaimWindowOver => Asserted("job_claim.rs"),
        ClaimWindowOpen => Asserted("job_expire.rs"),
        DeadlinePassed => Asserted("job_submit.rs"),
        DeadlineNotPassed => Asserted("job_reclaim.rs"),
        ReviewOpen => Asserted("job_settle.rs"),
        RetentionNotOver => Asserted("job_close.rs"),
        NotWorker => Asserted("job_claim.rs"),
        NotOperator => Asserted("worker_register.rs"),
        WorkerMismatch => Asserted("worker_retire.rs"),
        WrongPool => Asserted("job_claim.rs"),
        WorkerRetired => Asserted("worker_retire.rs"),
        WorkerBusy => Asserted("worker_retire.rs"),
        WorkerFull => Asserted("job_claim_limits.rs"),
        HardwareTooSmall => Asserted("job_claim_limits.rs"),
        StakeTooLow => Asserted("job_claim_limits.rs"),
        OwnStakeTooLow => Asserted("job_claim_limits.rs"),
        CollateralTooLow => Asserted("job_claim_limits.rs"),
        NotSlashingProgram => Asserted("job_reclaim.rs"),
        ResultHashZero => Asserted("job_submit.rs"),
        WrongRentPayer => Asserted("job_close.rs"),
        UnknownState => Asserted("faults.rs"),
        OperatorBusy => Asserted("operator_close.rs"),
    });
}
