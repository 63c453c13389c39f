//! Paying who is not to be paid, or twice.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::{pda, program};
use furnace_common::state::SeatState;
use furnace_tests::errors::assert_error;
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::stage::{EACH, Stage};
use crate::steps::aimed;

fn income(stage: &Stage, operator: usize) -> Address {
    pda::income_vault(&stage.operators[operator].pool, &pda::heat_mint())
}

/// A payment of the first seat, to the second one's operator.
fn diverted(stage: &Stage) -> Instruction {
    let operators = [0, 1].map(|index| stage.operators[index].operator);
    let payment = replaced(stage.payment(0), operators[0], operators[1]);
    replaced(payment, income(stage, 0), income(stage, 1))
}

#[test]
fn a_seat_is_paid_once() {
    // Given a gang whose first seat was paid, when it is paid again, then it is refused
    let mut stage = Stage::accepted(2);
    stage.pay(0).expect("pay");
    let incomes = stage.incomes();
    assert_error(stage.pay(0), FurnaceJobsError::SeatNotPayable);

    // and so are two payments in one transaction
    let payment = stage.payment(1);
    assert_error(stage.send(&[payment.clone(), payment], &[]), FurnaceJobsError::SeatNotPayable);
    assert_eq!((stage.incomes(), stage.books().1), (incomes, EACH));
}

#[test]
fn a_seat_ends_one_way() {
    // Given replicas of which two are paid and one is released, when each is released or paid too, then it is refused
    let mut stage = Stage::revealed(2, &[5, 6, 5]);
    assert_error(stage.pay(1), FurnaceJobsError::SeatNotPayable);
    stage.release(1).expect("release");
    assert_error(stage.pay(1), FurnaceJobsError::SeatNotPayable);
    stage.pay(0).expect("pay");
    assert_error(stage.release(0), FurnaceJobsError::SeatNotFree);
    assert_error(stage.slash(0), FurnaceJobsError::SeatNotLate);
    assert_eq!(stage.seats(), [SeatState::Paid, SeatState::Released, SeatState::Submitted]);
}

#[test]
fn another_operator_is_not_paid() {
    // Given a gang that is to be paid, when the second one's operator is given for the first seat, then it is refused
    let mut stage = Stage::accepted(2);
    let theirs = diverted(&stage);
    assert_error(stage.send(&[theirs], &[]), FurnaceJobsError::JobMismatch);
    let vault = replaced(stage.payment(0), income(&stage, 0), income(&stage, 1));
    assert_error(stage.send(&[vault], &[]), FurnaceJobsError::WrongVault);
    let fees = pda::fee_vault(&stage.venue.market, &pda::heat_mint());
    let fees = replaced(stage.payment(0), fees, income(&stage, 1));
    assert_error(stage.send(&[fees], &[]), FurnaceJobsError::WrongFeeVault);
}

#[test]
fn another_worker_is_not_credited() {
    // Given a gang that is to be paid, when the second worker stands for the first seat, or the first's payment is
    // aimed at the second seat, then it is refused
    let mut stage = Stage::accepted(2);
    let worker = replaced(stage.payment(0), stage.seat(0).worker, stage.seat(1).worker);
    assert_error(stage.send(&[worker], &[]), FurnaceJobsError::JobMismatch);
    let other = aimed(stage.payment(0), 1);
    assert_error(stage.send(&[other], &[]), FurnaceJobsError::JobMismatch);
    let both = replaced(diverted(&stage), stage.seat(0).worker, stage.seat(1).worker);
    assert_error(stage.send(&[both], &[]), FurnaceJobsError::JobMismatch);
}

#[test]
fn the_burn_is_not_left_out() {
    // Given a gang that is to be paid in HEAT, when the mint to burn from is left out or another, then it is refused
    let mut stage = Stage::accepted(2);
    for mint in [program::JOBS, stage.network.usd_mint] {
        let unburned = replaced(stage.payment(0), pda::heat_mint(), mint);
        assert_error(stage.send(&[unburned], &[]), FurnaceJobsError::WrongMint);
    }
}

#[test]
fn nobody_is_paid_once_the_crew_is_closed() {
    // Given a crew that was paid and closed, when a payment of it is sent again, then it is refused
    let mut stage = Stage::accepted(2);
    let again = stage.payment(0);
    stage.pay(0).expect("pay");
    stage.pay(1).expect("pay");
    stage.close_crew().expect("close");
    assert!(stage.send(&[again], &[]).is_err());
    assert_eq!(stage.books(), (DEPOSIT - 2 * EACH, 0));
}

#[test]
fn gifts_are_nobodys_pay() {
    // Given a gift in the client's vault, when the seats are paid, then it stays there and enters no books
    let mut stage = Stage::accepted(2);
    stage.network.give(&stage.stranger.pubkey(), 7);
    let (stranger, vault) = (stage.stranger.insecure_clone(), pda::balance_vault(&stage.balance));
    stage.network.donate(&stranger, vault, 7);
    for seat in [0, 1] {
        let payment = stage.payment(seat);
        stage.network.send(&[payment], &[]).expect("pay");
    }
    assert_eq!((stage.books(), stage.network.tokens(&vault)), ((DEPOSIT - 2 * EACH, 0), DEPOSIT - 2 * EACH + 7));
}
