use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::Nested;

use super::opening::verifier_of;
use crate::events::Appealed;
use crate::instructions::bonds::*;
use crate::state::Dispute;

#[derive(Accounts)]
pub struct AppealOpen {
    /// Anyone who thinks the worker is right.
    pub appellant: Signer,
    #[account(mut)]
    pub dispute: Account<Dispute>,
    pub bonds: Nested<Bonds>,
    /// Where the bond comes from; the token program checks its mint and the appellant's right to it.
    #[account(mut)]
    pub source: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<AppealOpen>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let (appellant, dispute) = (*accounts.appellant.address(), &mut accounts.dispute);
    let verifier = verifier_of(&appellant);
    let bond = dispute.appeal(appellant, verifier, clock.unix_timestamp, clock.slot)?;
    accounts.bonds.take(&accounts.source, &accounts.appellant, bond)?;
    emit!(Appealed { dispute: *dispute.address(), appellant, bond, draw_slot: dispute.draw_slot });
    Ok(())
}
