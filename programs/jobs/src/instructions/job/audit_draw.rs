use anchor_lang::prelude::*;
use anchor_lang::solana_program::hash::hashv;
use furnace_common::dispute::is_audited;
use furnace_common::state::AuditState;
use furnace_support::slot_hashes::first_from;
use pinocchio::sysvars::slot_hashes::SLOTHASHES_ID;

use crate::error::JobsError;
use crate::events::AuditDrawn;
use crate::state::Job;

#[derive(Accounts)]
pub struct AuditDraw {
    #[account(mut)]
    pub job: Account<Job>,
    /// The sysvar of slot hashes.
    #[account(address = SLOTHASHES_ID @ JobsError::NotSlotHashes)]
    pub slot_hashes: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<AuditDraw>) -> Result<()> {
    let (job, slot_hashes) = (&mut ctx.accounts.job, &ctx.accounts.slot_hashes);
    let (address, worker, audit_bps) = (*job.address(), job.worker, job.audit_bps);
    let hash = |parts: &[&[u8]]| hashv(parts).to_bytes();
    let drawn = first_from(slot_hashes.account(), job.audit_slot)?;
    job.draw_audit(drawn, |block| is_audited(address.as_array(), worker.as_array(), block, audit_bps, hash))?;
    let audited = job.audit()? == AuditState::Drawn;
    emit!(AuditDrawn { job: address, worker, audited: audited.into(), _pad: [0; 7] });
    Ok(())
}
