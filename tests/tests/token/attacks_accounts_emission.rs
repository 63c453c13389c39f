//! Wrong accounts in every place of what shares emission, one of each kind that the programs have among them.

use furnace_client::instructions::{jobs, token};
use furnace_tests::network::EPOCH;
use furnace_tests::substitution::Free;
use solana_signer::Signer;

use super::scene::{Substitutes, try_open_points};

const PAYER: &str = "whoever signs may pay the rent";

#[test]
fn epoch_open() {
    let mut scene = Substitutes::new();
    scene.network().chain.advance(EPOCH);
    let instruction = token::epoch_open(scene.network().payer(), scene.epoch + 1);
    scene.assert_checked(&instruction, &[Free { place: 0, why: PAYER }]);
}

#[test]
fn points_open() {
    let mut scene = Substitutes::new();
    let (worker, operator) = (scene.crowd.scene.worker.address, scene.crowd.scene.operator.operator);
    let instruction = token::points_open(scene.network().payer(), worker, operator);
    scene.assert_checked(&instruction, &[Free { place: 0, why: PAYER }]);
}

#[test]
fn points_record() {
    let mut scene = Substitutes::new();
    let Substitutes { crowd, epoch, .. } = &mut scene;
    try_open_points(&mut crowd.scene.network, &crowd.scene.worker).expect("points open");
    let (worker, wallet) = (crowd.scene.worker.address, crowd.scene.worker.wallet);
    let instruction = token::points_record(worker, wallet, *epoch, 1_000, 10_000);
    scene.network().chain.verify_signatures(false);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn emission_claim() {
    let mut scene = Substitutes::with_points();
    scene.network().chain.advance(2 * EPOCH);
    let worker = &scene.crowd.scene.worker;
    let instruction = token::emission_claim(worker.address, worker.wallet, scene.epoch);
    scene.assert_checked(&instruction, &[]);
}

#[test]
fn epoch_close() {
    let mut scene = Substitutes::with_points();
    scene.network().chain.advance(17 * EPOCH);
    let instruction = token::epoch_close(scene.epoch, scene.network().payer());
    let why = "anyone closes any epoch that is over, to the profit of who paid for it";
    scene.assert_checked(&instruction, &[Free { place: 1, why }]);
}

#[test]
fn points_close() {
    let mut scene = Substitutes::with_points();
    scene.network().chain.advance(16 * EPOCH);
    let worker = &scene.crowd.scene.worker;
    let retire = jobs::worker_retire(worker.wallet, worker.key.pubkey());
    let (address, wallet) = (worker.address, scene.crowd.scene.operator.wallet.insecure_clone());
    scene.network().send(&[retire], &[&wallet]).expect("worker retires");
    let instruction = token::points_close(address, scene.network().payer());
    scene.assert_checked(&instruction, &[]);
}
