//! The operator's commission, paid to the operator alone.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::pda;
use furnace_tests::errors::{SplTokenError, assert_error};
use furnace_tests::network::{Network, OperatorActor};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::*;

/// Places in the instruction.
const INCOME_VAULT: usize = 3;

/// A pool whose operator has a commission of 100,000 HEAT units and 200,000 dollar units.
fn scene() -> (Network, OperatorActor, [Keypair; 2]) {
    let mut network = Network::new();
    let (operator, delegators) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 2_000_000);
    network.try_sync(operator.pool).expect("sync");
    let usd = network.usd();
    wallet_account(&mut network, &operator.wallet.pubkey(), usd);
    (network, operator, delegators)
}

#[test]
fn it_is_paid_as_soon_as_it_is_booked_a_mint_at_a_time() {
    // Given income that was booked a moment ago
    let (mut network, operator, [first, _]) = scene();
    let (usd, wallet) = (network.usd(), operator.wallet.pubkey());

    // When the operator claims HEAT, then it has its tenth, and the dollars wait
    network.try_claim_commission(&operator.wallet, Heat).expect("claim");
    assert_eq!(network.heat(&wallet), 100_000);
    let income = network.pool(&operator.pool).income;
    assert_eq!([income[0].operator_due, income[1].operator_due], [0, 200_000]);
    assert_eq!([income[0].booked, income[1].booked], [900_000, 2_000_000]);

    // and when it claims the dollars, it has them too
    network.try_claim_commission(&operator.wallet, usd).expect("claim");
    assert_eq!(network.tokens(&pda::token_account(&wallet, &network.usd_mint)), 200_000);

    // and what the stakers are owed is still there
    epochs_ahead(&mut network, 2);
    assert_eq!(claimed(&mut network, &first, operator.pool, Heat), 225_000);
    assert_eq!(claimed(&mut network, &operator.wallet, operator.pool, Heat), 450_000);
    assert_books(&network, &operator.pool);
}

#[test]
fn nothing_is_paid_twice_or_ahead() {
    // Given a commission that was claimed
    let (mut network, operator, _) = scene();
    network.try_claim_commission(&operator.wallet, Heat).expect("claim");

    // When it is claimed again, then nothing is owed
    let again = network.try_claim_commission(&operator.wallet, Heat);
    assert_error(again, FurnaceStakingError::NothingOwed);

    // and neither is income that nobody booked
    earn(&mut network, &operator.pool, 1_000_000, 0);
    let ahead = network.try_claim_commission(&operator.wallet, Heat);
    assert_error(ahead, FurnaceStakingError::NothingOwed);
}

#[test]
fn only_the_operator_claims() {
    // Given a delegator
    let (mut network, operator, [first, _]) = scene();

    // When it claims the commission of the pool, then it is not the operator
    let mut theft = staking::commission_claim(operator.wallet.pubkey(), Heat, pda::heat_account(&first.pubkey()));
    theft.accounts[0].pubkey = first.pubkey();
    assert_error(network.send(&[theft], &[&first]), FurnaceStakingError::NotOperator);
}

#[test]
fn there_are_two_mints_and_each_has_its_vault() {
    // Given another pool with income of its own
    let (mut network, operator, _) = scene();
    let other = network.operator("other operator", UNIT);
    earn(&mut network, &other.pool, 1_000_000, 0);
    let (usd, wallet) = (network.usd(), operator.wallet.pubkey());
    let heat_account = pda::heat_account(&wallet);
    let claim = staking::commission_claim(wallet, Heat, heat_account);

    // When the operator names a third mint, then there is none
    for mint in [2, u8::MAX] {
        let mut third = claim.clone();
        third.data[8] = mint;
        assert_error(network.send(&[third], &[&operator.wallet]), FurnaceStakingError::WrongMint);
    }
    // and no other vault pays it
    let vaults = [
        pda::income_vault(&other.pool, &pda::heat_mint()),
        pda::income_vault(&operator.pool, &network.usd_mint),
        pda::pool_vault(&operator.pool),
        pda::staker_fees_vault(&pda::heat_mint()),
    ];
    for vault in vaults {
        let mut wrong = claim.clone();
        wrong.accounts[INCOME_VAULT].pubkey = vault;
        assert_error(network.send(&[wrong], &[&operator.wallet]), FurnaceStakingError::WrongVault);
    }
    // and dollars do not go to an account of HEAT
    let dollars = staking::commission_claim(wallet, usd, heat_account);
    assert_error(network.send(&[dollars], &[&operator.wallet]), SplTokenError::MintMismatch);
}
