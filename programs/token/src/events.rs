//! Facts that indexers follow.

use anchor_lang::prelude::*;

/// The mint exists and the genesis supply is with the treasury.
#[event]
pub struct GenesisMinted {
    pub mint: Address,
    pub treasury: Address,
    /// HEAT base units.
    pub amount: u64,
}

/// A market's fees in a mint have a vault.
#[event]
pub struct FeeVaultOpened {
    pub market: Address,
    pub mint: Address,
    pub vault: Address,
}
