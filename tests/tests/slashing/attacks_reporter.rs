//! The one account of a report that its sender chooses.

use furnace_client::accounts::JobState;
use furnace_client::pda;
use furnace_tests::errors::{FrameworkError, SplTokenError, assert_error};
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_address::Address;
use solana_signer::Signer;

/// A scene with a job past its deadline.
fn late() -> (Scene, Address) {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Running);
    scene.miss_deadline(job);
    (scene, job)
}

#[test]
fn vaults_of_the_penalty_itself_are_refused() {
    // Given a late job
    let (mut scene, job) = late();
    let vault = scene.network.balance(&scene.client.pubkey()).vault;

    // When the reporter is to be the client's vault, the pool's vault or the mint, then it is refused
    for reporter in [vault, pda::pool_vault(&scene.operator.pool), pda::heat_mint()] {
        let result = scene.network.try_slash(job, scene.operator.pool, reporter);
        assert_error(result, FrameworkError::DuplicateMutableAccount);
    }
    assert_eq!((scene.books(), scene.network.pool(&scene.operator.pool).active), ((DEPOSIT - PRICE, PRICE), STAKE));
}

#[test]
fn an_account_in_another_mint_is_refused() {
    // Given a late job and a stranger's account in a foreign mint
    let (mut scene, job) = late();
    let mint = scene.network.foreign_mint("stranger");
    let foreign = scene.network.token_account("foreign", &mint, &scene.stranger.pubkey());

    // When that is to be paid, then the token program refuses and nothing is taken
    let result = scene.network.try_slash(job, scene.operator.pool, foreign);
    assert_error(result, SplTokenError::MintMismatch);
    assert_eq!(scene.network.state(&job), JobState::Running);
}

#[test]
fn an_account_that_is_none_is_refused() {
    // Given a late job, when a wallet or nothing at all is to be paid, then it is refused
    let (mut scene, job) = late();
    for reporter in [scene.stranger.pubkey(), furnace_tests::chain::key("nobody").pubkey()] {
        assert!(scene.network.try_slash(job, scene.operator.pool, reporter).is_err());
    }
    assert_eq!(scene.network.ledger().count, 0);
}

#[test]
fn reporting_ones_own_offence_does_not_pay() {
    // Given an operator whose worker missed a deadline
    let (mut scene, job) = late();
    let wallet = scene.operator.wallet.pubkey();
    let before = scene.network.heat(&wallet);

    // When it reports itself, into its own account, then it has lost nine tenths all the same
    scene.network.try_slash(job, scene.operator.pool, pda::heat_account(&wallet)).expect("slash");
    let (gained, lost) = (scene.network.heat(&wallet) - before, scene.network.pool(&scene.operator.pool).slashed);
    assert_eq!((gained, lost), (PRICE / 20, PRICE / 2));
}
