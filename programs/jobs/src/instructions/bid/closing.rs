use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::state::Bids;

/// Bids that are of no more use.
#[derive(Accounts)]
pub struct Closing {
    #[account(mut, close = rent_payer)]
    pub bids: Account<Bids>,
    /// Paid the rent and gets it back.
    // It may be one of the signers.
    #[account(mut, unsafe(dup), address = bids.rent_payer @ JobsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl Closing {
    /// The bids are those for the order.
    pub(crate) fn require_of(&self, order: &Address) -> Result<()> {
        require!(self.bids.order == *order, JobsError::JobMismatch);
        Ok(())
    }
}
