//! Moving tokens into a client's balance.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::{FrameworkError, SplTokenError, assert_error};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

/// A scene in which the client has 50 HEAT beside its balance.
fn with_purse() -> Scene {
    let mut scene = Scene::new();
    scene.network.give(&scene.client.pubkey(), 50 * HEAT);
    scene
}

#[test]
fn a_deposit_becomes_free() {
    // Given a client with tokens
    let mut scene = with_purse();
    let client = scene.client.pubkey();

    // When it deposits one unit, and then the rest
    for amount in [1, 50 * HEAT - 1] {
        let deposit = jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), amount);
        scene.network.send(&[deposit], &[&scene.client]).expect("deposit");
    }

    // Then all of it is free, to the unit
    assert_eq!(scene.books(), (DEPOSIT + 50 * HEAT, 0));
    assert_eq!(scene.network.heat(&client), 0);
}

#[test]
fn nothing_or_more_than_there_is_cannot_be_deposited() {
    let mut scene = with_purse();
    let client = scene.client.pubkey();
    let mut deposit = |amount| {
        let deposit = jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), amount);
        scene.network.send(&[deposit], &[&scene.client])
    };
    // Given a purse, when nothing or a unit too much is deposited, then it is refused
    assert_error(deposit(0), FurnaceJobsError::ZeroAmount);
    assert_error(deposit(50 * HEAT + 1), SplTokenError::InsufficientFunds);
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn the_source_is_the_clients_own_heat() {
    let mut scene = with_purse();
    let client = scene.client.pubkey();
    // Given an account in a foreign mint, and a victim with HEAT
    let mint = scene.network.foreign_mint("client");
    let foreign = scene.network.token_account("foreign", &mint, &client);
    scene.network.mint_foreign(&mint, &foreign, &furnace_tests::chain::key("client"), HEAT);
    scene.network.give(&scene.stranger.pubkey(), HEAT);

    // When either is the source, then the token program refuses
    let wrong_mint = jobs::deposit(client, pda::heat_mint(), foreign, 1);
    assert_error(scene.network.send(&[wrong_mint], &[&scene.client]), SplTokenError::MintMismatch);
    let others = jobs::deposit(client, pda::heat_mint(), pda::heat_account(&scene.stranger.pubkey()), 1);
    assert_error(scene.network.send(&[others], &[&scene.client]), SplTokenError::OwnerMismatch);
    // and the balance's own vault is no source of money either
    let vault = jobs::deposit(client, pda::heat_mint(), scene.network.balance(&client).vault, 1);
    assert_error(scene.network.send(&[vault], &[&scene.client]), FrameworkError::DuplicateMutableAccount);
}

#[test]
fn only_the_client_deposits_and_only_into_its_vault() {
    let mut scene = with_purse();
    let client = scene.client.pubkey();
    let other = scene.network.client("other", HEAT);
    scene.network.give(&scene.stranger.pubkey(), HEAT);
    // Given a stranger with tokens, when it deposits for the client, then it is refused
    let from = pda::heat_account(&scene.stranger.pubkey());
    let deposit = replaced(jobs::deposit(client, pda::heat_mint(), from, 1), client, scene.stranger.pubkey());
    assert_error(scene.network.send(&[deposit], &[&scene.stranger]), FurnaceJobsError::NotClient);

    // Given another client's vault, when the client deposits there, then it is refused
    let own = scene.network.balance(&client).vault;
    let deposit = jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), 1);
    let deposit = replaced(deposit, own, scene.network.balance(&other.pubkey()).vault);
    assert_error(scene.network.send(&[deposit], &[&scene.client]), FurnaceJobsError::WrongVault);
}
