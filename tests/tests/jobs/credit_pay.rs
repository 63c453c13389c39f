//! What is paid for checkpoints once the job is settled.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs::{self, Payee};
use furnace_client::pda;
use furnace_common::fees;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, replaced};

use crate::relay::Relay;

/// A settled job of which the first runner did 40%, the second 30%, and the third the rest.
fn settled() -> Relay {
    let mut relay = Relay::new(3);
    relay.leg(0, 4_000);
    relay.leg(1, 7_000);
    relay.go_on(2);
    relay.finish(2);
    relay
}

/// HEAT that the runners' pools have earned.
fn earned(relay: &Relay) -> Vec<u64> {
    let pools = relay.runners.iter().map(|(operator, _)| crate::income(&operator.pool));
    pools.map(|income| relay.scene.network.tokens(&income)).collect()
}

#[test]
fn all_that_worked_share_the_price_and_the_parts_add_up() {
    // Given a settled job that three operators did, the last of whom is paid
    let mut relay = settled();
    let free = relay.scene.books().0;
    let fee_vault = pda::fee_vault(&relay.scene.network.market, &pda::heat_mint());
    let burned = relay.scene.network.ledger().burned;
    assert_eq!(earned(&relay), [0, 0, PRICE * 30 / 100 * 90 / 100]);
    assert_eq!(relay.scene.books(), (free, PRICE * 70 / 100));

    // When anyone has the credits paid, in whatever order
    for (index, runner, part) in [(1, 1, 30), (0, 0, 40)] {
        relay.scene.network.try_pay_credit(relay.job, index).expect("credit is paid");
        let operator = relay.runners[runner].0.operator;
        assert_eq!(relay.scene.network.book(&operator).earned, [PRICE * part / 100 * 90 / 100, 0]);
    }

    // Then fee and burn are those of one settlement of the whole price
    let parts = fees::settle(PRICE, 1_000, 5_000).expect("parts");
    assert_eq!(earned(&relay).iter().sum::<u64>(), parts.worker);
    assert_eq!(relay.scene.network.tokens(&fee_vault), parts.fee);
    let supply = furnace_common::limits::GENESIS_SUPPLY - burned - parts.burn;
    assert_eq!((relay.scene.network.supply(), relay.scene.books()), (supply, (free, 0)));
    assert_eq!((relay.account().escrow.paid, relay.account().worth), (PRICE, PRICE));
}

#[test]
fn a_credit_is_paid_once() {
    let mut relay = settled();
    relay.scene.network.try_pay_credit(relay.job, 0).expect("credit is paid");
    // Given a credit that is paid, when it is paid again, then it is refused; places without one have nothing
    let again = relay.scene.network.try_pay_credit(relay.job, 0);
    assert_error(again, FurnaceJobsError::NoCredit);
    let account = relay.account();
    let payee = Payee::new(&relay.scene.network.book(&relay.runners[0].0.operator));
    for index in [2, 3, 4, u8::MAX] {
        let mut nothing = jobs::credit_pay(relay.job, &account, index, &payee);
        nothing.accounts[3].pubkey = relay.runners[0].0.operator;
        assert_error(relay.scene.network.send(&[nothing], &[]), FurnaceJobsError::NoCredit);
    }
}

#[test]
fn a_credit_is_paid_to_whom_it_belongs() {
    // Given a credit of the first runner's
    let mut relay = settled();
    let account = relay.account();
    let [first, second] = [0, 1].map(|runner: usize| relay.scene.network.book(&relay.runners[runner].0.operator));
    let proper = jobs::credit_pay(relay.job, &account, 0, &Payee::new(&first));
    let [ours, theirs] = [0, 1].map(|runner: usize| relay.runners[runner].0.operator);

    // When it is to be paid into another operator's book and vault, then it is refused
    let stolen = replaced(proper.clone(), ours, theirs);
    let stolen = replaced(stolen, first.earnings[0], second.earnings[0]);
    assert_error(relay.scene.network.send(&[stolen], &[]), FurnaceJobsError::JobMismatch);
    // and so it is into another vault, or with the fee going elsewhere
    for vault in [second.earnings[0], first.earnings[1], relay.scene.reporter()] {
        let elsewhere = replaced(proper.clone(), first.earnings[0], vault);
        assert_error(relay.scene.network.send(&[elsewhere], &[]), FurnaceJobsError::WrongVault);
    }
    let untaxed = replaced(proper, account.escrow.fee_vault, relay.scene.reporter());
    assert_error(relay.scene.network.send(&[untaxed], &[]), FurnaceJobsError::WrongFeeVault);
}

#[test]
fn nothing_is_paid_before_the_job_is() {
    // Given a job with a credit that is in review, when the credit is to be paid, then it is refused
    let mut relay = Relay::new(2);
    relay.leg(0, 4_000);
    relay.go_on(1);
    let early = relay.scene.network.try_pay_credit(relay.job, 0);
    assert_error(early, FurnaceJobsError::JobNotEnded);
    relay.scene.network.try_submit(&relay.runners[1].1, relay.job).expect("submit");
    let early = relay.scene.network.try_pay_credit(relay.job, 0);
    assert_error(early, FurnaceJobsError::JobNotEnded);
}

#[test]
fn a_job_that_owes_credits_is_not_closed() {
    // Given a settled job that owes two credits, long after
    let mut relay = settled();
    relay.scene.network.chain.advance(RETENTION_SECONDS + 1);
    for index in [0, 1] {
        // When its client or a stranger closes it, then it is refused until all are paid
        for closer in [&relay.scene.client, &relay.scene.stranger] {
            let close = relay.scene.network.try_close(closer, relay.job);
            assert_error(close, FurnaceJobsError::JobNotCleared);
        }
        relay.scene.network.try_pay_credit(relay.job, index).expect("credit is paid");
    }
    relay.scene.network.try_close(&relay.scene.stranger, relay.job).expect("close");
    let penalties = relay.scene.network.ledger().to_clients;
    assert_eq!(relay.scene.books(), (DEPOSIT - PRICE + penalties, 0));
}

#[test]
fn odd_prices_leave_nothing_behind() {
    // Given jobs of a few units, of which three operators did odd parts
    for price in [1, 2, 3, 7, 11] {
        let mut relay = Relay::new(3);
        relay.job = relay.scene.network.post(&relay.scene.client, price);
        relay.leg(0, 3_333);
        relay.leg(1, 6_667);
        relay.go_on(2);
        relay.finish(2);
        // When all credits are paid, then the job holds nothing, and the client has back what was rounded off each
        for index in [0, 1] {
            relay.scene.network.try_pay_credit(relay.job, index).expect("credit is paid");
        }
        let (escrow, penalties) = (relay.account().escrow, relay.scene.network.ledger().to_clients);
        assert_eq!(escrow.reserved, 0);
        assert!(escrow.paid <= price && price - escrow.paid <= 2, "{} of {price} is paid", escrow.paid);
        // The first relay's own job is open still.
        assert_eq!(relay.scene.books(), (DEPOSIT - PRICE - escrow.paid + penalties, PRICE));
    }
}
