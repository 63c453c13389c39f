use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::state::{Round, Ruling};
use furnace_jobs::call::{job_uphold, Uphold};
use furnace_jobs::instructions::JobUpholdArgs;
use furnace_jobs::state::Job;
use furnace_support::token::Movement;
use furnace_support::{event, ids};

use crate::error::SlashingError;
use crate::events::Acquitted;
use crate::instructions::{bonds::*, now, signer_seeds};
use crate::state::Dispute;

#[event_cpi]
#[derive(Accounts)]
pub struct DisputeUphold {
    #[account(mut)]
    pub dispute: Account<Dispute>,
    #[account(mut, address = dispute.job @ SlashingError::DisputeMismatch)]
    pub job: Account<Job>,
    /// The client's balance that pays for the job, and its vault; the jobs program checks them.
    #[account(mut)]
    pub balance: UncheckedAccount,
    #[account(mut)]
    pub balance_vault: UncheckedAccount,
    /// The operator's income in HEAT.
    #[account(mut, address = dispute.income @ SlashingError::WrongRecipient)]
    pub income: UncheckedAccount,
    /// A HEAT account of the accuser's; any account where nobody accuses.
    #[account(mut)]
    pub accuser: UncheckedAccount,
    pub bonds: Nested<Bonds>,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
}

impl DisputeUphold {
    /// Lets the job go on; returns what the audit is paid, which is nothing where nobody did it.
    fn release_job(&mut self) -> Result<u64> {
        let audited = self.dispute.is_audit() && self.dispute.rights > 0;
        let by_committee = self.dispute.round()? == Round::First;
        let args = JobUpholdArgs {
            audit: u8::from(audited),
            by_committee: u8::from(by_committee),
            found_right: u8::from(self.dispute.ruling()? == Ruling::Right),
            by_client: self.dispute.is_by_client().into(),
        };
        let fee = if audited { self.job.audit_fee } else { 0 };
        let bonds = &self.bonds;
        let accounts = Uphold {
            authority: bonds.authority.account(),
            job: self.job.account(),
            balance: self.balance.account(),
            vault: self.balance_vault.account(),
            fees: bonds.vault.account(),
            token_program: bonds.token_program.account(),
        };
        job_uphold(&accounts, &args, &signer_seeds())?;
        Ok(fee)
    }
}

pub(crate) fn handler(ctx: &mut Context<DisputeUphold>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.dispute.require_of_seat(false)?;
    accounts.dispute.require_ruled(false, Ruling::is_for_worker)?;
    accounts.dispute.end(now()?)?;
    let audit_fee = accounts.release_job()?;
    accounts.bonds.receive(audit_fee)?;
    let parts = accounts.dispute.acquit(audit_fee)?;
    let to_accuser = payment(&accounts.accuser, &accounts.dispute.accuser, parts.accuser)?;
    let to_operator = Movement::Transfer { to: accounts.income.account(), amount: parts.operator };
    accounts.bonds.pay(&[to_operator, to_accuser])?;
    let Dispute { job, worker, ruling, .. } = *accounts.dispute;
    let acquitted = Acquitted {
        dispute: *accounts.dispute.address(),
        job,
        worker,
        audit_fee,
        to_operator: parts.operator,
        to_accuser: parts.accuser,
        ruling,
        _pad: [0; 7],
    };
    event::emit_call(ctx.program_id, accounts.event_authority.account(), ctx.bumps.event_authority, &acquitted)
}
