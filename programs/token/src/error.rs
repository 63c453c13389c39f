//! Errors of the token program.

use anchor_lang::prelude::*;

#[error_code(offset = 6000)]
pub enum TokenError {
    // 0
    #[msg("Only the program's upgrade authority may initialise it.")]
    NotUpgradeAuthority,
    #[msg("The supply must equal genesis plus emission minus burns, and never pass the cap.")]
    SupplyMismatch,
}
