//! Accounts with the right contents that another program owns.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs::Venue;
use furnace_client::instructions::{jobs, token};
use furnace_client::{pda, program};
use furnace_common::limits::{LEAVING_SECONDS, MARKET_BOND, RETENTION_SECONDS};
use furnace_tests::chain::key;
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{PRICE, attestation, job_terms, market_terms, worker_args};
use furnace_tests::scene::replaced;
use solana_account::Account;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Puts a copy that belongs to an attacker's program in place of each account of ours, one at a time.
fn assert_forgeries_are_refused(crowd: &mut Crowd, instruction: &Instruction) {
    let proper = crowd.scene.network.chain.simulate(std::slice::from_ref(instruction), &crowd.keys());
    proper.expect("the proper instruction goes through");
    let mut forgeries = 0;
    for (place, meta) in instruction.accounts.iter().enumerate() {
        let Some(genuine) = crowd.scene.network.chain.account(&meta.pubkey) else { continue };
        if ![program::JOBS, program::STAKING, program::GOVERNANCE, program::SPL_TOKEN].contains(&genuine.owner) {
            continue;
        }
        let forged = key(&format!("forged {place}")).pubkey();
        let owner = key("an attacker's program").pubkey();
        crowd.scene.network.chain.svm.set_account(forged, Account { owner, ..genuine }).expect("forgery");
        let substituted = replaced(instruction.clone(), meta.pubkey, forged);
        let outcome = crowd.scene.network.chain.simulate(&[substituted], &crowd.keys());
        assert!(outcome.is_err(), "place {place} takes a forgery");
        forgeries += 1;
    }
    assert!(forgeries > 0, "the instruction has no account of ours");
}

#[test]
fn set_up_and_money() {
    let mut crowd = Crowd::new();
    crowd.scene.job(JobState::Settled);
    let payer = crowd.scene.network.payer();
    let (wallet, client) = (crowd.scene.operator.wallet.pubkey(), crowd.scene.client.pubkey());
    let stranger = crowd.scene.stranger.pubkey();
    let rival = crowd.rival.wallet.pubkey();
    let retire = jobs::worker_retire(rival, crowd.rivals_worker.key.pubkey());
    crowd.scene.network.send(&[retire], &[&crowd.rival.wallet]).expect("worker retires");
    crowd.scene.network.chain.advance(LEAVING_SECONDS);
    crowd.scene.network.give(&stranger, MARKET_BOND);
    let vault = token::fee_vault_open(payer, pda::market(&stranger, 9), pda::heat_mint());
    crowd.scene.network.send(&[vault], &[]).expect("fee vault opens");
    for instruction in [
        jobs::market_open(stranger, payer, pda::heat_mint(), pda::heat_account(&stranger), market_terms(9)),
        jobs::worker_register(wallet, payer, stranger, worker_args()),
        jobs::worker_retire(wallet, crowd.scene.worker.key.pubkey()),
        jobs::operator_close(rival, payer),
        jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), 1),
        jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), 1),
        jobs::job_post(client, payer, &Venue::heat(crowd.market), 1, job_terms(PRICE)).1,
    ] {
        assert_forgeries_are_refused(&mut crowd, &instruction);
    }
}

#[test]
fn jobs_under_way() {
    let mut crowd = Crowd::new();
    let [open, assigned, running, review] =
        [JobState::Open, JobState::Assigned, JobState::Running, JobState::Review].map(|state| crowd.scene.job(state));
    let (wallet, key) = (crowd.scene.worker.wallet, crowd.scene.worker.key.pubkey());
    let account = |job| crowd.scene.network.job(job);
    for instruction in [
        jobs::job_claim(wallet, crowd.colleague.key.pubkey(), open),
        jobs::job_start(key, assigned, 0),
        jobs::job_submit(key, running, attestation()),
        jobs::job_accept(review, &account(&review), &crowd.scene.network.payee(&review)),
        jobs::job_cancel(open, &account(&open)),
    ] {
        assert_forgeries_are_refused(&mut crowd, &instruction);
    }
}

#[test]
fn steps_that_anyone_takes() {
    let mut crowd = Crowd::new();
    let [open, review, settled] =
        [JobState::Open, JobState::Review, JobState::Settled].map(|state| crowd.scene.job(state));
    crowd.scene.network.chain.advance(RETENTION_SECONDS + 1);
    let account = |job| crowd.scene.network.job(job);
    for instruction in [
        jobs::job_settle(review, &account(&review), &crowd.scene.network.payee(&review)),
        jobs::job_expire(open, &account(&open)),
        jobs::job_close(crowd.scene.stranger.pubkey(), settled, &account(&settled)),
    ] {
        assert_forgeries_are_refused(&mut crowd, &instruction);
    }
}
