//! A closed account stays closed, whatever else its transaction does.

use furnace_client::instructions::proofs;
use furnace_client::{pda, program};
use furnace_tests::errors::assert_runtime_error;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::stage::Stage;

/// Asserts that lamports sent in the same transaction bring nothing back, and that nothing is closed twice.
#[track_caller]
fn assert_stays_closed(mut stage: Stage, address: Address, close: Instruction) {
    let (stranger, key) = (stage.stranger.insecure_clone(), stage.worker.key.insecure_clone());
    let revive = transfer(&stranger.pubkey(), &address, 10_000_000);
    let twice = [close.clone(), revive.clone(), close.clone()];
    let result = stage.network.send(&twice, &[&stranger, &key]);
    assert!(result.is_err(), "it is closed once");

    stage.network.send(&[close.clone(), revive], &[&stranger, &key]).expect("close and fund");
    let shell = stage.network.chain.account(&address).expect("lamports");
    assert_eq!((shell.owner, shell.data.len()), (program::SYSTEM, 0));
    let again = stage.network.send(&[close], &[&key]);
    assert_runtime_error(again, InstructionError::AccountDataTooSmall);
}

#[test]
fn lamports_do_not_bring_a_closed_attempt_back() {
    // Given a GPU that is not proving, when its account is closed and funded at once, then no attempt lies there
    let stage = Stage::begun();
    let close = proofs::attempt_close(stage.worker.key.pubkey(), &stage.attempt(0));
    let address = pda::attempt(&stage.worker.address, 0);
    assert_stays_closed(stage, address, close);
}

#[test]
fn lamports_do_not_bring_a_closed_certificate_back() {
    // Given a retired worker, when its certificate is closed and funded at once, then none lies there
    let mut stage = Stage::begun();
    stage.prove(0);
    stage.retire();
    let close = proofs::certificate_close(&stage.certificate());
    let address = pda::certificate(&stage.worker.address);
    assert_stays_closed(stage, address, close);
}
