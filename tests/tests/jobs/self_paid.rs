//! A wallet that pays its own rent: most of them do.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs::Venue;
use furnace_client::instructions::{jobs, staking};
use furnace_client::pda;
use furnace_tests::chain::key;
use furnace_tests::network::{Network, PRICE, job_terms, worker_args};
use furnace_tests::scene::Scene;
use solana_signer::Signer;

#[test]
fn an_operator_sets_itself_up() {
    // Given a wallet
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);
    let (address, hot) = (wallet.pubkey(), key("hot"));

    // When it pays for pool, book and worker itself, then all are made
    for instruction in [
        staking::pool_create(address, address, network.usd_mint, 0),
        jobs::operator_register(address, address),
        jobs::worker_register(address, address, hot.pubkey(), worker_args()),
    ] {
        network.send(&[instruction], &[&wallet, &hot]).expect("set-up");
    }
    assert_eq!(network.book(&pda::operator(&address)).workers, 1);
}

#[test]
fn a_client_pays_for_its_job_and_has_the_rent_back() {
    // Given a client that opened its balance and posted a job on its own
    let mut scene = Scene::new();
    let newcomer = scene.network.wallet("newcomer", PRICE);
    let (client, market) = (newcomer.pubkey(), scene.network.market);
    let lamports = |scene: &Scene| scene.network.chain.account(&client).expect("client").lamports;
    let (job, post) = jobs::job_post(client, client, &Venue::heat(market), 0, job_terms(PRICE));
    let open = jobs::balance_open(client, client, pda::heat_mint());
    let deposit = jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), PRICE);
    scene.network.send(&[open, deposit], &[&newcomer]).expect("balance opens");
    let before = lamports(&scene);
    scene.network.send(&[post], &[&newcomer]).expect("job is posted");
    assert!(lamports(&scene) < before);

    // When the job has ended and the client closes it, then it has all of the rent back
    scene.network.drive(&scene.worker, job, JobState::Review);
    scene.network.try_accept(&newcomer, job).expect("accept");
    scene.network.try_close(&newcomer, job).expect("close");
    assert_eq!(lamports(&scene), before);
}

#[test]
fn whoever_paid_the_rent_may_close_once_the_retention_is_over() {
    // Given a job whose rent a sponsor paid, past its retention
    let mut scene = Scene::new();
    let sponsor = scene.network.wallet("sponsor", 0);
    let (client, market) = (scene.client.pubkey(), scene.network.market);
    let (job, post) = jobs::job_post(client, sponsor.pubkey(), &Venue::heat(market), 0, job_terms(PRICE));
    scene.network.send(&[post], &[&scene.client, &sponsor]).expect("job is posted");
    scene.network.try_cancel(&scene.client, job).expect("cancel");
    scene.network.chain.advance(furnace_common::limits::RETENTION_SECONDS + 1);

    // When the sponsor closes it for itself, then it is gone
    scene.network.try_close(&sponsor, job).expect("close");
    assert!(scene.network.chain.account(&job).is_none());
}
