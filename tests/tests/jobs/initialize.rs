//! Setting the parameters, once, by who deployed.

use furnace_client::accounts::JobsConfig;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::InitializeInstructionArgs;
use furnace_client::instructions::jobs;
use furnace_client::{pda, program};
use furnace_tests::chain::{Chain, Receipt, key, program_data};
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::scene::replaced;
use solana_account::Account;
use solana_keypair::Keypair;
use solana_signer::Signer;

fn rates(take_bps: u16, burn_bps: u16) -> InitializeInstructionArgs {
    InitializeInstructionArgs { authority: key("authority").pubkey(), take_bps, burn_bps }
}

fn initialize(chain: &mut Chain, deployer: &Keypair, args: InitializeInstructionArgs) -> Result<Receipt, Failure> {
    let instruction = jobs::initialize(deployer.pubkey(), chain.payer.pubkey(), args);
    chain.send(&[instruction], &[deployer])
}

#[test]
fn the_deployer_sets_the_parameters() {
    // Given a deployed program
    let mut chain = Chain::new();
    let deployer = chain.deployer.insecure_clone();

    // When its upgrade authority initialises it
    initialize(&mut chain, &deployer, rates(1_000, 5_000)).expect("initialize");

    // Then the configuration says what it was given
    let config: JobsConfig = chain.read(&pda::jobs_config());
    assert_eq!(config.authority, key("authority").pubkey());
    assert_eq!((config.take_bps, config.burn_bps, config.version), (1_000, 5_000, 1));
}

#[test]
fn a_stranger_cannot_initialise() {
    // Given a deployed program and somebody who is merely faster
    let mut chain = Chain::new();

    // When that somebody initialises it, then it is refused
    let result = initialize(&mut chain, &key("stranger"), rates(1_000, 5_000));
    assert_error(result, FurnaceJobsError::NotUpgradeAuthority);
}

#[test]
fn only_the_programs_own_data_account_names_the_authority() {
    // Given a stranger who has made an account that names it as the authority of a program
    let mut chain = Chain::new();
    let (stranger, forged) = (key("stranger"), key("forged").pubkey());
    let genuine = chain.account(&program_data(&program::JOBS)).expect("program data");
    let mut data = genuine.data;
    data[13..45].copy_from_slice(stranger.pubkey().as_ref());
    chain.svm.set_account(forged, Account { data, ..genuine }).expect("forged program data");

    // When it shows that account, or the data of another program, then it is refused
    for shown in [forged, program_data(&program::TOKEN)] {
        let instruction = jobs::initialize(stranger.pubkey(), chain.payer.pubkey(), rates(1_000, 5_000));
        let instruction = replaced(instruction, program_data(&program::JOBS), shown);
        assert_error(chain.send(&[instruction], &[&stranger]), FurnaceJobsError::NotUpgradeAuthority);
    }
}

#[test]
fn rates_stay_in_their_hard_bounds() {
    for (take_bps, burn_bps) in [(3_001, 5_000), (1_000, 2_499), (1_000, 10_001)] {
        // Given rates just outside, when they are set, then they are refused
        let mut chain = Chain::new();
        let deployer = chain.deployer.insecure_clone();
        let result = initialize(&mut chain, &deployer, rates(take_bps, burn_bps));
        assert_error(result, FurnaceJobsError::ParameterOutOfBounds);
    }
    for (take_bps, burn_bps) in [(0, 10_000), (3_000, 2_500)] {
        // Given rates on the edge, when they are set, then they are taken
        let mut chain = Chain::new();
        let deployer = chain.deployer.insecure_clone();
        initialize(&mut chain, &deployer, rates(take_bps, burn_bps)).expect("bounds are inclusive");
    }
}
