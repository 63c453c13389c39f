//! A sponsor has back what is not used, and nobody else has it.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_tests::chain::Receipt;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::{Failure, FrameworkError, SplTokenError, assert_error};
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, Scene};
use furnace_tests::substitution::Free;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// What the sponsor puts in.
const GIVEN: u64 = PRICE + PRICE / 2;

/// A scene whose client has money of its own, and after it the sponsor's.
fn sponsored() -> (Scene, Keypair) {
    let mut scene = Scene::new();
    let sponsor = scene.network.wallet("sponsor", GIVEN);
    let (wallet, balance) = (sponsor.pubkey(), pda::heat_balance(&scene.client.pubkey()));
    let give = jobs::sponsor(wallet, balance, pda::heat_account(&wallet), GIVEN);
    scene.network.send(&[give], &[&sponsor]).expect("sponsor");
    (scene, sponsor)
}

/// Asks for what the owner of the destination put in.
fn try_refund(scene: &mut Scene, by: &Keypair, to: &Keypair) -> Result<Receipt, Failure> {
    let balance = pda::heat_balance(&scene.client.pubkey());
    scene.network.send(&[jobs::refund(by.pubkey(), balance, pda::heat_account(&to.pubkey()))], &[by])
}

#[test]
fn sponsor_and_client_each_return_what_is_not_held() {
    for by_client in [false, true] {
        // Given a sponsor of whose money a job holds two thirds
        let (mut scene, sponsor) = sponsored();
        let job = scene.job(JobState::Running);
        let caller = if by_client { scene.client.insecure_clone() } else { sponsor.insecure_clone() };

        // When one of the two asks for it, then the sponsor has the rest
        try_refund(&mut scene, &caller, &sponsor).expect("refund");
        assert_eq!(scene.network.heat(&sponsor.pubkey()), GIVEN - PRICE);
        assert_eq!(scene.books(), (DEPOSIT, PRICE));
        // and what is held cannot be had
        let held = try_refund(&mut scene, &caller, &sponsor);
        assert_error(held, FurnaceJobsError::NothingToRefund);

        // and the job is paid with it in full
        scene.network.try_submit(&scene.worker, job).expect("submit");
        scene.network.try_accept(&scene.client, job).expect("accept");
        assert_eq!((scene.books(), scene.network.balance(&scene.client.pubkey()).sponsors.total), ((DEPOSIT, 0), 0));
    }
}

#[test]
fn nobody_else_returns_it_nor_has_it() {
    // Given a sponsor's money in a balance
    let (mut scene, sponsor) = sponsored();
    let (stranger, worker) = (scene.stranger.insecure_clone(), scene.worker.key.insecure_clone());
    scene.network.give(&scene.client.pubkey(), 0);

    // When a stranger asks for it for the sponsor, or any party for itself, then it is refused
    for caller in [&stranger, &worker] {
        let meddling = try_refund(&mut scene, caller, &sponsor);
        assert_error(meddling, FurnaceJobsError::NotDepositor);
    }
    let itself = try_refund(&mut scene, &stranger, &stranger);
    assert_error(itself, FurnaceJobsError::NothingToRefund);
    let client = scene.client.insecure_clone();
    for (caller, to) in [(&client, &client), (&client, &stranger)] {
        let own = try_refund(&mut scene, caller, to);
        assert_error(own, FurnaceJobsError::NothingToRefund);
    }
    assert_eq!(scene.books(), (DEPOSIT + GIVEN, 0));
}

#[test]
fn the_client_withdraws_its_own_and_not_a_unit_more() {
    // Given a client with its own money and a sponsor's
    let (mut scene, sponsor) = sponsored();
    let client = scene.client.pubkey();
    let withdraw = |amount| jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), amount);

    // When it withdraws a unit more than its own, then it is refused; its own it has
    let result = scene.network.send(&[withdraw(DEPOSIT + 1)], &[&scene.client]);
    assert_error(result, FurnaceJobsError::MoneyOfOthers);
    scene.network.send(&[withdraw(DEPOSIT)], &[&scene.client]).expect("withdraw");

    // and the sponsor still has all of its
    try_refund(&mut scene, &sponsor, &sponsor).expect("refund");
    assert_eq!((scene.network.heat(&sponsor.pubkey()), scene.books()), (GIVEN, (0, 0)));
}

#[test]
fn a_refund_goes_to_a_token_account_in_the_same_mint() {
    let (mut scene, sponsor) = sponsored();
    let (wallet, balance) = (sponsor.pubkey(), pda::heat_balance(&scene.client.pubkey()));
    scene.network.give_usd(&wallet, 0);
    let dollars = pda::token_account(&wallet, &scene.network.usd_mint);
    // Given a dollar account, a wallet, and the balance's own vault, when the refund is to go there, then it is refused
    let refund = |to| jobs::refund(wallet, balance, to);
    assert_error(scene.network.send(&[refund(dollars)], &[&sponsor]), SplTokenError::MintMismatch);
    let a_wallet = refund(scene.client.pubkey());
    assert_error(scene.network.send(&[a_wallet], &[&sponsor]), FurnaceJobsError::NotDepositor);
    let itself = refund(pda::balance_vault(&balance));
    assert_error(scene.network.send(&[itself], &[&sponsor]), FrameworkError::DuplicateMutableAccount);
}

#[test]
fn its_accounts_are_checked() {
    let mut crowd = Crowd::new();
    let (other, balance) = (crowd.other.pubkey(), pda::heat_balance(&crowd.scene.client.pubkey()));
    crowd.scene.network.give(&other, PRICE);
    let give = jobs::sponsor(other, balance, pda::heat_account(&other), PRICE / 2);
    crowd.scene.network.send(&[give], &[&crowd.other]).expect("sponsor");
    let caller = Free { place: 0, why: "the client returns it too" };
    let client = [("the client", crowd.scene.client.pubkey())];
    crowd.assert_checked(&jobs::refund(other, balance, pda::heat_account(&other)), &client, &[caller]);
}
