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

use super::scene::pause_everything;

/// Places in the instruction.
const HEAT_INCOME: usize = 5;
const USD_INCOME: usize = 6;
const HEAT_MINT: usize = 7;
const USD_MINT: usize = 8;
const TOKEN_PROGRAM: usize = 9;

#[test]
fn a_pool_starts_empty_with_a_vault_of_its_own() {
    // Given a wallet
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);
    let address = pda::pool(&wallet.pubkey());

    // When it opens its pool
    let create = staking::pool_create(wallet.pubkey(), network.payer(), network.usd_mint, 250);
    network.send(&[create], &[&wallet]).expect("pool is created");

    // Then the pool names its operator and holds nothing
    let pool = network.pool(&address);
    assert_eq!((pool.operator, pool.vault), (wallet.pubkey(), pda::pool_vault(&address)));
    assert_eq!((pool.active, pool.active_shares, pool.own_shares), (0, 0, 0));
    assert_eq!((pool.unbonding, pool.unbonding_shares, pool.slashed), (0, 0, 0));
    assert_eq!((pool.own_unbonding_shares, pool.weighted_shares, pool.weight, pool.positions), (0, 0, 0, 0));
    assert_eq!((pool.commission_bps, pool.commission_from, pool.version), (250, 0, 1));
    assert_eq!(pool.rent_payer, network.payer());
    // and only the pool can move what its vaults will hold
    let [heat, usd] = [pda::heat_mint(), network.usd_mint];
    let vaults = [(pool.vault, heat), (pool.income[0].vault, heat), (pool.income[1].vault, usd)];
    for (vault, mint) in vaults {
        let account = network.chain.account(&vault).expect("vault");
        let vault = state::Account::unpack(&account.data).expect("token account");
        assert_eq!((vault.owner, vault.mint, vault.amount), (address, mint, 0));
        assert!(vault.delegate.is_none() && vault.close_authority.is_none());
    }
    assert_eq!(vaults[1..], [heat, usd].map(|mint| (pda::income_vault(&address, &mint), mint)));
}

#[test]
fn the_operator_may_pay_for_itself() {
    // Given a wallet with SOL
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);

    // When it is its own payer, then the pool is created
    let create = staking::pool_create(wallet.pubkey(), wallet.pubkey(), network.usd_mint, 0);
    network.send(&[create], &[&wallet]).expect("pool is created");
}

#[test]
fn commission_is_at_most_everything() {
    // Given a wallet
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);

    // When the commission passes the whole, then it is refused
    let create = |commission| staking::pool_create(wallet.pubkey(), network.payer(), network.usd_mint, commission);
    let (past, whole) = (create(bps::ONE + 1), create(bps::ONE));
    assert_error(network.send(&[past], &[&wallet]), FurnaceStakingError::ParameterOutOfBounds);

    // and the whole is allowed
    network.send(&[whole], &[&wallet]).expect("pool is created");
}

#[test]
fn only_heat_is_staked_and_only_heat_and_dollars_are_earned() {
    // Given another mint
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);
    let foreign = network.foreign_mint("forger");

    // When a pool is opened for it, then the one mint must be HEAT and the other the dollar token
    let create = staking::pool_create(wallet.pubkey(), network.payer(), network.usd_mint, 0);
    for (place, vault) in [(HEAT_MINT, HEAT_INCOME), (USD_MINT, USD_INCOME)] {
        let mut create = create.clone();
        create.accounts[place].pubkey = foreign;
        create.accounts[vault].pubkey = pda::income_vault(&pda::pool(&wallet.pubkey()), &foreign);
        assert_error(network.send(&[create], &[&wallet]), FurnaceStakingError::WrongMint);
    }
    // and neither stands for the other
    let mut swapped = create;
    swapped.accounts.swap(HEAT_MINT, USD_MINT);
    swapped.accounts.swap(HEAT_INCOME, USD_INCOME);
    assert_error(network.send(&[swapped], &[&wallet]), FurnaceStakingError::WrongMint);
}

#[test]
fn another_token_program_is_refused() {
    // Given the other token program
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);

    // When it stands in the place of the right one, then the id does not fit
    let mut create = staking::pool_create(wallet.pubkey(), network.payer(), network.usd_mint, 0);
    create.accounts[TOKEN_PROGRAM].pubkey = TOKEN_2022;
    assert_runtime_error(network.send(&[create], &[&wallet]), InstructionError::IncorrectProgramId);
}

#[test]
fn nobody_opens_a_pool_in_anothers_name() {
    // Given an operator that did not sign
    let mut network = Network::new();
    let (operator, stranger) = (network.wallet("operator", 0), network.wallet("stranger", 0));

    // When its signature is missing, then the pool is not created
    let mut create = staking::pool_create(operator.pubkey(), stranger.pubkey(), network.usd_mint, 10_000);
    create.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[create], &[&stranger]), InstructionError::MissingRequiredSignature);

    // and the stranger's own signature does not fit the operator's pool
    let mut create = staking::pool_create(operator.pubkey(), stranger.pubkey(), network.usd_mint, 10_000);
    create.accounts[0].pubkey = stranger.pubkey();
    assert_runtime_error(network.send(&[create], &[&stranger]), InstructionError::InvalidSeeds);
}

#[test]
fn no_pool_opens_while_stakes_are_paused() {
    // Given a wallet, and a pause
    let mut network = Network::new();
    let wallet = network.wallet("operator", 0);
    pause_everything(&mut network);

    // When it opens its pool, then pools are paused
    let create = staking::pool_create(wallet.pubkey(), network.payer(), network.usd_mint, 0);
    assert_error(network.send(&[create], &[&wallet]), FurnaceStakingError::StakesPaused);
}
