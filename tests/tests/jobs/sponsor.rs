//! Others put money into a client's balance, for the client to spend.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::MAX_SPONSORS;
use furnace_common::units::HEAT;
use furnace_tests::chain::Receipt;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::{Failure, SplTokenError, assert_error};
use furnace_tests::network::{Network, PRICE};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// Sponsors the client with HEAT of the wallet's own.
fn try_sponsor(network: &mut Network, by: &Keypair, client: &Address, amount: u64) -> Result<Receipt, Failure> {
    let source = pda::heat_account(&by.pubkey());
    network.send(&[jobs::sponsor(by.pubkey(), pda::heat_balance(client), source, amount)], &[by])
}

/// Who has how much in the client's balance, in order.
fn queue(scene: &Scene) -> Vec<(Address, u64)> {
    let sponsors = scene.network.balance(&scene.client.pubkey()).sponsors;
    let used = sponsors.queue.iter().take_while(|sponsor| sponsor.amount > 0);
    let queue: Vec<_> = used.map(|sponsor| (sponsor.depositor, sponsor.amount)).collect();
    assert_eq!(sponsors.total, queue.iter().map(|(_, amount)| amount).sum::<u64>());
    queue
}

#[test]
fn a_sponsors_money_is_spent_before_the_clients_own() {
    // Given two sponsors, and a client with money of its own
    let mut scene = Scene::new();
    let client = scene.client.pubkey();
    let [first, second] = ["first", "second"].map(|name| scene.network.wallet(name, PRICE));
    try_sponsor(&mut scene.network, &first, &client, PRICE - 1).expect("sponsor");
    try_sponsor(&mut scene.network, &second, &client, PRICE).expect("sponsor");
    assert_eq!(scene.books(), (DEPOSIT + 2 * PRICE - 1, 0));
    assert_eq!(queue(&scene), [(first.pubkey(), PRICE - 1), (second.pubkey(), PRICE)]);

    // When a job is settled, then all of the first's money is spent and a unit of the second's
    scene.job(JobState::Settled);
    assert_eq!(queue(&scene), [(second.pubkey(), PRICE - 1)]);
    // and after two more the client's own is
    for _ in 0..2 {
        scene.job(JobState::Settled);
    }
    assert_eq!((scene.books(), queue(&scene)), ((DEPOSIT - PRICE - 1, 0), vec![]));
}

#[test]
fn money_that_comes_back_is_still_the_sponsors() {
    // Given a sponsor whose money is held for a job that the client then cancels
    let mut scene = Scene::with(0, 0);
    let client = scene.client.pubkey();
    let sponsor = scene.network.wallet("sponsor", PRICE);
    try_sponsor(&mut scene.network, &sponsor, &client, PRICE).expect("sponsor");
    let job = scene.job(JobState::Open);
    scene.network.try_cancel(&scene.client, job).expect("cancel");

    // When the client withdraws it, then it is refused
    let withdraw = jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), 1);
    assert_error(scene.network.send(&[withdraw], &[&scene.client]), FurnaceJobsError::MoneyOfOthers);
    assert_eq!(queue(&scene), [(sponsor.pubkey(), PRICE)]);
}

#[test]
fn eight_sponsors_fit_and_one_who_is_spent_makes_place() {
    // Given a balance with eight sponsors
    let mut scene = Scene::with(1_000 * HEAT, 0);
    let client = scene.client.pubkey();
    let wallets: Vec<_> =
        (0..=MAX_SPONSORS).map(|index| scene.network.wallet(&format!("sponsor {index}"), 2 * PRICE)).collect();
    let (last, eight) = wallets.split_last().expect("nine wallets");
    for wallet in eight {
        try_sponsor(&mut scene.network, wallet, &client, PRICE).expect("sponsor");
    }

    // When a ninth comes, then there is no place; the eighth adds to its own, which is the last in line
    let ninth = try_sponsor(&mut scene.network, last, &client, PRICE);
    assert_error(ninth, FurnaceJobsError::TooManySponsors);
    try_sponsor(&mut scene.network, &eight[7], &client, 1).expect("the eighth adds");
    let again = try_sponsor(&mut scene.network, &eight[0], &client, 1);
    assert_error(again, FurnaceJobsError::TooManySponsors);

    // and once the first is spent, there is
    scene.job(JobState::Settled);
    try_sponsor(&mut scene.network, last, &client, 1).expect("the ninth has a place");
    assert_eq!(queue(&scene).len(), MAX_SPONSORS);
}

#[test]
fn a_sponsor_pays_with_its_own_money_and_is_not_the_client() {
    let mut scene = Scene::new();
    let client = scene.client.pubkey();
    let sponsor = scene.network.wallet("sponsor", PRICE);
    // Given nothing, more than there is, or the client itself, when it sponsors, then it is refused
    let nothing = try_sponsor(&mut scene.network, &sponsor, &client, 0);
    assert_error(nothing, FurnaceJobsError::ZeroAmount);
    let too_much = try_sponsor(&mut scene.network, &sponsor, &client, PRICE + 1);
    assert_error(too_much, SplTokenError::InsufficientFunds);
    scene.network.give(&client, 1);
    let client_itself = scene.client.insecure_clone();
    let own = try_sponsor(&mut scene.network, &client_itself, &client, 1);
    assert_error(own, FurnaceJobsError::NotDepositor);

    // and so is somebody else's money, and any vault but the balance's
    let balance = pda::heat_balance(&client);
    let proper = jobs::sponsor(sponsor.pubkey(), balance, pda::heat_account(&sponsor.pubkey()), 1);
    let stolen = replaced(proper.clone(), pda::heat_account(&sponsor.pubkey()), pda::heat_account(&client));
    assert_error(scene.network.send(&[stolen], &[&sponsor]), SplTokenError::OwnerMismatch);
    let elsewhere = replaced(proper, pda::balance_vault(&balance), scene.reporter());
    assert_error(scene.network.send(&[elsewhere], &[&sponsor]), FurnaceJobsError::WrongVault);
    assert_eq!((scene.books(), queue(&scene)), ((DEPOSIT, 0), vec![]));
}

#[test]
fn its_accounts_are_checked() {
    let mut crowd = Crowd::new();
    let (other, balance) = (crowd.other.pubkey(), pda::heat_balance(&crowd.scene.client.pubkey()));
    crowd.scene.network.give(&other, PRICE);
    crowd.assert_checked(&jobs::sponsor(other, balance, pda::heat_account(&other), PRICE), &[], &[]);
}
