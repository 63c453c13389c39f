//! Bonds and rulings that somebody would like to have elsewhere.

use furnace_client::accounts::{Found, JobState};
use furnace_client::furnace::DisputeStep;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{token, verifier};
use furnace_client::pda;
use furnace_common::dispute::{COMMITTEE_SECONDS, VERIFIER_BOND};
use furnace_tests::errors::{FrameworkError, assert_error};
use furnace_tests::network::Network;
use furnace_tests::scene::{Scene, replaced};
use solana_signer::Signer;

#[test]
fn a_bond_goes_into_the_programs_vault_and_nowhere_else() {
    // Given a verifier, when it adds to its bond by paying itself or anybody else, then it is refused
    let mut network = Network::new();
    let actor = network.verifier_unlisted("verifier", VERIFIER_BOND);
    let (wallet, thief) = (actor.wallet.pubkey(), network.wallet("thief", 0).pubkey());
    network.give(&wallet, 1);
    let deposit = verifier::verifier_deposit(wallet, pda::heat_account(&wallet), 1);
    for elsewhere in [pda::treasury(), pda::heat_account(&thief)] {
        let redirected = replaced(deposit.clone(), pda::bond_vault(), elsewhere);
        assert_error(network.send(&[redirected], &[&actor.wallet]), FurnaceSlashingError::WrongVault);
    }
    let back = replaced(deposit, pda::bond_vault(), pda::heat_account(&wallet));
    assert_error(network.send(&[back], &[&actor.wallet]), FrameworkError::DuplicateMutableAccount);
    assert_eq!((network.heat(&wallet), network.bonds()), (1, VERIFIER_BOND));
}

#[test]
fn a_ruling_is_carried_out_on_the_disputes_own_job() {
    // Given a ruling for the worker, and another job of the same parties in review
    let mut scene = Scene::new();
    let (job, twin) = (scene.job(JobState::Disputed), scene.job(JobState::Review));
    let address = pda::dispute(&job, 0).0;
    scene.network.chain.advance(COMMITTEE_SECONDS + 1);
    scene.network.try_step(address).expect("votes are counted");
    let found = Found { address, data: scene.network.disputed(&address) };
    let open = token::heat_account_open(scene.network.payer(), scene.client.pubkey());
    let account = scene.network.job(&job);

    // When it is carried out on that one, then it is refused
    let uphold = DisputeStep::Uphold.instruction(&found, Some(&account), true).expect("step");
    let elsewhere = replaced(uphold.clone(), job, twin);
    let result = scene.network.send(&[open.clone(), elsewhere], &[]);
    assert_error(result, FurnaceSlashingError::DisputeMismatch);
    scene.network.send(&[open, uphold], &[]).expect("uphold");
}
