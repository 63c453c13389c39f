//! A settlement pays whom the job names, and takes from whom it names.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, REVIEW_SECONDS};
use furnace_tests::scene::{DEPOSIT, replaced};
use solana_address::Address;
use solana_signer::Signer;

/// Asserts that accepting and settling refuse `wrong` in the place of `right`.
fn assert_refused(crowd: &mut Crowd, job: Address, right: Address, wrong: &[Address], error: FurnaceJobsError) {
    let account = crowd.scene.network.job(&job);
    for &wrong in wrong {
        for proper in [
            jobs::job_settle(job, &account, &crowd.scene.network.payee(&job)),
            jobs::job_accept(job, &account, &crowd.scene.network.payee(&job)),
        ] {
            let result = crowd.scene.network.send(&[replaced(proper, right, wrong)], &[&crowd.scene.client]);
            assert_error(result, error.clone());
        }
    }
    assert_eq!(crowd.scene.books(), (DEPOSIT - PRICE, PRICE));
}

/// A crowd and a job of the scene's that can be settled, beside a foreign one that can be too.
fn reviewed() -> (Crowd, Address) {
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Review);
    crowd.foreign_job(JobState::Review);
    crowd.scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    (crowd, job)
}

#[test]
fn fees_go_to_the_markets_vault() {
    // Given accounts of an attacker's, of another market, and of the treasury
    let (mut crowd, job) = reviewed();
    let right = crowd.scene.network.job(&job).escrow.fee_vault;
    let wrong = [crowd.scene.reporter(), pda::fee_vault(&crowd.market, &pda::heat_mint()), pda::treasury()];
    // When one of them is to take the fee, then it is refused
    assert_refused(&mut crowd, job, right, &wrong, FurnaceJobsError::WrongFeeVault);
}

#[test]
fn earnings_go_to_the_pools_income_vault() {
    // Given accounts of an attacker's, of the rival's, of the operator's own, and the pool's other vaults
    let (mut crowd, job) = reviewed();
    let right = crate::income(&crowd.scene.operator.pool);
    let own = pda::heat_account(&crowd.scene.operator.wallet.pubkey());
    let pool = crowd.scene.operator.pool;
    let others = [pda::pool_vault(&pool), pda::income_vault(&pool, &crowd.scene.network.usd_mint)];
    let wrong = [crowd.scene.reporter(), crate::income(&crowd.rival.pool), own, others[0], others[1]];
    // When one of them is to take the worker's part, then it is refused
    assert_refused(&mut crowd, job, right, &wrong, FurnaceJobsError::WrongVault);
}

#[test]
fn the_price_comes_from_the_clients_vault() {
    // Given another client's vault, and a pool's
    let (mut crowd, job) = reviewed();
    let right = pda::balance_vault(&pda::heat_balance(&crowd.scene.client.pubkey()));
    let others = pda::balance_vault(&pda::heat_balance(&crowd.other.pubkey()));
    let wrong = [others, pda::pool_vault(&crowd.rival.pool)];
    // When one of them is to pay, then it is refused
    assert_refused(&mut crowd, job, right, &wrong, FurnaceJobsError::WrongVault);
}

#[test]
fn the_books_are_those_of_the_parties() {
    // Given the accounts of all other parties
    let (mut crowd, job) = reviewed();
    let workers = (crowd.scene.worker.address, [crowd.colleague.address, crowd.rivals_worker.address]);
    let operators = (crowd.scene.operator.operator, crowd.rival.operator);
    // When one of them is to be written, then it is refused
    let mismatch = FurnaceJobsError::JobMismatch;
    assert_refused(&mut crowd, job, workers.0, &workers.1, mismatch.clone());
    assert_refused(&mut crowd, job, operators.0, &[operators.1], mismatch);
}

#[test]
fn the_price_comes_from_the_clients_balance() {
    // Given another client's balance, with its own vault
    let (mut crowd, job) = reviewed();
    let account = crowd.scene.network.job(&job);
    let [ours, theirs] = [&crowd.scene.client, &crowd.other].map(|client| pda::heat_balance(&client.pubkey()));
    // When both are to pay, then it is refused
    let payee = crowd.scene.network.payee(&job);
    for proper in [jobs::job_settle(job, &account, &payee), jobs::job_accept(job, &account, &payee)] {
        let paid_by_others = replaced(proper, ours, theirs);
        let paid_by_others = replaced(paid_by_others, pda::balance_vault(&ours), pda::balance_vault(&theirs));
        let result = crowd.scene.network.send(&[paid_by_others], &[&crowd.scene.client]);
        assert_error(result, FurnaceJobsError::JobMismatch);
    }
}

#[test]
fn heat_is_what_burns() {
    // Given a foreign mint, when it is to burn, then it is refused
    let (mut crowd, job) = reviewed();
    let foreign = crowd.scene.network.foreign_mint("forger");
    assert_refused(&mut crowd, job, pda::heat_mint(), &[foreign], FurnaceJobsError::WrongMint);
}

#[test]
fn a_refund_goes_to_the_balance_that_paid() {
    // Given an open job past its time, and another client's balance
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Open);
    let account = crowd.scene.network.job(&job);
    let others = pda::heat_balance(&crowd.other.pubkey());
    crowd.scene.network.chain.set_time(account.expires_at + 1);
    // When cancelling or expiring is to refund that, then it is refused
    for proper in [jobs::job_cancel(job, &account), jobs::job_expire(job, &account)] {
        let refund = replaced(proper, account.escrow.balance, others);
        let result = crowd.scene.network.send(&[refund], &[&crowd.scene.client]);
        assert_error(result, FurnaceJobsError::JobMismatch);
    }
}
