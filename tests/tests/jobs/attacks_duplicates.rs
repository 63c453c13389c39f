//! One account in two places that are both written.

use furnace_client::accounts::JobState;
use furnace_client::instructions::{jobs, slashing};
use furnace_client::pda;
use furnace_common::limits::LEAVING_SECONDS;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::{FrameworkError, assert_error};
use furnace_tests::network::{CLAIM_SECONDS, PRICE};
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Puts each written account into each other written place.
fn assert_pairs_are_refused(crowd: &Crowd, instruction: &Instruction) {
    let proper = crowd.scene.network.chain.simulate(std::slice::from_ref(instruction), &crowd.keys());
    proper.expect("the proper instruction goes through");
    let written: Vec<usize> =
        (0..instruction.accounts.len()).filter(|&i| instruction.accounts[i].is_writable).collect();
    let mut pairs = 0;
    for &from in &written {
        // One account in two places, where that is meant, is no pair.
        let same = |to: usize| instruction.accounts[to].pubkey == instruction.accounts[from].pubkey;
        for &to in written.iter().filter(|&&to| !same(to)) {
            let mut doubled = instruction.clone();
            doubled.accounts[to].pubkey = instruction.accounts[from].pubkey;
            let outcome = crowd.scene.network.chain.simulate(&[doubled], &crowd.keys());
            assert!(outcome.is_err(), "place {to} takes the account of place {from}");
            pairs += 1;
        }
    }
    assert!(pairs > 0, "fewer than two accounts are written");
}

#[test]
fn money() {
    let mut crowd = Crowd::new();
    crowd.scene.job(JobState::Settled);
    let client = crowd.scene.client.pubkey();
    let vault = crowd.scene.network.balance(&client).vault;
    assert_pairs_are_refused(&crowd, &jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), 1));
    assert_pairs_are_refused(&crowd, &jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), 1));
    // and it is the framework that says so, before any token moves
    for itself in
        [jobs::deposit(client, pda::heat_mint(), vault, 1), jobs::withdraw(client, pda::heat_mint(), vault, 1)]
    {
        let result = crowd.scene.network.send(&[itself], &[&crowd.scene.client]);
        assert_error(result, FrameworkError::DuplicateMutableAccount);
    }
}

#[test]
fn the_book_that_is_closed() {
    let mut crowd = Crowd::new();
    let (wallet, payer) = (crowd.rival.wallet.pubkey(), crowd.scene.network.payer());
    let retire = jobs::worker_retire(wallet, crowd.rivals_worker.key.pubkey());
    assert_pairs_are_refused(&crowd, &retire);
    crowd.scene.network.send(&[retire], &[&crowd.rival.wallet]).expect("worker retires");
    crowd.scene.network.chain.advance(LEAVING_SECONDS);
    assert_pairs_are_refused(&crowd, &jobs::operator_close(wallet, payer));
}

#[test]
fn jobs_under_way() {
    let mut crowd = Crowd::new();
    let [open, review, settled] =
        [JobState::Open, JobState::Review, JobState::Settled].map(|state| crowd.scene.job(state));
    let (wallet, key) = (crowd.scene.worker.wallet, crowd.scene.worker.key.pubkey());
    let account = |job| crowd.scene.network.job(job);
    let (open_account, review_account) = (account(&open), account(&review));
    for instruction in [
        jobs::job_claim(wallet, key, open),
        jobs::job_accept(review, &review_account, &crowd.scene.network.payee(&review)),
        jobs::job_cancel(open, &open_account),
        jobs::job_close(crowd.scene.client.pubkey(), settled, &account(&settled)),
    ] {
        assert_pairs_are_refused(&crowd, &instruction);
    }
    crowd.scene.network.chain.set_time(review_account.review_ends_at + i64::from(CLAIM_SECONDS));
    for instruction in [
        jobs::job_settle(review, &review_account, &crowd.scene.network.payee(&review)),
        jobs::job_expire(open, &open_account),
    ] {
        assert_pairs_are_refused(&crowd, &instruction);
    }
}

#[test]
fn penalties() {
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Running);
    let account = crowd.scene.network.job(&job);
    let (pool, reporter) = (crowd.scene.operator.pool, crowd.scene.reporter());
    assert_pairs_are_refused(&crowd, &slashing::slash_quit(job, &account, pool));
    crowd.scene.miss_deadline(job);
    assert_pairs_are_refused(&crowd, &slashing::slash_missed_deadline(job, &account, pool, reporter));
    assert_eq!(crowd.scene.locked(), PRICE);
}
