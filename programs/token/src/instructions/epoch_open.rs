#![allow(unused_variables, reason = "the framework decodes the arguments where no constraint uses them")]

use anchor_lang::prelude::*;
use furnace_common::emission;
use furnace_governance::state::Governance;

use super::{epoch_at, now};
use crate::error::TokenError;
use crate::events::EpochOpened;
use crate::state::{EmissionEpoch, TokenConfig};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct EpochOpenArgs {
    /// The current epoch or the previous one.
    pub epoch: u64,
}

#[derive(Accounts)]
#[instruction(args: EpochOpenArgs)]
pub struct EpochOpen {
    /// Pays the rent and gets it back.
    #[account(mut)]
    pub payer: Signer,
    pub governance: Account<Governance>,
    pub config: Account<TokenConfig>,
    #[account(init, payer = payer, seeds = [b"emission", &args.epoch.to_le_bytes()], bump)]
    pub epoch: Account<EmissionEpoch>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<EpochOpen>, args: EpochOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let governance = &accounts.governance;
    let current = epoch_at(now()?, governance)?;
    // Never an older one: it may have been shared and closed.
    let in_reach = args.epoch == current || args.epoch.checked_add(1) == Some(current);
    require!(in_reach, TokenError::EpochOutOfReach);

    let budget = emission::epoch_budget(accounts.config.emission_start, args.epoch, governance.epoch_seconds);
    let epoch = &mut accounts.epoch;
    epoch.rent_payer = *accounts.payer.address();
    epoch.epoch = args.epoch;
    epoch.budget = budget.ok_or(TokenError::Overflow)?;
    epoch.version = EmissionEpoch::VERSION;
    epoch.bump = ctx.bumps.epoch;
    emit!(EpochOpened { epoch: epoch.epoch, budget: epoch.budget });
    Ok(())
}
