use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::state::DisputeState;
use furnace_support::slot_hashes::first_from;
use pinocchio::sysvars::slot_hashes::SLOTHASHES_ID;

use crate::error::SlashingError;
use crate::events::CommitteeDrawn;
use crate::state::{Dispute, Roster};

#[derive(Accounts)]
pub struct CommitteeDraw {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    pub roster: Account<Roster>,
    /// The sysvar of slot hashes.
    #[account(address = SLOTHASHES_ID @ SlashingError::NotSlotHashes)]
    pub slot_hashes: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<CommitteeDraw>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let (dispute, roster) = (&mut accounts.dispute, &accounts.roster);
    let address = *dispute.address();
    let drawn = first_from(accounts.slot_hashes.account(), dispute.draw_slot)?;
    dispute.draw(&address, roster, drawn, clock.unix_timestamp, clock.slot)?;
    if dispute.state()? == DisputeState::Voting {
        let Dispute { commit_ends_at, round, first, seats, .. } = **dispute;
        emit!(CommitteeDrawn { dispute: address, commit_ends_at, round, first, seats, _pad: [0; 5] });
    }
    Ok(())
}
