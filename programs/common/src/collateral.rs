//! Stake that a claim puts at risk.

use crate::bps;

/// `price x factor`, rounded up, in base units. The factor is in basis points and may exceed 100%.
pub fn required(price: u64, factor_bps: u16) -> Option<u64> {
    bps::of_ceil(price, factor_bps)
}
