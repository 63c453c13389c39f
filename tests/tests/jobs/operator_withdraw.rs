//! Paying out what an operator's workers earned.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_tests::errors::{SplTokenError, assert_error};
use furnace_tests::network::PRICE;
use furnace_tests::scene::{Scene, replaced};
use solana_signer::Signer;

const EARNED: u64 = PRICE * 90 / 100;

/// A scene in which one job was settled.
fn with_earnings() -> Scene {
    let mut scene = Scene::new();
    scene.job(JobState::Settled);
    scene
}

#[test]
fn an_operator_takes_its_earnings_anywhere_it_likes() {
    // Given earnings of one job
    let mut scene = with_earnings();
    let wallet = scene.operator.wallet.pubkey();
    let earnings = pda::earnings(&scene.operator.operator);

    // When the operator takes a third to its own account and the rest to another's
    let own = jobs::operator_withdraw(wallet, pda::heat_account(&wallet), EARNED / 3);
    let elsewhere = jobs::operator_withdraw(wallet, scene.reporter(), EARNED - EARNED / 3);
    scene.network.send(&[own, elsewhere], &[&scene.operator.wallet]).expect("earnings are paid out");

    // Then both have their part to the unit, and the count of what was earned stays
    assert_eq!(scene.network.heat(&wallet), EARNED / 3);
    assert_eq!(scene.network.tokens(&scene.reporter()), EARNED - EARNED / 3);
    assert_eq!(scene.network.tokens(&earnings), 0);
    assert_eq!(scene.network.book(&scene.operator.operator).earned, EARNED);
}

#[test]
fn amounts_that_are_not_there_are_refused() {
    let mut scene = with_earnings();
    let wallet = scene.operator.wallet.pubkey();
    let mut take = |amount| {
        let withdraw = jobs::operator_withdraw(wallet, pda::heat_account(&wallet), amount);
        scene.network.send(&[withdraw], &[&scene.operator.wallet])
    };
    // Given earnings, when nothing is taken, or one unit more than there is, then it is refused
    assert_error(take(0), FurnaceJobsError::ZeroAmount);
    assert_error(take(EARNED + 1), SplTokenError::InsufficientFunds);
    // and all of it is paid
    take(EARNED).expect("all of it");
}

#[test]
fn only_the_operator_takes_its_earnings() {
    // Given earnings, and a stranger
    let mut scene = with_earnings();
    let wallet = scene.operator.wallet.pubkey();

    // When the stranger, or the worker's hot key, signs for the operator's book, then it is refused
    for thief in [&scene.stranger, &scene.worker.key] {
        let withdraw = jobs::operator_withdraw(wallet, pda::heat_account(&scene.stranger.pubkey()), EARNED);
        let withdraw = replaced(withdraw, wallet, thief.pubkey());
        assert_error(scene.network.send(&[withdraw], &[thief]), FurnaceJobsError::NotOperator);
    }
}

#[test]
fn another_operators_vault_is_refused() {
    // Given an operator with earnings, and one without
    let mut scene = with_earnings();
    let other = scene.network.operator("other", 0);
    let own_vault = pda::earnings(&other.operator);

    // When the second names the vault of the first, then it is refused
    let withdraw = jobs::operator_withdraw(other.wallet.pubkey(), scene.reporter(), EARNED);
    let withdraw = replaced(withdraw, own_vault, pda::earnings(&scene.operator.operator));
    assert_error(scene.network.send(&[withdraw], &[&other.wallet]), FurnaceJobsError::WrongVault);
}

#[test]
fn a_destination_in_another_mint_is_refused() {
    // Given earnings, and an account of the operator's in a foreign mint
    let mut scene = with_earnings();
    let wallet = scene.operator.wallet.pubkey();
    let mint = scene.network.foreign_mint("operator");
    let destination = scene.network.token_account("foreign", &mint, &wallet);

    // When earnings go there, then it is refused
    let withdraw = jobs::operator_withdraw(wallet, destination, EARNED);
    assert_error(scene.network.send(&[withdraw], &[&scene.operator.wallet]), SplTokenError::MintMismatch);
}
