//! An empty position is closed by anyone; its rent goes back to who paid it.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::{self, Reward::Heat};
use furnace_client::pda;
use furnace_tests::chain::{Receipt, key};
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::{COOLDOWN, Network};
use solana_address::Address;
use solana_signer::Signer;

use super::scene::*;

fn try_close(network: &mut Network, owner: &Address, pool: Address) -> Result<Receipt, Failure> {
    let rent_payer = network.position(&pool, owner).rent_payer;
    network.send(&[staking::position_close(*owner, pool, rent_payer)], &[])
}

#[test]
fn the_rent_goes_back_to_who_paid_it() {
    // Given a position whose rent a sponsor paid
    let mut network = Network::new();
    let pool = network.operator("operator", 0).pool;
    let (owner, sponsor) = (network.wallet("owner", 0), network.wallet("sponsor", 0));
    let before = network.chain.account(&sponsor.pubkey()).expect("sponsor").lamports;
    let open = staking::position_open(owner.pubkey(), sponsor.pubkey(), pool);
    network.send(&[open], &[&owner, &sponsor]).expect("position opens");
    let positions = network.pool(&pool).positions;

    // When anyone closes it, then the sponsor has as much as before, and the pool counts one less
    try_close(&mut network, &owner.pubkey(), pool).expect("close");
    assert_eq!(network.chain.account(&sponsor.pubkey()).expect("sponsor").lamports, before);
    assert!(network.chain.account(&pda::position(&pool, &owner.pubkey())).is_none());
    assert_eq!(network.pool(&pool).positions, positions - 1);
}

#[test]
fn a_position_with_anything_in_it_stays() {
    // Given a delegator that earned in both mints, from income and from fees
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    earn(&mut network, &operator.pool, 1_000_000, 0);
    collect(&mut network, 0, 1_000_000);
    network.try_sync(operator.pool).expect("sync");
    epochs_ahead(&mut network, 2);
    let (owner, pool, usd) = (first.pubkey(), operator.pool, network.usd());
    wallet_account(&mut network, &owner, usd);

    // When it is closed with stake, in unbonding, or with anything owed, then it is not empty
    let refused = |network: &mut Network| {
        assert_error(try_close(network, &owner, pool), FurnaceStakingError::PositionNotEmpty);
    };
    refused(&mut network);
    network.try_unstake(&first, pool, UNIT).expect("unstake");
    refused(&mut network);
    network.chain.advance(COOLDOWN);
    network.try_withdraw_stake(&first, pool, 0).expect("withdraw");
    refused(&mut network);
    claimed(&mut network, &first, pool, Heat);
    refused(&mut network);
    claimed(&mut network, &first, pool, usd);

    // and once all of it is out, it closes
    try_close(&mut network, &owner, pool).expect("close");
    assert_books(&network, &pool);
}

#[test]
fn worthless_shares_keep_it_open_until_they_are_unstaked() {
    // Given a delegator in a pool that lost everything
    let mut network = Network::new();
    let (operator, [first, _]) = pool_of_three(&mut network);
    network.impersonate(slash(operator.pool, None, burn(4 * UNIT))).expect("slash");

    // When its position is closed, then it is not empty, until the worthless shares are gone
    let result = try_close(&mut network, &first.pubkey(), operator.pool);
    assert_error(result, FurnaceStakingError::PositionNotEmpty);
    network.try_unstake(&first, operator.pool, UNIT).expect("unstake");
    try_close(&mut network, &first.pubkey(), operator.pool).expect("close");
}

#[test]
fn nobody_else_has_the_rent() {
    // Given an empty position, and those who would like its rent
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let owner = holder(&mut network, "owner", operator.pool, 0);
    for thief in [owner.pubkey(), operator.wallet.pubkey(), key("nobody").pubkey(), pda::treasury()] {
        // When one of them is named, then the rent is not theirs
        let close = staking::position_close(owner.pubkey(), operator.pool, thief);
        assert_error(network.send(&[close], &[]), FurnaceStakingError::WrongRentPayer);
    }
}

#[test]
fn a_position_is_counted_out_of_its_own_pool() {
    // Given two pools, and an empty position in one
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let other = network.operator("other operator", 0);
    let owner = holder(&mut network, "owner", operator.pool, 0);

    // When it is closed with the other, then it is of another pool
    let mut close = staking::position_close(owner.pubkey(), operator.pool, network.payer());
    close.accounts[0].pubkey = other.pool;
    assert_error(network.send(&[close], &[]), FurnaceStakingError::WrongPool);
}
