//! Errors of the governance program.

use anchor_lang::prelude::*;

#[error_code(offset = 6400)]
pub enum GovernanceError {
    // 0
    #[msg("Only the program's upgrade authority may initialise it.")]
    NotUpgradeAuthority,
    #[msg("Only the authority may do this.")]
    NotAuthority,
    #[msg("Only the address to which the authority was offered may accept it.")]
    NotPendingAuthority,
    #[msg("Only the guardian or the authority may do this.")]
    NotGuardian,
    #[msg("A parameter is outside its bounds.")]
    ParameterOutOfBounds,
    // 5
    #[msg("No change of parameters is announced.")]
    NothingProposed,
    #[msg("The notice of this change is not over.")]
    NoticeNotOver,
    #[msg("The dollar mint must be an SPL Token mint with 6 decimals.")]
    WrongUsdMint,
    #[msg("There is no such thing to pause.")]
    UnknownPause,
    #[msg("An amount does not fit.")]
    Overflow,
}
