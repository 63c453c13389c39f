//! Wrong accounts in every place of every instruction.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::{pda, program};
use furnace_tests::errors::assert_error;
use furnace_tests::scene::replaced;

use crate::crowd::{CASES, Trio};
use crate::stage::{Stage, terms};

#[test]
fn each_account_is_the_one_it_must_be() {
    for case in &CASES {
        // Given where an instruction goes through, when each account is another, then it is refused, but where that
        // harms nobody
        let Trio { mut crowd, lease, others } = case.trio();
        let job = crowd.foreign_job(JobState::Running);
        let instruction = (case.build)(&crowd, lease);
        let mut wrong = others.to_vec();
        wrong.push(("a job", job));
        println!("{}", case.name);
        crowd.assert_checked(&instruction, &wrong, case.free);
    }
}

#[test]
fn another_operator_is_not_paid() {
    // Given a lease that earned a minute, when another operator and its income are given in a settlement, then it is
    // refused
    let mut stage = Stage::running(terms());
    let settle = jobs::lease_settle(stage.lease, &stage.account(), &stage.payee());
    let income = |pool| pda::income_vault(pool, &pda::heat_mint());
    let incomes = (income(&stage.scene.operator.pool), income(&stage.rival.pool));
    let operators = (stage.scene.operator.operator, stage.rival.operator);
    stage.at(60);
    let theirs = replaced(replaced(settle.clone(), operators.0, operators.1), incomes.0, incomes.1);
    assert_error(stage.send(&[theirs], &[]), FurnaceJobsError::JobMismatch);
    let vault = replaced(settle.clone(), incomes.0, incomes.1);
    assert_error(stage.send(&[vault], &[]), FurnaceJobsError::WrongVault);
    let fees = replaced(settle, pda::fee_vault(&stage.venue.market, &pda::heat_mint()), incomes.1);
    assert_error(stage.send(&[fees], &[]), FurnaceJobsError::WrongFeeVault);
    stage.settle().expect("settle");
}

#[test]
fn a_lease_in_heat_is_not_settled_without_its_burn() {
    // Given a lease that is paid in HEAT, when it is settled without the mint to burn from, then it is refused
    let mut stage = Stage::running(terms());
    let settle = jobs::lease_settle(stage.lease, &stage.account(), &stage.payee());
    let unburned = replaced(settle, pda::heat_mint(), program::JOBS);
    assert_error(stage.at(60).send(&[unburned], &[]), FurnaceJobsError::WrongMint);
}
