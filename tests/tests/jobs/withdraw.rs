//! Moving free tokens out of a client's balance.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::{FrameworkError, SplTokenError, assert_error};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_signer::Signer;

#[test]
fn a_client_withdraws_all_that_is_free_to_where_it_likes() {
    // Given a client with a balance
    let mut scene = Scene::new();
    let client = scene.client.pubkey();

    // When it withdraws one unit to itself and the rest to somebody else
    let own = jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), 1);
    let elsewhere = jobs::withdraw(client, pda::heat_mint(), scene.reporter(), DEPOSIT - 1);
    scene.network.send(&[own, elsewhere], &[&scene.client]).expect("withdraw");

    // Then each has its part to the unit, and nothing is left
    assert_eq!(scene.network.heat(&client), 1);
    assert_eq!(scene.network.tokens(&scene.reporter()), DEPOSIT - 1);
    assert_eq!(scene.books(), (0, 0));
}

#[test]
fn nothing_or_more_than_is_free_cannot_be_withdrawn() {
    let mut scene = Scene::new();
    let client = scene.client.pubkey();
    // Given a balance, when nothing or a unit too much is withdrawn, then it is refused
    for (amount, error) in [(0, FurnaceJobsError::ZeroAmount), (DEPOSIT + 1, FurnaceJobsError::BalanceTooLow)] {
        let withdraw = jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), amount);
        assert_error(scene.network.send(&[withdraw], &[&scene.client]), error);
    }
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn only_the_client_withdraws() {
    // Given a balance and a stranger
    let mut scene = Scene::new();
    let client = scene.client.pubkey();

    // When the stranger withdraws to itself, then it is refused
    let withdraw = jobs::withdraw(client, pda::heat_mint(), scene.reporter(), HEAT);
    let withdraw = replaced(withdraw, client, scene.stranger.pubkey());
    assert_error(scene.network.send(&[withdraw], &[&scene.stranger]), FurnaceJobsError::NotClient);
}

#[test]
fn the_vault_is_the_balances_own() {
    // Given two clients with a balance each
    let mut scene = Scene::new();
    let client = scene.client.pubkey();
    let other = scene.network.client("other", DEPOSIT);
    let (own, others) = (scene.network.balance(&client).vault, scene.network.balance(&other.pubkey()).vault);

    // When one withdraws from the other's vault, then it is refused
    let withdraw = replaced(jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), HEAT), own, others);
    assert_error(scene.network.send(&[withdraw], &[&scene.client]), FurnaceJobsError::WrongVault);
}

#[test]
fn a_destination_in_another_mint_is_refused() {
    // Given an account of the client's in a foreign mint
    let mut scene = Scene::new();
    let client = scene.client.pubkey();
    let mint = scene.network.foreign_mint("client");
    let destination = scene.network.token_account("foreign", &mint, &client);

    // When it withdraws there, then the token program refuses and the books stay
    let withdraw = jobs::withdraw(client, pda::heat_mint(), destination, HEAT);
    assert_error(scene.network.send(&[withdraw], &[&scene.client]), SplTokenError::MintMismatch);
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn a_withdrawal_into_the_vault_itself_loses_nothing() {
    // Given a balance, when it is withdrawn to its own vault, then it is refused and stays in the books
    let mut scene = Scene::new();
    let client = scene.client.pubkey();
    let withdraw = jobs::withdraw(client, pda::heat_mint(), scene.network.balance(&client).vault, HEAT);
    assert_error(scene.network.send(&[withdraw], &[&scene.client]), FrameworkError::DuplicateMutableAccount);
    assert_eq!(scene.books(), (DEPOSIT, 0));
}
