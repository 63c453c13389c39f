//! One wallet's place in one pool.

use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_tests::errors::assert_runtime_error;
use furnace_tests::network::Network;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

#[test]
fn a_position_starts_empty() {
    // Given a pool and a wallet
    let mut network = Network::new();
    let pool = network.operator("operator", 0).pool;
    let wallet = network.wallet("delegator", 0);

    // When the wallet opens its position
    network.open_position(&wallet, pool);

    // Then it names both and holds nothing
    let position = network.position(&pool, &wallet.pubkey());
    assert_eq!((position.pool, position.owner, position.version), (pool, wallet.pubkey(), 1));
    assert_eq!((position.shares, position.unbonding_shares, position.unlock_at), (0, [0; 8], [0; 8]));
    assert_eq!((position.locked_shares, position.weighted_shares, position.rent_payer), (0, 0, network.payer()));
    // and the pool counts it
    assert_eq!(network.pool(&pool).positions, 2);
}

#[test]
fn the_owner_may_pay_for_itself() {
    // Given a wallet with SOL
    let mut network = Network::new();
    let pool = network.operator("operator", 0).pool;
    let wallet = network.wallet("delegator", 0);

    // When it is its own payer, then the position opens
    let open = staking::position_open(wallet.pubkey(), wallet.pubkey(), pool);
    network.send(&[open], &[&wallet]).expect("position opens");
}

#[test]
fn a_position_needs_a_pool() {
    // Given accounts that are no pool: a position, a configuration, a vault, nothing at all
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let wallet = network.wallet("delegator", 0);
    let wrong = [
        pda::position(&operator.pool, &operator.wallet.pubkey()),
        pda::staker_fees(),
        pda::governance(),
        pda::pool_vault(&operator.pool),
        operator.operator,
        pda::pool(&wallet.pubkey()),
    ];
    for no_pool in wrong {
        // When a position is opened in one, then it is refused
        let open = staking::position_open(wallet.pubkey(), network.payer(), no_pool);
        assert!(network.send(&[open], &[&wallet]).is_err());
        assert!(network.chain.account(&pda::position(&no_pool, &wallet.pubkey())).is_none());
    }
}

#[test]
fn nobody_opens_a_position_in_anothers_name() {
    // Given an owner that did not sign
    let mut network = Network::new();
    let pool = network.operator("operator", 0).pool;
    let (owner, stranger) = (network.wallet("owner", 0), network.wallet("stranger", 0));

    // When its signature is missing, then the position is not opened
    let mut open = staking::position_open(owner.pubkey(), stranger.pubkey(), pool);
    open.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[open], &[&stranger]), InstructionError::MissingRequiredSignature);

    // and the stranger's own signature does not fit the owner's position
    let mut open = staking::position_open(owner.pubkey(), stranger.pubkey(), pool);
    open.accounts[0].pubkey = stranger.pubkey();
    assert_runtime_error(network.send(&[open], &[&stranger]), InstructionError::InvalidSeeds);
}
