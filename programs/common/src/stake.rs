//! Stake that makes a worker eligible.

use crate::limits::STAKE_PER_GPU;
use crate::math::mul_div_ceil;
use crate::shares::VIRTUAL;

/// Scale of a hardware class multiplier: 100 is 1x.
pub const MULTIPLIER_ONE: u64 = 100;

/// `200 HEAT x max(1, multiplier) x GPUs`, in base units; the multiplier is in hundredths.
///
/// The formula is io.net's published minimum stake, with HEAT for IO.
pub fn minimum(gpus: u32, class_multiplier: u16) -> Option<u64> {
    let multiplier = u64::from(class_multiplier).max(MULTIPLIER_ONE);
    mul_div_ceil(STAKE_PER_GPU, multiplier, MULTIPLIER_ONE)?.checked_mul(u64::from(gpus))
}

/// Whether the operator's own active stake is at least half of it and of everything of others that a
/// penalty reaches. All base units; a thousandth of a HEAT is left for rounding.
///
/// Half of a penalty can come back to an operator that plays client and reporter as well. With less of
/// its own at stake it would live off its delegators. Its own stake in unbonding does not count: once
/// the cool-down is over it can leave between a claim and the penalty.
pub fn is_half_own(own_active: u64, others: u64) -> bool {
    own_active.saturating_add(VIRTUAL) >= others
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::HEAT;

    #[test]
    fn minimum_scales_with_gpus_and_never_drops_below_one_class() {
        assert_eq!(minimum(1, 50), Some(200 * HEAT));
        assert_eq!(minimum(8, 250), Some(8 * 500 * HEAT));
        assert_eq!(minimum(0, 100), Some(0));
    }
}
