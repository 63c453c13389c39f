//! The right addresses without their signatures.

use furnace_client::accounts::JobState;
use furnace_client::instructions::jobs::Venue;
use furnace_client::instructions::{jobs, token};
use furnace_client::pda;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_runtime_error;
use furnace_tests::network::{PRICE, attestation, job_terms, market_terms, worker_args};
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

/// Leaves out one signature after the other. The fee payer signs the transaction in any case.
fn assert_every_signature_is_needed(crowd: &mut Crowd, instruction: &Instruction) {
    let payer = crowd.scene.network.payer();
    let mut signatures = 0;
    for place in 0..instruction.accounts.len() {
        let meta = &instruction.accounts[place];
        if !meta.is_signer || meta.pubkey == payer {
            continue;
        }
        let mut unsigned = instruction.clone();
        unsigned.accounts[place].is_signer = false;
        let outcome = crowd.scene.network.chain.simulate(&[unsigned], &crowd.keys());
        assert_runtime_error(outcome, InstructionError::MissingRequiredSignature);
        signatures += 1;
    }
    assert!(signatures > 0, "the instruction wants no signature");
}

#[test]
fn parties_are_set_up_by_their_own_signature() {
    let mut crowd = Crowd::new();
    let payer = crowd.scene.network.payer();
    let (wallet, key) = (crowd.scene.operator.wallet.pubkey(), crowd.scene.worker.key.pubkey());
    let (stranger, client) = (crowd.scene.stranger.pubkey(), crowd.scene.client.pubkey());
    let rival = crowd.rival.wallet.pubkey();
    let vault = token::fee_vault_open(payer, pda::market(&stranger, 9), pda::heat_mint());
    crowd.scene.network.send(&[vault], &[]).expect("fee vault opens");
    for instruction in [
        jobs::market_open(stranger, payer, pda::heat_mint(), pda::heat_account(&stranger), market_terms(9)),
        jobs::operator_register(wallet, payer),
        jobs::operator_close(rival, payer),
        jobs::worker_register(wallet, payer, stranger, worker_args()),
        jobs::worker_retire(wallet, key),
        jobs::balance_open(stranger, payer, pda::heat_mint()),
        jobs::deposit(client, pda::heat_mint(), pda::heat_account(&client), 1),
        jobs::withdraw(client, pda::heat_mint(), pda::heat_account(&client), 1),
        jobs::job_post(client, payer, &Venue::heat(crowd.market), 0, job_terms(PRICE)).1,
    ] {
        assert_every_signature_is_needed(&mut crowd, &instruction);
    }
}

#[test]
fn jobs_move_by_the_signature_of_whose_move_it_is() {
    let mut crowd = Crowd::new();
    let [open, assigned, running, review, settled] =
        [JobState::Open, JobState::Assigned, JobState::Running, JobState::Review, JobState::Settled]
            .map(|state| crowd.scene.job(state));
    let (wallet, key) = (crowd.scene.worker.wallet, crowd.colleague.key.pubkey());
    let holder = crowd.scene.worker.key.pubkey();
    let account = |job| crowd.scene.network.job(job);
    for instruction in [
        jobs::job_claim(wallet, key, open),
        jobs::job_start(holder, assigned, 0),
        jobs::job_submit(holder, running, attestation()),
        jobs::job_accept(review, &account(&review), &crowd.scene.network.payee(&review)),
        jobs::job_cancel(open, &account(&open)),
        jobs::job_close(crowd.scene.client.pubkey(), settled, &account(&settled)),
    ] {
        assert_every_signature_is_needed(&mut crowd, &instruction);
    }
}
