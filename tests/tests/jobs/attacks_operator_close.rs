//! A book that is closed and opened again brings nothing back and forgets nothing that is owed.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_tests::errors::{SystemProgramError, assert_error, assert_runtime_error};
use furnace_tests::network::{PRICE, worker_args};
use furnace_tests::scene::Scene;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

/// A scene in which one job was settled and the worker is retired; the book can be closed and opened.
fn leaving() -> (Scene, [Instruction; 2]) {
    let mut scene = Scene::new();
    scene.job(JobState::Settled);
    let (wallet, payer) = (scene.operator.wallet.pubkey(), scene.network.payer());
    let retire = jobs::worker_retire(wallet, scene.worker.key.pubkey());
    scene.network.send(&[retire], &[&scene.operator.wallet]).expect("worker retires");
    scene.network.chain.advance(LEAVING_SECONDS);
    (scene, [jobs::operator_close(wallet, payer), jobs::operator_register(wallet, payer)])
}

#[test]
fn a_book_opens_again_with_nothing_in_it() {
    // Given an operator that has earned something and closed its book
    let (mut scene, [close, register]) = leaving();
    let earned = scene.network.tokens(&crate::income(&scene.operator.pool));
    scene.network.send(&[close], &[&scene.operator.wallet]).expect("close");

    // When it registers again, then its book is empty and on the same vault, which still holds what it earned
    scene.network.send(&[register], &[&scene.operator.wallet]).expect("operator registers again");
    let book = scene.network.book(&scene.operator.operator);
    assert_eq!((book.earned, book.workers, book.gpus, book.collateral_locked), ([0; 2], 0, 0, 0));
    assert_eq!((book.pool, book.earnings), (scene.operator.pool, crate::incomes(&scene.network, &scene.operator.pool)));
    assert_eq!(scene.network.tokens(&book.earnings[0]), earned);
    // and it works again
    let worker = scene.network.worker(&scene.operator, "second worker");
    let job = scene.network.post(&scene.client, PRICE);
    scene.network.drive(&worker, job, JobState::Review);
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_eq!(scene.network.tokens(&book.earnings[0]), 2 * earned);
}

#[test]
fn a_retired_worker_stays_retired_under_the_new_book() {
    // Given a book that was closed and opened again, at the address that the old worker names
    let (mut scene, [close, register]) = leaving();
    scene.network.send(&[close, register], &[&scene.operator.wallet]).expect("closed and opened at once");

    // When the old worker claims, then it is refused
    let job = scene.network.post(&scene.client, PRICE);
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::WorkerRetired);
    // and neither does it register nor retire a second time, which would upset the new book's count
    let (wallet, key, payer) = (scene.operator.wallet.pubkey(), scene.worker.key.pubkey(), scene.network.payer());
    let again = jobs::worker_register(wallet, payer, key, worker_args());
    let signers = [&scene.operator.wallet, &scene.worker.key];
    assert_error(scene.network.send(&[again], &signers), SystemProgramError::AccountAlreadyInUse);
    let again = jobs::worker_retire(wallet, key);
    assert_error(scene.network.send(&[again], &signers), FurnaceJobsError::WorkerRetired);
    assert_eq!(scene.network.book(&scene.operator.operator).workers, 0);
}

#[test]
fn lamports_do_not_bring_a_closed_book_back() {
    // Given a book that is closed and funded in the same transaction
    let (mut scene, [close, _]) = leaving();
    let (wallet, payer, book) = (scene.operator.wallet.pubkey(), scene.network.payer(), scene.operator.operator);
    let revive = transfer(&wallet, &book, 10_000_000);
    scene.network.send(&[close.clone(), revive], &[&scene.operator.wallet]).expect("close and fund");

    // Then lamports are all that lies there, and no instruction takes it for a book
    let shell = scene.network.chain.account(&book).expect("lamports");
    assert_eq!((shell.owner, shell.data.len()), (furnace_client::program::SYSTEM, 0));
    let job = scene.network.post(&scene.client, PRICE);
    let key = scene.worker.key.pubkey();
    let register = jobs::worker_register(wallet, payer, scene.stranger.pubkey(), worker_args());
    for instruction in [register, jobs::worker_retire(wallet, key), jobs::job_claim(wallet, key, job), close] {
        let signers = [&scene.operator.wallet, &scene.worker.key, &scene.stranger];
        assert_runtime_error(scene.network.send(&[instruction], &signers), InstructionError::AccountDataTooSmall);
    }
}

#[test]
fn a_book_is_closed_once_in_a_transaction() {
    // Given a book that can be closed, when it is closed twice at once, with or without lamports in between
    let (mut scene, [close, _]) = leaving();
    let revive = transfer(&scene.operator.wallet.pubkey(), &scene.operator.operator, 10_000_000);
    for steps in [vec![close.clone(), close.clone()], vec![close.clone(), revive, close]] {
        // Then nothing happens
        assert!(scene.network.send(&steps, &[&scene.operator.wallet]).is_err());
        assert_eq!(scene.network.book(&scene.operator.operator).earned, [PRICE * 90 / 100, 0]);
    }
}

#[test]
fn a_worker_that_claims_and_leaves_at_once_leaves_nothing_behind() {
    // Given an open job, when a worker claims it and its operator leaves in one transaction
    let mut scene = Scene::new();
    let job = scene.job(JobState::Open);
    let (wallet, key) = (scene.operator.wallet.pubkey(), scene.worker.key.pubkey());
    let steps = [
        jobs::job_claim(wallet, key, job),
        jobs::worker_retire(wallet, key),
        jobs::operator_close(wallet, scene.network.payer()),
    ];
    let result = scene.network.send(&steps, &[&scene.operator.wallet, &scene.worker.key]);

    // Then all of it is undone
    assert_error(result, FurnaceJobsError::WorkerBusy);
    assert_eq!((scene.network.state(&job), scene.locked()), (JobState::Open, 0));
}
