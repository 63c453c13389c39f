//! Errors of the desk.

use anchor_lang::prelude::*;

#[error_code(offset = 6900)]
pub enum DeskError {
    // 0
    #[msg("Only the desk's user may do this.")]
    NotUser,
    #[msg("A desk pays in HEAT.")]
    NotHeat,
    #[msg("The program must be the jobs program.")]
    NotJobs,
    #[msg("A count does not fit.")]
    Overflow,
}
