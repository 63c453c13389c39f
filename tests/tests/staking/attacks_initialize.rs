//! Set-up cannot be stolen, repeated or blocked.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::generated::staking::instructions::InitializeInstructionArgs;
use furnace_client::instructions::staking;
use furnace_client::{pda, program};
use furnace_common::limits::MIN_COOLDOWN_SECONDS;
use furnace_tests::chain::{Chain, key};
use furnace_tests::errors::{SystemProgramError, assert_error, assert_runtime_error};
use furnace_tests::network::{COOLDOWN, Network};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

/// Set-up that gives its sender all the say there is.
fn greedy(deployer: Address, payer: Address) -> Instruction {
    let args = InitializeInstructionArgs {
        authority: deployer,
        cooldown_seconds: MIN_COOLDOWN_SECONDS,
        delegation_cap_bps: 0,
    };
    staking::initialize(deployer, payer, args)
}

#[test]
fn who_is_not_the_upgrade_authority_does_not_initialise() {
    // Given programs that nobody initialised yet
    let mut chain = Chain::new();
    let stranger = key("stranger");

    // When a stranger is faster than the deployer, then it is refused
    let instruction = greedy(stranger.pubkey(), chain.payer.pubkey());
    assert_error(chain.send(&[instruction], &[&stranger]), FurnaceStakingError::NotUpgradeAuthority);

    // and so it is with the deployer's name and no signature
    let mut unsigned = greedy(chain.deployer.pubkey(), chain.payer.pubkey());
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(chain.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);

    // and the data of another program does not stand for this one's
    let deployer = chain.deployer.insecure_clone();
    let mut other = greedy(deployer.pubkey(), chain.payer.pubkey());
    other.accounts[2].pubkey = pda::program_data(&program::TOKEN);
    assert_error(chain.send(&[other], &[&deployer]), FurnaceStakingError::NotUpgradeAuthority);
}

#[test]
fn a_final_program_has_nobody_to_initialise_it() {
    // Given a program whose upgrade authority was given up
    let mut chain = Chain::new();
    let address = pda::program_data(&program::STAKING);
    let mut account = chain.account(&address).expect("program data");
    account.data[12] = 0;
    chain.svm.set_account(address, account).expect("program data is set");

    // When the former authority initialises, then it no longer is one
    let deployer = chain.deployer.insecure_clone();
    let instruction = greedy(deployer.pubkey(), chain.payer.pubkey());
    assert_error(chain.send(&[instruction], &[&deployer]), FurnaceStakingError::NotUpgradeAuthority);
}

#[test]
fn nothing_is_initialised_twice() {
    // Given a network with an operator
    let mut network = Network::new();
    let operator = network.operator("operator", 0);
    let (wallet, payer) = (operator.wallet.pubkey(), network.payer());
    let deployer = network.chain.deployer.insecure_clone();

    // When configuration, pool or position are opened again, then the addresses are taken
    for again in [
        greedy(deployer.pubkey(), payer),
        staking::pool_create(wallet, payer, 0),
        staking::position_open(wallet, payer, operator.pool),
    ] {
        let result = network.send(&[again], &[&deployer, &operator.wallet]);
        assert_error(result, SystemProgramError::AccountAlreadyInUse);
    }
    // and everything is as it was
    let config: furnace_client::accounts::StakingConfig = network.chain.read(&pda::staking_config());
    assert_eq!((config.authority, config.cooldown_seconds), (key("authority").pubkey(), COOLDOWN));
    assert_eq!(network.pool(&operator.pool).commission_bps, 1_000);
}

#[test]
fn lamports_sent_ahead_block_nothing() {
    // Given lamports at every address that an operator's set-up will create
    let mut network = Network::new();
    let wallet = key("operator").pubkey();
    let pool = pda::pool(&wallet);
    for address in [pool, pda::pool_vault(&pool), pda::position(&pool, &wallet)] {
        network.chain.svm.airdrop(&address, 900_000).expect("lamports");
    }

    // When the operator sets up and stakes, then it goes through all the same
    let operator = network.operator("operator", 1_000);
    assert_eq!(network.pool(&operator.pool).active, 1_000);
}
