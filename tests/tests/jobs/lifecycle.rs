//! A job from post to settlement, and what everyone has afterwards.

use furnace_client::accounts::JobState;
use furnace_common::units::HEAT;
use furnace_tests::network::{Network, PRICE};
use solana_signer::Signer;

#[test]
fn a_job_is_paid_burned_and_its_collateral_returned() {
    // Given an operator with stake, a worker, and a client with a balance
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    let worker = network.worker(&operator, "worker");
    let client = network.client("client", 100 * HEAT);
    let supply = network.supply();

    // When a job goes all the way
    let job = network.post(&client, PRICE);
    network.drive(&worker, job, JobState::Review);
    assert_eq!(network.book(&operator.operator).collateral_locked, PRICE);
    network.try_accept(&client, job).expect("accept");

    // Then the price is divided to the unit
    assert_eq!(network.state(&job), JobState::Settled);
    assert_eq!(network.tokens(&crate::income(&operator.pool)), PRICE * 90 / 100);
    assert_eq!(network.tokens(&network.job(&job).escrow.fee_vault), PRICE * 5 / 100);
    assert_eq!(network.supply(), supply - PRICE * 5 / 100);
    // and the books agree with the vault
    let balance = network.balance(&client.pubkey());
    assert_eq!((balance.free, balance.reserved), (90 * HEAT, 0));
    assert_eq!(network.tokens(&balance.vault), 90 * HEAT);
    assert_eq!(network.book(&operator.operator).collateral_locked, 0);
    assert_eq!(network.worker_account(&worker.address).completed, 1);
}
