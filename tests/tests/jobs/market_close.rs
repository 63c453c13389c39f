//! Closing a market: no new orders, and the bond goes back.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::MARKET_BOND;
use furnace_tests::chain::Receipt;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::{Failure, SplTokenError, SystemProgramError, assert_error};
use furnace_tests::network::{PRICE, job_terms, market_terms};
use furnace_tests::scene::{Scene, replaced};
use solana_address::Address;
use solana_signer::Signer;

/// A scene with a market of the stranger's.
fn scene() -> (Scene, Address) {
    let mut scene = Scene::new();
    let market = scene.network.open_market(&scene.stranger, market_terms(0));
    (scene, market)
}

/// Closes it for the stranger, to its own account.
fn try_close(scene: &mut Scene, market: Address) -> Result<Receipt, Failure> {
    let close = jobs::market_close(market, &scene.network.market(&market), scene.reporter());
    scene.network.send(&[close], &[&scene.stranger])
}

#[test]
fn the_opener_has_its_bond_back_and_the_payer_its_rent() {
    // Given a market of the stranger's
    let (mut scene, market) = scene();
    let vault = pda::market_bond(&market);
    let rent = scene.network.chain.account(&vault).expect("vault").lamports;
    let payer = scene.network.wallet("landlord", 0).pubkey();
    scene.network.tamper(&market, |market: &mut furnace_client::accounts::Market| market.rent_payer = payer);
    let before = scene.network.chain.account(&payer).expect("payer").lamports;

    // When the stranger closes it
    try_close(&mut scene, market).expect("close");

    // Then the bond is the stranger's, the rent of the vault its payer's, and the vault is gone
    assert_eq!(scene.network.tokens(&scene.reporter()), MARKET_BOND);
    assert_eq!(scene.network.chain.account(&payer).expect("payer").lamports, before + rent);
    assert!(scene.network.chain.account(&vault).is_none());
    let closed = scene.network.market(&market);
    assert_eq!((closed.closed, closed.bond_vault), (1, Address::default()));
}

#[test]
fn a_closed_market_takes_no_new_job_and_what_was_posted_goes_on() {
    // Given jobs in a market that is then closed
    let (mut scene, market) = scene();
    let [open, review] = [JobState::Open, JobState::Review].map(|state| {
        let job = scene.network.try_post(&scene.client, market, job_terms(PRICE)).expect("post");
        scene.network.drive(&scene.worker, job, state);
        job
    });
    try_close(&mut scene, market).expect("close");

    // When another is posted, then it is refused
    let result = scene.network.try_post(&scene.client, market, job_terms(PRICE));
    assert_error(result, FurnaceJobsError::MarketClosed);

    // and the others are claimed, paid and closed
    scene.network.drive(&scene.worker, open, JobState::Review);
    for job in [open, review] {
        scene.network.try_accept(&scene.client, job).expect("accept");
        scene.network.try_close(&scene.client, job).expect("close");
    }
    assert_eq!(scene.network.market(&market).settled, 2);
}

#[test]
fn nobody_but_the_opener_closes_a_market() {
    // Given a market, when others close it, the authority among them, then it is refused
    let (mut scene, market) = scene();
    let proper = jobs::market_close(market, &scene.network.market(&market), scene.reporter());
    for thief in [&scene.client, &scene.network.authority.insecure_clone(), &scene.operator.wallet] {
        let close = replaced(proper.clone(), scene.stranger.pubkey(), thief.pubkey());
        assert_error(scene.network.send(&[close], &[thief]), FurnaceJobsError::NotOpener);
    }
    assert_eq!(scene.network.tokens(&pda::market_bond(&market)), MARKET_BOND);
}

#[test]
fn a_market_is_closed_once_and_never_opened_again() {
    // Given a closed market, when it is closed again, then it is refused
    let (mut scene, market) = scene();
    try_close(&mut scene, market).expect("close");
    assert_error(try_close(&mut scene, market), FurnaceJobsError::MarketClosed);
    // and its address is taken, so that nobody finds other terms there
    let wallet = scene.stranger.pubkey();
    let again = jobs::market_open(wallet, scene.network.payer(), pda::heat_mint(), scene.reporter(), market_terms(0));
    let result = scene.network.send(&[again], &[&scene.stranger]);
    assert_error(result, SystemProgramError::AccountAlreadyInUse);
}

#[test]
fn one_opener_takes_no_bond_of_another_market() {
    // Given two markets of the stranger's
    let (mut scene, market) = scene();
    let other = scene.network.open_market(&scene.stranger, market_terms(1));
    let proper = jobs::market_close(market, &scene.network.market(&market), scene.reporter());

    // When one is closed with the other's vault, or with the network's, then it is refused
    for vault in [pda::market_bond(&other), pda::market_bond(&scene.network.market)] {
        let crossed = replaced(proper.clone(), pda::market_bond(&market), vault);
        assert_error(scene.network.send(&[crossed], &[&scene.stranger]), FurnaceJobsError::WrongVault);
    }
    // and its rent goes to nobody but who paid it
    let payer = scene.network.payer();
    let mut greedy = proper.clone();
    greedy.accounts[4].pubkey = scene.stranger.pubkey();
    assert_eq!(proper.accounts[4].pubkey, payer);
    assert_error(scene.network.send(&[greedy], &[&scene.stranger]), FurnaceJobsError::WrongRentPayer);
    // and the bond to no account in another mint
    scene.network.give_usd(&scene.stranger.pubkey(), 0);
    let dollars = pda::token_account(&scene.stranger.pubkey(), &scene.network.usd_mint);
    let exchanged = replaced(proper, scene.reporter(), dollars);
    assert_error(scene.network.send(&[exchanged], &[&scene.stranger]), SplTokenError::MintMismatch);
}

#[test]
fn gifts_to_the_bond_do_not_keep_a_market_open() {
    // Given a market to whose bond somebody sent a unit, when it is closed, then the opener has that too
    let (mut scene, market) = scene();
    let giver = scene.network.wallet("giver", 1);
    scene.network.donate(&giver, pda::market_bond(&market), 1);
    try_close(&mut scene, market).expect("close");
    assert_eq!(scene.network.tokens(&scene.reporter()), MARKET_BOND + 1);
}

#[test]
fn its_accounts_are_checked() {
    let mut crowd = Crowd::new();
    let (market, destination) = (crowd.market, crowd.scene.reporter());
    let close = jobs::market_close(market, &crowd.scene.network.market(&market), destination);
    let free = furnace_tests::substitution::Free { place: 3, why: "the opener chooses where its bond goes" };
    crowd.assert_checked(&close, &[], &[free]);
}
