//! Roles and parameters are set once, by whoever deployed the program.

use furnace_client::accounts::Governance;
use furnace_client::generated::governance::errors::FurnaceGovernanceError;
use furnace_client::generated::governance::instructions::InitializeInstructionArgs;
use furnace_client::instructions::governance;
use furnace_client::{pda, program};
use furnace_common::limits::{MAX_EPOCH_SECONDS, MIN_EPOCH_SECONDS};
use furnace_tests::chain::{Chain, key};
use furnace_tests::errors::{Failure, assert_error, assert_runtime_error};
use furnace_tests::network::{EPOCH, Network, parameters};
use furnace_tests::substitution::TOKEN_2022;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;
use spl_token_interface::instruction as spl;

pub(crate) fn roles(epoch_seconds: i64) -> InitializeInstructionArgs {
    let (authority, guardian) = (key("authority").pubkey(), key("guardian").pubkey());
    InitializeInstructionArgs { authority, guardian, epoch_seconds, parameters: parameters() }
}

/// Initialises with a dollar mint and arguments of the test's choice.
fn initialize(chain: &mut Chain, usd_mint: Address, args: InitializeInstructionArgs) -> Result<(), Failure> {
    let deployer = chain.deployer.insecure_clone();
    let instruction = governance::initialize(deployer.pubkey(), chain.payer.pubkey(), usd_mint, args);
    chain.send(&[instruction], &[&deployer]).map(|_| ())
}

#[test]
fn roles_and_parameters_are_those_given() {
    // Given programs and a dollar token
    let mut network = Network::bare();

    // When the upgrade authority initialises
    initialize(&mut network.chain, network.usd_mint, roles(EPOCH)).expect("initialize");

    // Then everything is as given; nothing is offered, announced or paused
    let Governance { authority, pending_authority, guardian, usd_mint, .. } = network.governance();
    assert_eq!((authority, guardian), (key("authority").pubkey(), key("guardian").pubkey()));
    assert_eq!((pending_authority, usd_mint), (Address::default(), network.usd_mint));
    let governance = network.governance();
    assert_eq!((governance.parameters, governance.epoch_seconds), (parameters(), EPOCH));
    assert_eq!((governance.effective_at, governance.paused, governance.version), (0, 0, 1));
    assert_eq!(governance.proposed.cooldown_seconds, 0);
}

#[test]
fn an_epoch_has_bounds() {
    for (seconds, fits) in [
        (i64::MIN, false),
        (0, false),
        (MIN_EPOCH_SECONDS - 1, false),
        (MIN_EPOCH_SECONDS, true),
        (MAX_EPOCH_SECONDS, true),
        (MAX_EPOCH_SECONDS + 1, false),
        (i64::MAX, false),
    ] {
        // Given programs, when they are initialised with this epoch
        let mut network = Network::bare();
        let result = initialize(&mut network.chain, network.usd_mint, roles(seconds));

        // Then it is taken only within its bounds
        match fits {
            true => result.expect("initialize"),
            false => assert_error(result, FurnaceGovernanceError::ParameterOutOfBounds),
        }
    }
}

#[test]
fn parameters_have_their_bounds_from_the_start() {
    // Given a cool-down that is too short, when the programs are initialised with it, then it is refused
    let mut network = Network::bare();
    let mut args = roles(EPOCH);
    args.parameters.cooldown_seconds = 1;
    let result = initialize(&mut network.chain, network.usd_mint, args);
    assert_error(result, FurnaceGovernanceError::ParameterOutOfBounds);
    assert!(network.chain.account(&pda::governance()).is_none());
}

#[test]
fn the_dollar_token_is_a_mint_with_six_decimals() {
    // Given a mint with 9 decimals, one that was never made, one of another program, and accounts that are no mint
    let mut network = Network::bare();
    let (usd_mint, owner) = (network.usd_mint, key("minter").pubkey());
    let six = network.chain.account(&usd_mint).expect("mint");
    let blank = Account { data: vec![0; six.data.len()], ..six.clone() };
    let foreign = Account { owner: TOKEN_2022, ..six };
    let made = [("coarse mint", blank.clone()), ("unmade mint", blank), ("foreign mint", foreign)];
    let [coarse, unmade, foreign] = made.map(|(name, account)| {
        network.chain.svm.set_account(key(name).pubkey(), account).expect("account is set");
        key(name).pubkey()
    });
    let nine = spl::initialize_mint2(&program::SPL_TOKEN, &coarse, &owner, None, 9).expect("mint");
    network.send(&[nine], &[]).expect("mint is made");
    let dollars = network.token_account("some dollars", &usd_mint, &owner);

    // When one of them is to be the dollar token, then it is refused
    for wrong in [coarse, unmade, foreign, dollars, owner, key("nobody").pubkey()] {
        let result = initialize(&mut network.chain, wrong, roles(EPOCH));
        assert_error(result, FurnaceGovernanceError::WrongUsdMint);
    }
}

#[test]
fn somebody_else_is_refused() {
    // Given a wallet that is faster than the deployer
    let mut network = Network::bare();
    let (stranger, payer, usd_mint) = (key("stranger"), network.payer(), network.usd_mint);

    // When it initialises, then it must be the upgrade authority
    let theirs = governance::initialize(stranger.pubkey(), payer, usd_mint, roles(EPOCH));
    assert_error(network.send(&[theirs], &[&stranger]), FurnaceGovernanceError::NotUpgradeAuthority);

    // and naming the deployer without its signature is no way either
    let deployer = network.chain.deployer.insecure_clone();
    let proper = governance::initialize(deployer.pubkey(), payer, usd_mint, roles(EPOCH));
    let mut unsigned = proper.clone();
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(network.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);

    // nor is the data of another program of the same deployer
    let mut other = proper;
    other.accounts[2].pubkey = pda::program_data(&program::TOKEN);
    assert_error(network.send(&[other], &[&deployer]), FurnaceGovernanceError::NotUpgradeAuthority);
}
