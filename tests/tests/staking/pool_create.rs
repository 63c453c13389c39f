//! An operator's pool and its vault.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_common::bps;
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::network::Network;
use furnace_tests::substitution::TOKEN_2022;
use solana_instruction::error::InstructionError;
use solana_program_pack::Pack;
use solana_signer::Signer;
use spl_token_interface::state;

#[test]
fn a_pool_starts_empty_with_a_vault_of_its_own() {
    // Given a wallet
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);
    let address = pda::pool(&wallet.pubkey());

    // When it opens its pool
    let create = staking::pool_create(wallet.pubkey(), network.payer(), 250);
    network.send(&[create], &[&wallet]).expect("pool is created");

    // Then the pool names its operator and holds nothing
    let pool = network.pool(&address);
    assert_eq!((pool.operator, pool.vault), (wallet.pubkey(), pda::pool_vault(&address)));
    assert_eq!((pool.active, pool.active_shares, pool.own_shares), (0, 0, 0));
    assert_eq!((pool.unbonding, pool.unbonding_shares, pool.slashed), (0, 0, 0));
    assert_eq!((pool.commission_bps, pool.version), (250, 1));
    // and only the pool can move what its vault will hold
    let account = network.chain.account(&pool.vault).expect("vault");
    let vault = state::Account::unpack(&account.data).expect("token account");
    assert_eq!((vault.owner, vault.mint, vault.amount), (address, pda::heat_mint(), 0));
    assert!(vault.delegate.is_none() && vault.close_authority.is_none());
}

#[test]
fn the_operator_may_pay_for_itself() {
    // Given a wallet with SOL
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);

    // When it is its own payer, then the pool is created
    let create = staking::pool_create(wallet.pubkey(), wallet.pubkey(), 0);
    network.send(&[create], &[&wallet]).expect("pool is created");
}

#[test]
fn commission_is_at_most_everything() {
    // Given a wallet
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);

    // When the commission passes the whole, then it is refused
    let create = |commission| staking::pool_create(wallet.pubkey(), network.payer(), commission);
    let (past, whole) = (create(bps::ONE + 1), create(bps::ONE));
    assert_error(network.send(&[past], &[&wallet]), FurnaceStakingError::ParameterOutOfBounds);

    // and the whole is allowed
    network.send(&[whole], &[&wallet]).expect("pool is created");
}

#[test]
fn only_heat_is_staked() {
    // Given another mint
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);
    let foreign = network.foreign_mint("forger");

    // When a pool is opened for it, then it must be HEAT
    let mut create = staking::pool_create(wallet.pubkey(), network.payer(), 0);
    create.accounts[4].pubkey = foreign;
    assert_error(network.send(&[create], &[&wallet]), FurnaceStakingError::WrongMint);
}

#[test]
fn another_token_program_is_refused() {
    // Given the other token program
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);

    // When it stands in the place of the right one, then the id does not fit
    let mut create = staking::pool_create(wallet.pubkey(), network.payer(), 0);
    create.accounts[5].pubkey = TOKEN_2022;
    assert_runtime_error(network.send(&[create], &[&wallet]), InstructionError::IncorrectProgramId);
}

#[test]
fn nobody_opens_a_pool_in_anothers_name() {
    // Given an operator that did not sign
    let mut network = Network::new();
    let (operator, stranger) = (network.wallet("operator", 0), network.wallet("stranger", 0));

    // When its signature is missing, then the pool is not created
    let mut create = staking::pool_create(operator.pubkey(), stranger.pubkey(), 10_000);
    create.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[create], &[&stranger]), InstructionError::MissingRequiredSignature);

    // and the stranger's own signature does not fit the operator's pool
    let mut create = staking::pool_create(operator.pubkey(), stranger.pubkey(), 10_000);
    create.accounts[0].pubkey = stranger.pubkey();
    assert_runtime_error(network.send(&[create], &[&stranger]), InstructionError::InvalidSeeds);
}
