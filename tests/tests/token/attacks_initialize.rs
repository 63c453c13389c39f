//! Set-up cannot be repeated or blocked.

use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_tests::chain::key;
use furnace_tests::errors::{SystemProgramError, assert_error};
use furnace_tests::network::Network;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::{Emission, current_epoch};

/// As little as may lie at an address, and more than any account needs.
const LAMPORTS: [u64; 2] = [890_880, 1_000_000_000];

/// Sends the instruction with lamports at the addresses that it makes; then again, which is refused.
#[track_caller]
fn assert_made_once(mut network: Network, instruction: Instruction, made: &[Address], lamports: u64) {
    for address in made {
        network.chain.svm.airdrop(address, lamports).expect("lamports");
    }
    let deployer = network.chain.deployer.insecure_clone();
    let twice = network.send(&[instruction.clone(), instruction.clone()], &[&deployer]);
    assert_error(twice, SystemProgramError::AccountAlreadyInUse);
    network.send(std::slice::from_ref(&instruction), &[&deployer]).expect("accounts are made");
    let before: Vec<_> = made.iter().map(|address| network.chain.account(address)).collect();
    assert_error(network.send(&[instruction], &[&deployer]), SystemProgramError::AccountAlreadyInUse);
    assert_eq!(made.iter().map(|address| network.chain.account(address)).collect::<Vec<_>>(), before);
}

#[test]
fn the_token() {
    for lamports in LAMPORTS {
        let network = Network::bare();
        let initialize = network.set_up()[1].clone();
        let made = [pda::token_config(), pda::statistics(), pda::heat_mint(), pda::treasury()];
        assert_made_once(network, initialize, &made, lamports);
    }
}

#[test]
fn the_dollar_auction() {
    for lamports in LAMPORTS {
        let (network, open) = super::usd_open::before();
        let mint = network.usd_mint;
        let made = [pda::auction(&mint), pda::auction_vault(&mint), pda::treasury_of(&mint)];
        assert_made_once(network, open, &made, lamports);
    }
}

#[test]
fn a_fee_vault() {
    for lamports in LAMPORTS {
        let network = Network::new();
        let market = key("market of tomorrow").pubkey();
        let open = token::fee_vault_open(network.payer(), market, pda::heat_mint());
        assert_made_once(network, open, &[pda::fee_vault(&market, &pda::heat_mint())], lamports);
    }
}

#[test]
fn an_epoch() {
    for lamports in LAMPORTS {
        let network = Network::new();
        let epoch = current_epoch(&network);
        let open = token::epoch_open(network.payer(), epoch);
        assert_made_once(network, open, &[pda::emission(epoch)], lamports);
    }
}

#[test]
fn a_workers_points() {
    for lamports in LAMPORTS {
        let mut emission = Emission::new();
        let worker = emission.network.worker(&emission.operator, "colleague").address;
        let open = token::points_open(emission.network.payer(), worker, emission.operator.operator);
        assert_made_once(emission.network, open, &[pda::points(&worker)], lamports);
    }
}
