//! What can happen.

use furnace_client::generated::staking::errors::FurnaceStakingError::{self, *};
use furnace_common::units::HEAT;
use furnace_tests::network::COOLDOWN;
use proptest::prelude::*;

/// One thing that an actor does, or that time does.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Stake {
        actor: usize,
        amount: u64,
    },
    /// A part of a holder's shares, in thousandths, and some odd shares more.
    Unstake {
        choice: usize,
        thousandths: u64,
        odd: u64,
    },
    /// One of all unbondings, after its cool-down where its owner is patient.
    Withdraw {
        choice: usize,
        patient: bool,
    },
    /// A worker takes a job whose price is a part of the active stake, in thousandths.
    Claim {
        thousandths: u64,
    },
    /// The oldest job in a worker's hands is reported after its deadline.
    Miss,
    Donate {
        actor: usize,
        amount: u64,
    },
    Wait {
        seconds: i64,
    },
}

fn amount() -> impl Strategy<Value = u64> {
    prop_oneof![1..5_000u64, 1..400 * HEAT]
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let actor = 0..3usize;
    prop_oneof![
        4 => (actor.clone(), amount()).prop_map(|(actor, amount)| Step::Stake { actor, amount }),
        4 => (any::<usize>(), 0..=1_000u64, 0..3u64)
            .prop_map(|(choice, thousandths, odd)| Step::Unstake { choice, thousandths, odd }),
        3 => (any::<usize>(), any::<bool>()).prop_map(|(choice, patient)| Step::Withdraw { choice, patient }),
        3 => (1..=1_000u64).prop_map(|thousandths| Step::Claim { thousandths }),
        3 => Just(Step::Miss),
        1 => (actor, amount()).prop_map(|(actor, amount)| Step::Donate { actor, amount }),
        2 => prop_oneof![1..1_000i64, 1..2 * COOLDOWN].prop_map(|seconds| Step::Wait { seconds }),
    ]
}

impl Step {
    /// The errors that a step may meet for a good reason; anything else fails the test.
    pub(crate) fn may_meet(&self, code: u32) -> bool {
        let expected: &[FurnaceStakingError] = match self {
            Self::Stake { .. } => &[DelegationCapReached, PoolExhausted],
            Self::Unstake { .. } => &[TooManyUnbondings, AmountTooSmall],
            Self::Withdraw { .. } => &[NoSuchUnbonding, StillCoolingDown],
            _ => &[],
        };
        expected.iter().any(|error| error.clone() as u32 == code)
    }
}
