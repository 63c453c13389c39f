//! What exists is not made again.

use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_tests::errors::{SystemProgramError, assert_error};
use furnace_tests::network::{market_terms, worker_args};
use furnace_tests::scene::Scene;
use solana_signer::Signer;

#[test]
fn nothing_is_initialised_twice() {
    // Given a network on which everybody is set up, and nobody holds anything back
    let mut scene = Scene::new();
    scene.job(furnace_client::accounts::JobState::Running);
    let authority = scene.network.authority.insecure_clone();
    let (wallet, payer) = (scene.operator.wallet.pubkey(), scene.network.payer());
    let accounts = [
        scene.network.market,
        scene.operator.operator,
        scene.worker.address,
        furnace_client::pda::heat_balance(&scene.client.pubkey()),
    ];
    let before = accounts.map(|address| scene.network.chain.account(&address));

    // When each party makes its account again, with other contents, then the address is taken
    for again in [
        jobs::market_open(
            authority.pubkey(),
            payer,
            pda::heat_mint(),
            pda::heat_account(&authority.pubkey()),
            market_terms(0),
        ),
        jobs::operator_register(wallet, payer),
        jobs::worker_register(wallet, payer, scene.worker.key.pubkey(), worker_args()),
        jobs::balance_open(scene.client.pubkey(), payer, pda::heat_mint()),
    ] {
        let signers = [&authority, &scene.operator.wallet, &scene.worker.key, &scene.client];
        let result = scene.network.send(&[again], &signers);
        assert_error(result, SystemProgramError::AccountAlreadyInUse);
    }
    // and what is there stays as it was
    assert_eq!(accounts.map(|address| scene.network.chain.account(&address)), before);
}
