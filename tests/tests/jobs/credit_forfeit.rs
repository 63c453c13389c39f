//! Credits of operators that are gone.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::PRICE;
use furnace_tests::scene::replaced;
use solana_signer::Signer;

use crate::relay::Relay;

/// A settled job of which the first runner did 40%, and the second the rest.
fn settled() -> Relay {
    let mut relay = Relay::new(2);
    relay.leg(0, 4_000);
    relay.go_on(1);
    relay.finish(1);
    relay
}

/// The first runner's operator retires it and closes its book.
fn close_book(relay: &mut Relay) {
    let (operator, worker) = &relay.runners[0];
    let (wallet, payer) = (operator.wallet.pubkey(), relay.scene.network.payer());
    let retire = jobs::worker_retire(wallet, worker.key.pubkey());
    relay.scene.network.send(&[retire], &[&operator.wallet]).expect("worker retires");
    relay.scene.network.chain.advance(LEAVING_SECONDS);
    relay.scene.network.send(&[jobs::operator_close(wallet, payer)], &[&operator.wallet]).expect("book closes");
}

fn forfeit(relay: &mut Relay, index: u8) -> Result<Receipt, Failure> {
    let forfeit = jobs::credit_forfeit(relay.job, &relay.account(), index);
    relay.scene.network.send(&[forfeit], &[])
}

#[test]
fn what_nobody_can_be_paid_goes_back_to_the_client() {
    // Given a settled job that owes an operator whose book is closed
    let mut relay = settled();
    close_book(&mut relay);
    let (free, reserved) = relay.scene.books();
    assert_eq!(reserved, PRICE * 40 / 100);

    // When anyone says so, then the client has that part back and the job can be closed
    forfeit(&mut relay, 0).expect("credit is forfeited");
    assert_eq!(relay.scene.books(), (free + PRICE * 40 / 100, 0));
    assert_error(forfeit(&mut relay, 0), FurnaceJobsError::NoCredit);
    relay.scene.network.try_close(&relay.scene.client, relay.job).expect("job closes");
}

#[test]
fn an_operator_that_is_there_is_paid() {
    // Given an operator whose book is open, when its credit is to be forfeited, then it is not
    let mut relay = settled();
    assert_error(forfeit(&mut relay, 0), FurnaceJobsError::OperatorOpen);

    // nor by naming an address that no book has
    let operator = relay.runners[0].0.operator;
    let nobody = relay.scene.stranger.pubkey();
    let other = replaced(jobs::credit_forfeit(relay.job, &relay.account(), 0), operator, nobody);
    assert_error(relay.scene.network.send(&[other], &[]), FurnaceJobsError::JobMismatch);
}

#[test]
fn nothing_is_forfeited_before_the_job_is_settled() {
    let mut relay = Relay::new(2);
    relay.leg(0, 4_000);
    relay.go_on(1);
    close_book(&mut relay);
    assert_eq!(relay.scene.network.state(&relay.job), JobState::Running);
    assert_error(forfeit(&mut relay, 0), FurnaceJobsError::JobNotEnded);
}
