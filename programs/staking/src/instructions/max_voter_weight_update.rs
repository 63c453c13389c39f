use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::seeds;
use furnace_support::ids;

use super::votes::{self, MAX_VOTER_WEIGHT_BYTES};
use crate::state::StakerFees;

#[derive(Accounts)]
pub struct MaxVoterWeightUpdate {
    /// Pays the rent where the record is new.
    #[account(mut)]
    pub payer: Signer,
    /// The realm of SPL Governance in which the votes count.
    pub realm: UncheckedAccount,
    pub staker_fees: Account<StakerFees>,
    /// Filled with the weight of all pools.
    #[account(mut, seeds = [b"max_voter_weight", realm.address().as_ref()], bump)]
    pub record: UncheckedAccount,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<MaxVoterWeightUpdate>) -> Result<()> {
    let bump = [ctx.bumps.record];
    let accounts = &mut ctx.accounts;
    let realm = *accounts.realm.address();
    let mut record = *accounts.record.account();
    let record_seeds: &[&[u8]] = &[seeds::MAX_VOTER_WEIGHT, realm.as_ref(), &bump];
    votes::open(accounts.payer.account(), &record, MAX_VOTER_WEIGHT_BYTES, record_seeds)?;
    let total = accounts.staker_fees.total_weight;
    let filled = votes::max_voter_weight(&realm, &ids::HEAT_MINT, total, Clock::get()?.slot);
    record.try_borrow_mut()?.copy_from_slice(&filled);
    Ok(())
}
