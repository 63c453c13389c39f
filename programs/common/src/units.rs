//! The token's units.

/// Decimals of HEAT.
pub const DECIMALS: u8 = 6;
/// One HEAT in base units.
pub const HEAT: u64 = 1_000_000;
