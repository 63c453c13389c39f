//! Set-up cannot be turned to anyone's profit, repeated or blocked.

use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_tests::chain::key;
use furnace_tests::errors::{SystemProgramError, assert_error};
use furnace_tests::network::Network;
use solana_signer::Signer;

use super::scene::{collect, earn};

#[test]
fn a_stranger_that_is_faster_changes_nothing() {
    // Given two networks, in one of which a stranger initialises before the deployer can
    let theirs = {
        let mut network = Network::bare();
        let stranger = network.chain.payer.insecure_clone();
        network.chain.payer = key("stranger");
        network.chain.fund(&key("stranger").pubkey());
        let steps = network.set_up();
        network.chain.payer = stranger;
        for (place, step) in steps.into_iter().enumerate() {
            // The third step is the staking program's.
            if place == 2 {
                network.send(&[step], &[&key("stranger")]).expect("a stranger initialises");
                break;
            }
            let own = network.set_up().swap_remove(place);
            network.set_up_step(own);
        }
        network.staker_fees()
    };

    // When both are there, then they are the same
    assert_eq!(theirs, Network::new().staker_fees());
}

#[test]
fn nothing_is_initialised_twice() {
    // Given a network with an operator, income and fees in the vaults
    let mut network = Network::new();
    let operator = network.operator("operator", 1_000);
    let (wallet, payer) = (operator.wallet.pubkey(), network.payer());
    earn(&mut network, &operator.pool, 7, 7);
    collect(&mut network, 7, 7);
    network.try_sync(operator.pool).expect("sync");
    let before = (network.staker_fees(), network.pool(&operator.pool), network.position(&operator.pool, &wallet));

    // When the fees' books, a pool or a position are opened again, then the addresses are taken
    for again in [
        staking::initialize(payer, network.usd_mint),
        staking::pool_create(wallet, payer, network.usd_mint, 0),
        staking::position_open(wallet, payer, operator.pool),
    ] {
        let result = network.send(&[again], &[&operator.wallet]);
        assert_error(result, SystemProgramError::AccountAlreadyInUse);
    }
    // and everything is as it was
    let after = (network.staker_fees(), network.pool(&operator.pool), network.position(&operator.pool, &wallet));
    assert_eq!(after, before);
}

#[test]
fn lamports_sent_ahead_block_nothing() {
    // Given lamports at every address that the set-up of staking and of an operator will create
    let mut network = Network::bare();
    let wallet = key("operator").pubkey();
    let pool = pda::pool(&wallet);
    let mints = [pda::heat_mint(), network.usd_mint];
    let vaults = mints.iter().flat_map(|mint| [pda::staker_fees_vault(mint), pda::income_vault(&pool, mint)]);
    let own = [pda::staker_fees(), pool, pda::pool_vault(&pool), pda::position(&pool, &wallet)];
    for address in vaults.chain(own) {
        network.chain.svm.airdrop(&address, 900_000).expect("lamports");
    }

    // When all of it is set up and the operator stakes, then it goes through all the same
    for step in network.set_up() {
        network.set_up_step(step);
    }
    let operator = network.operator("operator", 1_000);
    assert_eq!(network.pool(&operator.pool).active, 1_000);
}
