//! Gifts of tokens or lamports brick nothing and enter no books.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;
use solana_signer::Signer;

const GIFT: u64 = 7 * HEAT + 1;

/// A scene in which a stranger gave `GIFT` to each vault that a job passes.
fn with_gifts() -> Scene {
    let mut scene = Scene::new();
    scene.network.give(&scene.stranger.pubkey(), 3 * GIFT);
    for vault in vaults(&scene) {
        scene.network.donate(&scene.stranger, vault, GIFT);
    }
    scene
}

fn vaults(scene: &Scene) -> [Address; 3] {
    let vault = pda::balance_vault(&pda::heat_balance(&scene.client.pubkey()));
    let fee_vault = pda::fee_vault(&scene.network.market, &pda::heat_mint());
    [vault, crate::income(&scene.operator.pool), fee_vault]
}

#[test]
fn a_job_is_paid_exactly_past_gifts_in_every_vault() {
    // Given gifts in the client's vault, the income vault and the fee vault
    let mut scene = with_gifts();

    // When a job goes all the way
    scene.job(JobState::Settled);

    // Then exactly its price has moved, and each gift still lies where it was put
    let balance = scene.network.balance(&scene.client.pubkey());
    assert_eq!((balance.free, balance.reserved, balance.spent), (DEPOSIT - PRICE, 0, PRICE));
    let after = vaults(&scene).map(|vault| scene.network.tokens(&vault));
    assert_eq!(after, [DEPOSIT - PRICE + GIFT, PRICE * 90 / 100 + GIFT, PRICE * 5 / 100 + GIFT]);
    assert_eq!(scene.network.book(&scene.operator.operator).earned, [PRICE * 90 / 100, 0]);
}

#[test]
fn a_gift_to_the_clients_vault_is_nobodys_to_withdraw() {
    // Given a gift in the client's vault
    let mut scene = with_gifts();
    let client = scene.client.pubkey();
    let withdraw = |amount| jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), amount);

    // When the client wants it too, then it is refused; what is its own it takes
    let result = scene.network.send(&[withdraw(DEPOSIT + 1)], &[&scene.client]);
    assert_error(result, FurnaceJobsError::BalanceTooLow);
    scene.network.send(&[withdraw(DEPOSIT)], &[&scene.client]).expect("withdraw");
    assert_eq!(scene.network.heat(&client), DEPOSIT);
}

#[test]
fn a_gift_to_the_income_vault_is_income() {
    // Given a gift in the pool's income vault, and nothing that a worker earned
    let mut scene = with_gifts();

    // When anyone books what came in, then the pool divides it as if it had been earned
    scene.network.try_sync(scene.operator.pool).expect("sync");
    let income = &scene.network.pool(&scene.operator.pool).income[0];
    assert_eq!((income.booked, income.operator_due), (GIFT, GIFT / 10));
    assert_eq!(income.stream.next, GIFT - GIFT / 10);
    // and the operator's book does not count it
    assert_eq!(scene.network.book(&scene.operator.operator).earned, [0; 2]);
}

#[test]
fn lamports_sent_to_a_job_go_to_its_rent_payer_in_the_end() {
    // Given a job to which somebody sent lamports
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.chain.svm.airdrop(&job, 12_345).expect("airdrop");
    scene.network.try_accept(&scene.client, job).expect("accept");
    let held = scene.network.chain.account(&job).expect("job").lamports;
    let account = scene.network.job(&job);
    let sponsor = scene.network.wallet("sponsor", 0).pubkey();
    scene.network.tamper(&job, |job: &mut furnace_client::accounts::Job| job.rent_payer = sponsor);
    let before = scene.network.chain.account(&sponsor).expect("sponsor").lamports;

    // When it is closed, then whoever paid the rent has all of it
    let account = furnace_client::accounts::Job { rent_payer: sponsor, ..account };
    let close = jobs::job_close(scene.client.pubkey(), job, &account);
    scene.network.send(&[close], &[&scene.client]).expect("close");
    assert_eq!(scene.network.chain.account(&sponsor).expect("sponsor").lamports, before + held);
}
