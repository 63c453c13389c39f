//! Random sequences of everything that moves stake, with the books looked at after each step.

mod books;
mod steps;

use proptest::prelude::*;

use books::Books;
use steps::{Step, World, step};

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn books_stay_right_whatever_happens(steps in prop::collection::vec(step(), 25)) {
        // Given an operator with stake, two delegators, and a client whose jobs are missed
        let mut world = World::new();
        let mut before = Books::read(&world);
        for step in &steps {
            // When something happens
            let slashed = world.take(step);
            // Then every sum is right, and no share lost worth but by a slash
            let after = Books::read(&world);
            after.assert_sums(&world, step);
            if !slashed {
                after.assert_price_did_not_fall(&before, step);
            }
            before = after;
        }
        // and in the end everyone leaves, and only gifts remain
        world.everyone_leaves();
        Books::read(&world).assert_empty(&world);
    }
}

impl Step {
    /// The errors that a step may meet for a good reason; anything else fails the test.
    fn may_meet(&self, code: u32) -> bool {
        use furnace_client::generated::staking::errors::FurnaceStakingError::*;
        let expected: &[furnace_client::generated::staking::errors::FurnaceStakingError] = match self {
            Self::Stake { .. } => &[DelegationCapReached, PoolExhausted],
            Self::Unstake { .. } => &[TooManyUnbondings, AmountTooSmall],
            Self::Withdraw { .. } => &[NoSuchUnbonding, StillCoolingDown],
            _ => &[],
        };
        expected.iter().any(|error| error.clone() as u32 == code)
    }
}
