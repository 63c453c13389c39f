//! Money that a job may need is not the client's to take back.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs::Venue;
use furnace_client::instructions::{jobs, token};
use furnace_client::{pda, program};
use furnace_tests::errors::{SplTokenError, assert_error};
use furnace_tests::network::{PRICE, job_terms};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_instruction::Instruction;
use solana_signer::Signer;
use spl_token_interface::instruction as spl;

fn withdraw(scene: &Scene, amount: u64) -> Instruction {
    let client = scene.client.pubkey();
    jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), amount)
}

#[test]
fn a_reservation_stays_in_every_state_that_may_need_it() {
    for state in [JobState::Open, JobState::Assigned, JobState::Running, JobState::Review] {
        // Given a job under way
        let mut scene = Scene::new();
        scene.job(state);

        // When the client wants a unit more than what is free, then it is refused
        let too_much = withdraw(&scene, DEPOSIT - PRICE + 1);
        assert_error(scene.network.send(&[too_much], &[&scene.client]), FurnaceJobsError::BalanceTooLow);
        // and what is free it takes
        let free = withdraw(&scene, DEPOSIT - PRICE);
        scene.network.send(&[free], &[&scene.client]).expect("withdraw");
        assert_eq!(scene.books(), (0, PRICE));
    }
}

#[test]
fn a_job_cannot_be_posted_with_money_that_leaves_in_the_same_transaction() {
    // Given a client with a deposit
    let mut scene = Scene::new();
    let (client, payer) = (scene.client.pubkey(), scene.network.payer());
    let (_, post) = jobs::job_post(client, payer, &Venue::heat(scene.network.market), 0, job_terms(DEPOSIT));

    // When it posts for all of it and withdraws, in either order, then neither happens
    let take = withdraw(&scene, DEPOSIT);
    for steps in [[post.clone(), take.clone()], [take, post]] {
        assert_error(scene.network.send(&steps, &[&scene.client]), FurnaceJobsError::BalanceTooLow);
    }
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn the_vault_obeys_the_program_alone() {
    // Given a vault with a reservation in it
    let mut scene = Scene::new();
    scene.job(JobState::Running);
    let (client, vault) = (scene.client.pubkey(), scene.network.balance(&scene.client.pubkey()).vault);
    let home = pda::heat_account(&client);

    // When the client goes to the token program itself, then that refuses
    let take = token::transfer(vault, home, client, 1).expect("transfer");
    let burn = spl::burn(&program::SPL_TOKEN, &vault, &pda::heat_mint(), &client, &[], 1).expect("burn");
    let approve = spl::approve(&program::SPL_TOKEN, &vault, &client, &client, &[], PRICE).expect("approve");
    let close = spl::close_account(&program::SPL_TOKEN, &vault, &home, &client, &[]).expect("close");
    for direct in [take, burn, approve] {
        assert_error(scene.network.send(&[direct], &[&scene.client]), SplTokenError::OwnerMismatch);
    }
    assert!(scene.network.send(&[close], &[&scene.client]).is_err());
    assert_eq!(scene.books(), (DEPOSIT - PRICE, PRICE));
}
