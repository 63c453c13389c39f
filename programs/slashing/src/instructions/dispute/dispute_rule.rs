use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::state::DisputeState;

use crate::events::DisputeRuled;
use crate::state::Dispute;

#[derive(Accounts)]
pub struct DisputeRule {
    #[account(mut)]
    pub dispute: Account<Dispute>,
}

pub(crate) fn handler(ctx: &mut Context<DisputeRule>) -> Result<()> {
    let clock = Clock::get()?;
    let dispute = &mut ctx.accounts.dispute;
    dispute.rule(clock.unix_timestamp, clock.slot)?;
    if dispute.state()? == DisputeState::Ruled {
        let Dispute { job, ruled_hash, ruling, round, .. } = **dispute;
        emit!(DisputeRuled { dispute: *dispute.address(), job, ruled_hash, ruling, round, _pad: [0; 6] });
    }
    Ok(())
}
