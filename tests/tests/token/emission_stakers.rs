//! Emission reaches stakers and the operator like everything that workers earn.

use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_client::instructions::staking::Reward;
use furnace_common::units::HEAT;
use furnace_tests::errors::assert_error;
use furnace_tests::network::EPOCH;
use solana_signer::Signer;

use super::scene::Emission;

#[test]
fn a_claimed_share_is_the_pools_income_of_its_epoch() {
    // Given a pool half of which is a delegator's, and its worker with all points of an epoch
    let mut emission = Emission::new();
    let delegator = emission.network.wallet("delegator", 400 * HEAT);
    let pool = emission.operator.pool;
    emission.network.open_position(&delegator, pool);
    emission.network.try_stake(&delegator, pool, 400 * HEAT).expect("delegation");
    emission.record(1_000).expect("record");
    emission.go_to(2);

    // When the share is claimed, then nobody has it until it is booked and released
    emission.claim().expect("claim");
    let budget = emission.income();
    let claim = |emission: &mut Emission, wallet: &solana_keypair::Keypair| {
        let before = emission.network.heat(&wallet.pubkey());
        emission.network.try_claim_rewards(wallet, pool, Reward::Heat).expect("rewards");
        emission.network.heat(&wallet.pubkey()) - before
    };
    emission.network.try_sync(pool).expect("sync");
    let early = emission.network.try_claim_rewards(&delegator, pool, Reward::Heat);
    assert_error(early, FurnaceStakingError::NothingOwed);

    // When an epoch is over in which it was released, then the operator has its tenth and half of the rest
    emission.network.chain.advance(2 * EPOCH);
    emission.network.try_sync(pool).expect("sync");
    let operator = emission.operator.wallet.insecure_clone();
    let before = emission.network.heat(&operator.pubkey());
    emission.network.try_claim_commission(&operator, Reward::Heat).expect("commission");
    assert_eq!(emission.network.heat(&operator.pubkey()) - before, budget / 10);
    let (theirs, own) = (claim(&mut emission, &delegator), claim(&mut emission, &operator));
    let stakers = budget - budget / 10;
    for part in [theirs, own] {
        assert!(part <= stakers / 2 && stakers / 2 - part <= 1, "{theirs} and {own} of {stakers}");
    }
    // and the vault has no more than the odd units
    assert_eq!(emission.income(), stakers - theirs - own);
}
