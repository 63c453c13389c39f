use anchor_lang::prelude::*;
use furnace_governance::state::Governance;

use super::{moment, now};
use crate::error::StakingError;
use crate::events::CommissionAnnounced;
use crate::state::Pool;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CommissionSetArgs {
    /// The operator's part of what its workers earn, in basis points.
    pub commission_bps: u16,
}

#[derive(Accounts)]
pub struct CommissionSet {
    #[account(address = pool.operator @ StakingError::NotOperator)]
    pub operator: Signer,
    pub governance: Account<Governance>,
    #[account(mut)]
    pub pool: Account<Pool>,
}

pub(crate) fn handler(ctx: &mut Context<CommissionSet>, args: CommissionSetArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let now = moment(now()?, &accounts.governance)?;
    let from_epoch = accounts.pool.announce_commission(args.commission_bps, now)?;
    emit!(CommissionAnnounced {
        pool: *accounts.pool.address(),
        from_epoch,
        commission_bps: args.commission_bps.into(),
    });
    Ok(())
}
