//! The parameters of every pool, set once within hard bounds.

use furnace_client::accounts::StakingConfig;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::generated::staking::instructions::InitializeInstructionArgs;
use furnace_client::instructions::staking;
use furnace_client::pda;
use furnace_common::limits::{MAX_COOLDOWN_SECONDS, MAX_DELEGATION_CAP_BPS, MIN_COOLDOWN_SECONDS};
use furnace_tests::chain::{Chain, Receipt, key};
use furnace_tests::errors::{Failure, assert_error};
use solana_signer::Signer;

fn try_initialize(chain: &mut Chain, cooldown_seconds: i64, delegation_cap_bps: u16) -> Result<Receipt, Failure> {
    let deployer = chain.deployer.insecure_clone();
    let authority = key("authority").pubkey();
    let args = InitializeInstructionArgs { authority, cooldown_seconds, delegation_cap_bps };
    chain.send(&[staking::initialize(deployer.pubkey(), chain.payer.pubkey(), args)], &[&deployer])
}

#[test]
fn parameters_are_stored() {
    // Given programs and nothing else
    let mut chain = Chain::new();

    // When the deployer initialises
    try_initialize(&mut chain, 10 * 86_400, 5_000).expect("initialize");

    // Then the configuration says what was asked
    let config: StakingConfig = chain.read(&pda::staking_config());
    assert_eq!((config.cooldown_seconds, config.delegation_cap_bps), (10 * 86_400, 5_000));
    assert_eq!((config.authority, config.version), (key("authority").pubkey(), 1));
}

#[test]
fn parameters_on_their_bounds_are_allowed() {
    for (cooldown, cap) in [(MIN_COOLDOWN_SECONDS, 0), (MAX_COOLDOWN_SECONDS, MAX_DELEGATION_CAP_BPS)] {
        // Given programs and nothing else, when parameters lie on a bound, then they are taken
        try_initialize(&mut Chain::new(), cooldown, cap).expect("initialize");
    }
}

#[test]
fn parameters_past_their_bounds_are_refused() {
    // Given programs and nothing else
    let mut chain = Chain::new();
    for (cooldown, cap) in [
        (MIN_COOLDOWN_SECONDS - 1, 0),
        (MAX_COOLDOWN_SECONDS + 1, 0),
        (0, 0),
        (-1, 0),
        (i64::MIN, 0),
        (i64::MAX, 0),
        (MIN_COOLDOWN_SECONDS, MAX_DELEGATION_CAP_BPS + 1),
        (MIN_COOLDOWN_SECONDS, u16::MAX),
    ] {
        // When a parameter lies past its bound, then nothing is initialised
        let result = try_initialize(&mut chain, cooldown, cap);
        assert_error(result, FurnaceStakingError::ParameterOutOfBounds);
        assert!(chain.account(&pda::staking_config()).is_none());
    }
}
