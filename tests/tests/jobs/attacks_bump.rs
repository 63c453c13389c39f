//! A job's address comes from its number, whatever bump the client claims.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::instructions::{JobPost, JobPostInstructionArgs};
use furnace_client::program;
use furnace_common::seeds;
use furnace_tests::network::{PRICE, job_terms};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Posts at `job` under a bump of the caller's choice.
fn post(scene: &Scene, job: Address, bump: u8) -> Instruction {
    let (client, balance) = parties(scene);
    JobPost {
        client,
        payer: scene.network.payer(),
        governance: furnace_client::pda::governance(),
        market: scene.network.market,
        balance,
        compensation: None,
        price_update: None,
        job,
        system_program: program::SYSTEM,
    }
    .instruction(JobPostInstructionArgs { terms: job_terms(PRICE), bump })
}

fn parties(scene: &Scene) -> (Address, Address) {
    let client = scene.client.pubkey();
    (client, furnace_client::pda::heat_balance(&client))
}

/// Every address that the number has, by bump, the one that clients look for first.
fn addresses(scene: &Scene, number: u64) -> Vec<(Address, u8)> {
    let (_, balance) = parties(scene);
    let number = number.to_le_bytes();
    let with_bump = |bump: u8| {
        let seeds: &[&[u8]] = &[seeds::JOB, balance.as_ref(), &number, &[bump]];
        Some((Address::create_program_address(seeds, &program::JOBS).ok()?, bump))
    };
    (0..=u8::MAX).rev().filter_map(with_bump).collect()
}

#[test]
fn a_bump_that_is_not_the_addresss_is_refused() {
    // Given the address of the next job
    let mut scene = Scene::new();
    let (job, right) = addresses(&scene, 0)[0];

    // When it is posted under any other bump, or at any other address under its bump, then it is refused
    for bump in (0..=u8::MAX).filter(|&bump| bump != right) {
        let wrong = post(&scene, job, bump);
        assert!(scene.network.send(&[wrong], &[&scene.client]).is_err(), "bump {bump}");
    }
    for number in 1..4 {
        let wrong = post(&scene, addresses(&scene, number)[0].0, right);
        assert!(scene.network.send(&[wrong], &[&scene.client]).is_err(), "number {number}");
    }
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn a_second_bump_gives_no_second_job() {
    // Given a client that posts at the number's second address
    let mut scene = Scene::new();
    let [(first, first_bump), (second, second_bump)] = addresses(&scene, 0)[..2] else { panic!("two addresses") };
    let odd = post(&scene, second, second_bump);
    scene.network.send(&[odd], &[&scene.client]).expect("post");

    // When it posts at the first one too, then the number is gone
    let again = post(&scene, first, first_bump);
    assert!(scene.network.send(&[again], &[&scene.client]).is_err());
    assert_eq!(scene.books(), (DEPOSIT - PRICE, PRICE));

    // and the one job that there is goes its way
    scene.network.drive(&scene.worker, second, JobState::Review);
    scene.network.try_accept(&scene.client, second).expect("accept");
    assert_eq!(scene.books(), (DEPOSIT - PRICE, 0));
}
