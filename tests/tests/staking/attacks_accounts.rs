//! Each account of each instruction replaced by wrong ones, and each signature left out.

use furnace_client::instructions::staking;
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::errors::assert_runtime_error;
use furnace_tests::network::Network;
use furnace_tests::substitution::{Free, TOKEN_2022, assert_accounts_are_checked};
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::cast::Cast;

#[test]
fn no_account_stands_for_another() {
    // Given every instruction, and accounts of every type that fit nowhere or in other places
    let mut cast = Cast::new();
    let wrong = std::mem::take(&mut cast.wrong);

    // When any account of any of them is another one, then it fails
    cast.each(|chain, case, signers| {
        println!("{}", case.name);
        assert_accounts_are_checked(chain, &case.instruction, signers, &wrong, &case.free);
    });
}

#[test]
fn no_account_stands_for_another_in_initialize() {
    // Given governance and HEAT, and staking not initialised
    let mut network = Network::bare();
    for step in network.set_up().into_iter().take(2) {
        network.set_up_step(step);
    }
    let stranger = network.wallet("stranger", 1);
    let foreign = network.foreign_mint("forger");
    let wrong = [
        ("a stranger", stranger.pubkey()),
        ("an address without an account", key("nobody").pubkey()),
        ("a token account", pda::treasury()),
        ("the token configuration", pda::token_config()),
        ("a foreign mint", foreign),
        ("its vault", pda::staker_fees_vault(&foreign)),
        ("the staking program", program::STAKING),
        ("another token program", TOKEN_2022),
    ];

    // When any account is another one, then it fails
    let initialize = staking::initialize(network.payer(), network.usd_mint);
    let free = [Free { place: 0, why: "whoever signs may pay the rent" }];
    assert_accounts_are_checked(&network.chain, &initialize, &[&stranger], &wrong, &free);
}

#[test]
fn every_signature_is_needed() {
    // Given every instruction but the slash, which has its own file
    let cast = Cast::new();
    let payer = cast.network.payer();
    let mut signatures = 0;
    for case in cast.cases() {
        for (place, meta) in case.instruction.accounts.iter().enumerate() {
            if !meta.is_signer || meta.pubkey == payer {
                continue;
            }
            // When a signature is left out, then it is missing
            let mut unsigned = case.instruction.clone();
            unsigned.accounts[place].is_signer = false;
            let outcome = cast.network.chain.simulate(&[unsigned], &cast.signers());
            assert_runtime_error(outcome, InstructionError::MissingRequiredSignature);
            signatures += 1;
        }
    }
    assert_eq!(signatures, 13, "signatures other than the payer's");
}
