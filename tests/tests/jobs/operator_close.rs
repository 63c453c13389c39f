//! Closing an operator's book.

use furnace_client::accounts::{JobState, Operator};
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::scene::{Scene, replaced};
use solana_signer::Signer;

fn close(scene: &mut Scene) -> Result<Receipt, Failure> {
    let close = jobs::operator_close(scene.operator.wallet.pubkey(), scene.network.payer());
    scene.network.send(&[close], &[&scene.operator.wallet])
}

/// Retires the worker and lets the time pass in which it still counts.
fn retire(scene: &mut Scene) -> Result<Receipt, Failure> {
    let retire = jobs::worker_retire(scene.operator.wallet.pubkey(), scene.worker.key.pubkey());
    let retired = scene.network.send(&[retire], &[&scene.operator.wallet])?;
    scene.network.chain.advance(LEAVING_SECONDS);
    Ok(retired)
}

#[test]
fn whoever_paid_the_rent_has_it_back() {
    // Given an operator whose book a sponsor paid for, and whose only worker is retired
    let mut scene = Scene::new();
    retire(&mut scene).expect("worker retires");
    let sponsor = scene.network.wallet("sponsor", 0).pubkey();
    let book = scene.operator.operator;
    scene.network.tamper(&book, |operator: &mut Operator| operator.rent_payer = sponsor);
    let lamports = |scene: &Scene, address| scene.network.chain.account(address).map_or(0, |account| account.lamports);
    let (held, before) = (lamports(&scene, &book), lamports(&scene, &sponsor));

    // When the operator closes it
    let close = jobs::operator_close(scene.operator.wallet.pubkey(), sponsor);
    scene.network.send(&[close], &[&scene.operator.wallet]).expect("close");

    // Then the book is gone and the sponsor has all of its rent
    assert!(scene.network.chain.account(&book).is_none());
    assert_eq!(lamports(&scene, &sponsor), before + held);
}

#[test]
fn an_operator_that_paid_for_its_book_closes_it_for_itself() {
    // Given a wallet that paid the rent of its own book
    let mut scene = Scene::new();
    let wallet = scene.stranger.pubkey();
    let pool = furnace_client::instructions::staking::pool_create(wallet, wallet, scene.network.usd_mint, 0);
    let register = jobs::operator_register(wallet, wallet);
    scene.network.send(&[pool, register], &[&scene.stranger]).expect("operator registers");

    // When it closes it, then it is gone
    scene.network.send(&[jobs::operator_close(wallet, wallet)], &[&scene.stranger]).expect("close");
    assert!(scene.network.chain.account(&furnace_client::pda::operator(&wallet)).is_none());
}

#[test]
fn a_book_with_workers_stays() {
    // Given an operator with a worker, when it closes its book, then it is refused until the worker is retired
    let mut scene = Scene::new();
    assert_error(close(&mut scene), FurnaceJobsError::OperatorBusy);
    retire(&mut scene).expect("worker retires");
    close(&mut scene).expect("close");
}

#[test]
fn a_book_remembers_who_left_lately() {
    // Given an operator whose worker retired a second too lately, when it closes its book, then it is refused
    let mut scene = Scene::new();
    retire(&mut scene).expect("worker retires");
    let now = scene.network.chain.now();
    scene.network.chain.set_time(now - 1);
    assert_error(close(&mut scene), FurnaceJobsError::OperatorBusy);
    scene.network.chain.set_time(now);
    close(&mut scene).expect("close");
}

#[test]
fn a_book_stays_while_a_job_is_under_way() {
    // Given a job in each state that binds its worker
    for state in [JobState::Assigned, JobState::Running, JobState::Review] {
        let mut scene = Scene::new();
        let job = scene.job(state);

        // When the operator wants to leave with the job unsettled, then neither step is taken
        assert_error(retire(&mut scene), FurnaceJobsError::WorkerBusy);
        assert_error(close(&mut scene), FurnaceJobsError::OperatorBusy);

        // and once the job is off its hands it leaves
        match state {
            JobState::Review => scene.network.try_accept(&scene.client, job).expect("accept"),
            _ => scene.network.try_quit(&scene.worker, job).expect("quit"),
        };
        retire(&mut scene).expect("worker retires");
        close(&mut scene).expect("close");
    }
}

#[test]
fn a_book_with_collateral_stays() {
    // Given a book that says that it has no workers, but one of them holds a job, as only a fault could
    let mut scene = Scene::new();
    scene.job(JobState::Review);
    let book = scene.operator.operator;
    scene.network.tamper(&book, |operator: &mut Operator| operator.workers = 0);
    // When it is closed, then it is refused
    assert_error(close(&mut scene), FurnaceJobsError::OperatorBusy);
}

#[test]
fn only_the_operator_closes_its_book() {
    // Given a book without workers
    let mut scene = Scene::new();
    retire(&mut scene).expect("worker retires");
    let wallet = scene.operator.wallet.pubkey();

    // When a stranger, or who was its worker, signs for the operator, then it is refused
    for thief in [&scene.stranger, &scene.worker.key] {
        let close = replaced(jobs::operator_close(wallet, scene.network.payer()), wallet, thief.pubkey());
        assert_error(scene.network.send(&[close], &[thief]), FurnaceJobsError::NotOperator);
    }
}

#[test]
fn the_rent_goes_to_nobody_else() {
    // Given a book without workers whose rent the payer paid, when the operator wants it, then it is refused
    let mut scene = Scene::new();
    retire(&mut scene).expect("worker retires");
    let wallet = scene.operator.wallet.pubkey();
    let close = jobs::operator_close(wallet, wallet);
    assert_error(scene.network.send(&[close], &[&scene.operator.wallet]), FurnaceJobsError::WrongRentPayer);
}
