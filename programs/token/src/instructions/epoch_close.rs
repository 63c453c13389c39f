use anchor_lang::prelude::*;
use furnace_governance::state::Governance;

use super::{epoch_at, now};
use crate::error::TokenError;
use crate::events::EpochClosed;
use crate::state::EmissionEpoch;

#[derive(Accounts)]
pub struct EpochClose {
    pub governance: Account<Governance>,
    #[account(mut, close = rent_payer)]
    pub epoch: Account<EmissionEpoch>,
    // It may pay the transaction's fee.
    #[account(mut, unsafe(dup), address = epoch.rent_payer @ TokenError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<EpochClose>) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.epoch.require_closable(epoch_at(now()?, &accounts.governance)?)?;
    emit!(EpochClosed { epoch: accounts.epoch.epoch, claimed: accounts.epoch.claimed });
    Ok(())
}
