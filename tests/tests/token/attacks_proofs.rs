//! Points that the proofs program did not give.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::chain::key;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::scene::replaced;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::scene::Emission;

fn record(emission: &Emission) -> Instruction {
    token::points_record(emission.worker.address, emission.worker.wallet, emission.epoch, 1_000, 10_000)
}

#[test]
fn nobody_else_signs_for_points() {
    // Given everyone who has a say in the network, and the worker itself
    let mut emission = Emission::new();
    let proper = record(&emission);
    let network = &emission.network;
    let signers = [&network.authority, &network.guardian, &network.treasury, &network.chain.deployer]
        .map(|known| known.insecure_clone())
        .into_iter()
        .chain([key("stranger"), emission.operator.wallet.insecure_clone(), emission.worker.key.insecure_clone()]);
    for signer in signers.collect::<Vec<_>>() {
        // When one of them records points in its own name, then it is refused
        let own = replaced(proper.clone(), pda::proofs_authority(), signer.pubkey());
        let result = emission.network.send(&[own], &[&signer]);
        assert_error(result, FurnaceTokenError::NotProofsProgram);
    }
    assert_eq!(emission.account().total_points, 0);
}

#[test]
fn the_proofs_programs_name_is_not_its_signature() {
    // Given the address of the proofs program's authority, when it is named without a signature, then not
    let mut emission = Emission::new();
    let mut unsigned = record(&emission);
    unsigned.accounts[0].is_signer = false;
    let result = emission.network.send(&[unsigned], &[]);
    assert_runtime_error(result, InstructionError::MissingRequiredSignature);
}

#[test]
fn other_programs_do_not_speak_for_it() {
    // Given signatures that only other programs can give, when points are recorded with one, then it is refused
    let mut emission = Emission::new();
    for authority in [pda::slashing_authority(), pda::token_config(), pda::staker_fees()] {
        let theirs = replaced(record(&emission), pda::proofs_authority(), authority);
        assert_error(emission.network.impersonate(theirs), FurnaceTokenError::NotProofsProgram);
    }
}
