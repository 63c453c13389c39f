//! Other vaults, other mints, other token programs.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::{self, Reward};
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::errors::{SplTokenError, assert_error, assert_runtime_error};
use furnace_tests::network::{COOLDOWN, Network, OperatorActor};
use furnace_tests::substitution::TOKEN_2022;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use super::scene::{assert_books, burn, earn, slash};

/// Places of the vault in the instructions that have one.
const STAKE_VAULT: usize = 5;
const WITHDRAW_VAULT: usize = 3;
const SLASH_VAULT: usize = 2;

fn stake(operator: &OperatorActor, amount: u64) -> Instruction {
    let wallet = operator.wallet.pubkey();
    staking::stake(wallet, operator.pool, pda::heat_account(&wallet), amount)
}

fn withdraw(operator: &OperatorActor) -> Instruction {
    let wallet = operator.wallet.pubkey();
    staking::withdraw(wallet, operator.pool, pda::heat_account(&wallet), 0)
}

/// An operator with stake, HEAT to spare, and an unbonding that is ripe.
fn scene() -> (Network, OperatorActor) {
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000 * HEAT);
    network.give(&operator.wallet.pubkey(), 10 * HEAT);
    network.try_unstake(&operator.wallet, operator.pool, 100 * HEAT).expect("unstake");
    network.chain.advance(COOLDOWN);
    (network, operator)
}

#[test]
fn another_vault_is_refused_everywhere() {
    // Given another pool with a fuller vault, and an account of the operator's own
    let (mut network, operator) = scene();
    let other = network.operator("other operator", 5_000 * HEAT);
    let own = network.token_account("own vault", &pda::heat_mint(), &operator.wallet.pubkey());
    for vault in [pda::pool_vault(&other.pool), own, pda::treasury()] {
        // When it stands in the place of the pool's, then it is the wrong one
        for (mut instruction, place) in [(stake(&operator, HEAT), STAKE_VAULT), (withdraw(&operator), WITHDRAW_VAULT)] {
            instruction.accounts[place].pubkey = vault;
            assert_error(network.send(&[instruction], &[&operator.wallet]), FurnaceStakingError::WrongVault);
        }
        let mut instruction = slash(operator.pool, None, burn(1));
        instruction.accounts[SLASH_VAULT].pubkey = vault;
        if vault != pda::treasury() {
            assert_error(network.impersonate(instruction), FurnaceStakingError::WrongVault);
        }
    }
    assert_books(&network, &operator.pool);
    assert_books(&network, &other.pool);
}

#[test]
fn foreign_tokens_are_neither_staked_nor_paid_out() {
    // Given a million of a foreign token
    let (mut network, operator) = scene();
    let forger = network.wallet("forger", 0);
    let mint = network.foreign_mint("forger");
    let account = network.token_account("foreign tokens", &mint, &operator.wallet.pubkey());
    network.mint_foreign(&mint, &account, &forger, 1_000_000 * HEAT);

    // When it is staked or HEAT is withdrawn to it, then the mints do not match
    let mut instruction = stake(&operator, HEAT);
    instruction.accounts[6].pubkey = account;
    assert_error(network.send(&[instruction], &[&operator.wallet]), SplTokenError::MintMismatch);
    let mut instruction = withdraw(&operator);
    instruction.accounts[4].pubkey = account;
    assert_error(network.send(&[instruction], &[&operator.wallet]), SplTokenError::MintMismatch);

    // and a slash burns nothing but HEAT
    let mut instruction = slash(operator.pool, None, burn(1));
    instruction.accounts[5].pubkey = mint;
    assert_error(network.impersonate(instruction), FurnaceStakingError::WrongMint);
}

#[test]
fn nobody_stakes_what_others_own() {
    // Given another wallet with HEAT
    let (mut network, operator) = scene();
    let victim = network.wallet("victim", 1_000 * HEAT);

    // When the operator stakes from it, from another pool or from the treasury, then it is not the owner
    let other = network.operator("other operator", HEAT);
    for source in [pda::heat_account(&victim.pubkey()), pda::pool_vault(&other.pool), pda::treasury()] {
        let mut instruction = stake(&operator, HEAT);
        instruction.accounts[6].pubkey = source;
        assert_error(network.send(&[instruction], &[&operator.wallet]), SplTokenError::OwnerMismatch);
    }
    assert_eq!(network.heat(&victim.pubkey()), 1_000 * HEAT);
}

#[test]
fn another_token_program_is_refused_everywhere() {
    // Given programs that could pretend to move tokens
    let (mut network, operator) = scene();
    for program in [TOKEN_2022, furnace_client::program::SYSTEM, furnace_client::program::STAKING] {
        // When one stands in the place of the token program, then its id does not fit
        for (mut instruction, place) in [(stake(&operator, HEAT), 7), (withdraw(&operator), 5)] {
            instruction.accounts[place].pubkey = program;
            let result = network.send(&[instruction], &[&operator.wallet]);
            assert_runtime_error(result, InstructionError::IncorrectProgramId);
        }
        let (wallet, account) = (operator.wallet.pubkey(), pda::heat_account(&operator.wallet.pubkey()));
        for (mut instruction, place) in [
            (staking::commission_claim(wallet, Reward::Heat, account), 5),
            (staking::rewards_claim(wallet, operator.pool, Reward::Heat, account), 8),
            (staking::pool_close(wallet, network.payer(), network.usd_mint), 10),
        ] {
            assert_eq!(instruction.accounts[place].pubkey, furnace_client::program::SPL_TOKEN);
            instruction.accounts[place].pubkey = program;
            let result = network.send(&[instruction], &[&operator.wallet]);
            assert_runtime_error(result, InstructionError::IncorrectProgramId);
        }
        let mut instruction = slash(operator.pool, None, burn(1));
        instruction.accounts[6].pubkey = program;
        assert_runtime_error(network.impersonate(instruction), InstructionError::IncorrectProgramId);
    }
}

#[test]
fn nothing_is_booked_from_another_vault() {
    // Given vaults that are fuller than the pool's own and the stakers'
    let (mut network, operator) = scene();
    let other = network.operator("other operator", HEAT);
    earn(&mut network, &other.pool, 5_000 * HEAT, 5_000 * HEAT);
    let sync = staking::rewards_sync(operator.pool, network.usd_mint);
    let others = staking::rewards_sync(other.pool, network.usd_mint);
    for place in [2, 3, 5, 6] {
        for vault in [pda::pool_vault(&operator.pool), pda::treasury(), others.accounts[5].pubkey] {
            // When one stands in the place of one of the four, then it is the wrong one
            let mut instruction = sync.clone();
            instruction.accounts[place].pubkey = vault;
            assert_error(network.send(&[instruction], &[]), FurnaceStakingError::WrongVault);
        }
    }
    // and neither mint's vault stands for the other's
    for (heat, usd) in [(2, 3), (5, 6)] {
        let mut swapped = sync.clone();
        swapped.accounts.swap(heat, usd);
        assert_error(network.send(&[swapped], &[]), FurnaceStakingError::WrongVault);
    }
    network.send(&[sync], &[]).expect("sync");
    assert_eq!(network.pool(&operator.pool).income[0].booked, 0);
}
