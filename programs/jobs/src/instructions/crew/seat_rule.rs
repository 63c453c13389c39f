use anchor_lang::prelude::*;
use furnace_support::ids;

use crate::error::JobsError;
use crate::state::{Operator, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SeatRuleArgs {
    /// One where the result was found wrong, which counts against the worker.
    pub wrong: u8,
}

#[derive(Accounts)]
pub struct SeatRule {
    /// The slashing program's signing authority, which knows whose result was judged; the crew may be closed by now.
    #[account(address = ids::SLASHING_AUTHORITY @ JobsError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub worker: Account<Worker>,
    #[account(mut, address = worker.operator @ JobsError::JobMismatch)]
    pub operator: Account<Operator>,
}

pub(crate) fn handler(ctx: &mut Context<SeatRule>, args: SeatRuleArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    if args.wrong != 0 {
        accounts.worker.count_failed()?;
    }
    // The event is the slashing program's: it alone calls this, and knows why.
    accounts.operator.let_seat_go()
}
