//! A closed job stays closed, whatever else its transaction does.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_tests::errors::assert_runtime_error;
use furnace_tests::network::{PRICE, job_terms};
use furnace_tests::scene::{DEPOSIT, Scene};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

/// A scene with a job that ended with a refund, and the instruction that closes it.
fn closing() -> (Scene, Address, Instruction) {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Cancelled);
    let close = jobs::job_close(scene.client.pubkey(), job, &scene.network.job(&job));
    (scene, job, close)
}

#[test]
fn lamports_do_not_bring_a_closed_job_back() {
    // Given an ended job
    let (mut scene, job, close) = closing();
    let account = scene.network.job(&job);

    // When its client closes it and sends its rent back in the same transaction
    let revive = transfer(&scene.client.pubkey(), &job, 10_000_000);
    scene.network.send(&[close.clone(), revive], &[&scene.client]).expect("close and fund");

    // Then lamports are all that lies there
    let shell = scene.network.chain.account(&job).expect("lamports");
    assert_eq!((shell.owner, shell.data.len()), (furnace_client::program::SYSTEM, 0));
    // and no instruction takes it for a job
    let cancel = jobs::job_cancel(job, &account);
    let claim = jobs::job_claim(scene.worker.wallet, scene.worker.key.pubkey(), job);
    for instruction in [cancel, claim, close, jobs::job_expire(job, &account)] {
        let result = scene.network.send(&[instruction], &[&scene.client, &scene.worker.key]);
        assert_runtime_error(result, InstructionError::AccountDataTooSmall);
    }
    assert_eq!(scene.books(), (DEPOSIT, 0));
}

#[test]
fn a_job_is_closed_once_in_a_transaction() {
    // Given an ended job, when it is closed twice at once, with lamports in between, then nothing happens
    let (mut scene, job, close) = closing();
    let revive = transfer(&scene.client.pubkey(), &job, 10_000_000);
    let result = scene.network.send(&[close.clone(), revive, close.clone()], &[&scene.client]);
    assert!(result.is_err());
    assert!(scene.network.send(&[close.clone(), close], &[&scene.client]).is_err());
    assert_eq!(scene.network.state(&job), JobState::Cancelled);
}

#[test]
fn a_closed_job_cannot_be_refunded_again() {
    // Given a job past its time, when it expires, closes and expires again at once, then nothing happens
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    let account = scene.network.job(&job);
    scene.network.chain.set_time(account.expires_at + 1);
    let expire = jobs::job_expire(job, &account);
    let close = jobs::job_close(scene.client.pubkey(), job, &account);
    let revive = transfer(&scene.client.pubkey(), &job, 10_000_000);
    let result = scene.network.send(&[expire.clone(), close, revive, expire], &[&scene.client]);
    assert!(result.is_err());
    assert_eq!((scene.network.state(&job), scene.books()), (JobState::Open, (DEPOSIT - PRICE, PRICE)));
}

#[test]
fn a_closed_jobs_number_is_not_used_again() {
    // Given a closed job
    let (mut scene, job, close) = closing();
    scene.network.send(&[close], &[&scene.client]).expect("close");

    // When its client posts under its number, then it is refused, and the next number is taken
    let (client, payer, market) = (scene.client.pubkey(), scene.network.payer(), scene.network.market);
    let (same, post) = jobs::job_post(client, payer, &Venue::heat(market), 0, job_terms(PRICE));
    assert_eq!(same, job);
    assert!(scene.network.send(&[post], &[&scene.client]).is_err());
    let next = scene.network.post(&scene.client, PRICE);
    assert_eq!(next, pda::job(&pda::heat_balance(&client), 1).0);
}
