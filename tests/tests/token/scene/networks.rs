//! Networks that are set up in another way.

use furnace_client::generated::governance::instructions::InitializeInstructionArgs;
use furnace_client::instructions::governance;
use furnace_client::program;
use furnace_tests::chain::key;
use furnace_tests::network::{Network, parameters};
use solana_account::Account;
use solana_signer::Signer;
use spl_token_interface::instruction as spl;

/// A network that was set up at `start` with epochs of this length.
pub(crate) fn network_at(start: i64, epoch_seconds: i64) -> Network {
    let mut network = Network::bare();
    network.chain.set_time(start);
    let roles = InitializeInstructionArgs {
        authority: network.authority.pubkey(),
        guardian: network.guardian.pubkey(),
        epoch_seconds,
        parameters: parameters(),
    };
    let (deployer, payer) = (network.chain.deployer.pubkey(), network.payer());
    network.set_up_step(governance::initialize(deployer, payer, network.usd_mint, roles));
    for step in network.set_up().into_iter().skip(1) {
        network.set_up_step(step);
    }
    network
}

/// A network whose dollar token's minter can freeze accounts.
pub(crate) fn network_with_freezable_dollars() -> Network {
    let mut network = Network::bare();
    let (mint, minter) = (key("freezable dollar").pubkey(), network.minter.pubkey());
    let blank = Account { data: vec![0; 82], ..network.chain.account(&network.usd_mint).expect("mint") };
    network.chain.svm.set_account(mint, blank).expect("account is set");
    let make = spl::initialize_mint2(&program::SPL_TOKEN, &mint, &minter, Some(&minter), 6).expect("mint");
    network.send(&[make], &[]).expect("mint is made");
    network.usd_mint = mint;
    for step in network.set_up() {
        network.set_up_step(step);
    }
    network
}
