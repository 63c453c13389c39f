//! HEAT comes into the world once, by whoever deployed the program.

use furnace_client::accounts::{TokenConfig, TokenStatistics};
use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::generated::token::instructions::InitializeInstructionArgs;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_tests::chain::{Chain, key};
use furnace_tests::errors::{SystemProgramError, assert_error, assert_runtime_error};
use furnace_tests::events::assert_event;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_program_pack::Pack;
use solana_signer::Signer;
use spl_token_interface::state;

/// The instruction as `deployer` would send it.
fn initialize(chain: &Chain, deployer: Address) -> Instruction {
    let args = InitializeInstructionArgs { treasury_owner: key("treasury").pubkey() };
    token::initialize(deployer, chain.payer.pubkey(), args)
}

fn unpack<T: Pack + solana_program_pack::IsInitialized>(chain: &Chain, address: &Address) -> T {
    T::unpack(&chain.account(address).expect("account").data).expect("token program's account")
}

#[test]
fn genesis_is_minted_to_the_treasury_and_the_config_is_the_only_authority() {
    // Given programs and nothing else
    let mut chain = Chain::new();
    let deployer = chain.deployer.insecure_clone();

    // When the upgrade authority initialises the token
    let instruction = initialize(&chain, deployer.pubkey());
    let receipt = chain.send(&[instruction], &[&deployer]).expect("initialize");

    // Then the mint holds genesis, has the config as its authority and nobody who could freeze
    let mint: state::Mint = unpack(&chain, &pda::heat_mint());
    assert_eq!((mint.supply, mint.decimals), (GENESIS_SUPPLY, 6));
    assert_eq!(mint.mint_authority.unwrap(), pda::token_config());
    assert!(mint.freeze_authority.is_none());
    // and all of it is the treasury's
    let treasury: state::Account = unpack(&chain, &pda::treasury());
    assert_eq!(treasury.amount, GENESIS_SUPPLY);
    assert_eq!((treasury.owner, treasury.mint), (key("treasury").pubkey(), pda::heat_mint()));
    assert!(treasury.delegate.is_none() && treasury.close_authority.is_none());
    // and the books say so, and emission begins
    let (config, now): (TokenConfig, i64) = (chain.read(&pda::token_config()), chain.now());
    assert_eq!((config.genesis, config.emission_start, config.version), (GENESIS_SUPPLY, now, 1));
    assert_eq!(config.treasury, pda::treasury());
    let statistics: TokenStatistics = chain.read(&pda::statistics());
    assert_eq!((statistics.emitted, statistics.auction_burned, statistics.version), (0, 0, 1));
    assert_event(&receipt, "GenesisMinted", (pda::heat_mint(), pda::treasury(), GENESIS_SUPPLY, now));
}

#[test]
fn a_second_time_is_refused() {
    // Given an initialised token
    let mut chain = Chain::new();
    let deployer = chain.deployer.insecure_clone();
    let instruction = initialize(&chain, deployer.pubkey());
    chain.send(std::slice::from_ref(&instruction), &[&deployer]).expect("initialize");

    // When the same authority tries again, then nothing is minted
    assert_error(chain.send(&[instruction], &[&deployer]), SystemProgramError::AccountAlreadyInUse);
    let mint: state::Mint = unpack(&chain, &pda::heat_mint());
    assert_eq!(mint.supply, GENESIS_SUPPLY);
}

#[test]
fn somebody_else_is_refused() {
    // Given a wallet that is faster than the deployer
    let mut chain = Chain::new();
    let stranger = key("stranger");

    // When it initialises, then it must be the upgrade authority
    let instruction = initialize(&chain, stranger.pubkey());
    assert_error(chain.send(&[instruction], &[&stranger]), FurnaceTokenError::NotUpgradeAuthority);

    // and naming the deployer without its signature is no way either
    let mut unsigned = initialize(&chain, chain.deployer.pubkey());
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(chain.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);
}

#[test]
fn another_program_data_account_proves_nothing() {
    // Given a stranger with a copy of the program's data that names the stranger
    let mut chain = Chain::new();
    let (stranger, forged) = (key("stranger"), key("forged data").pubkey());
    let genuine = chain.account(&pda::program_data(&program::TOKEN)).expect("program data");
    let mut data = genuine.data.clone();
    data[13..45].copy_from_slice(stranger.pubkey().as_ref());
    for owner in [genuine.owner, program::SYSTEM] {
        chain.svm.set_account_no_checks(forged, Account { owner, data: data.clone(), ..genuine.clone() }.into());

        // When it is passed for the program's, then the address gives it away
        let mut instruction = initialize(&chain, stranger.pubkey());
        instruction.accounts[2].pubkey = forged;
        assert_error(chain.send(&[instruction], &[&stranger]), FurnaceTokenError::NotUpgradeAuthority);
    }

    // and the data of another program of the same deployer does not do
    let deployer = chain.deployer.insecure_clone();
    let mut instruction = initialize(&chain, deployer.pubkey());
    instruction.accounts[2].pubkey = pda::program_data(&program::STAKING);
    assert_error(chain.send(&[instruction], &[&deployer]), FurnaceTokenError::NotUpgradeAuthority);
}
