use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::seeds;
use furnace_support::account;

use crate::events::JobPosted;
use crate::instructions::now;
use crate::instructions::order::*;
use crate::state::{Job, JobTerms};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobPostArgs {
    pub terms: JobTerms,
    /// Bump of the job's address, found by the client.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct JobPost {
    pub order: Nested<Order>,
    /// Made here; the balance's counter is in its seeds, so a second bump gives no second job.
    #[account(mut)]
    pub job: UncheckedAccount,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<JobPost>, args: JobPostArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let order = &mut accounts.order;
    let now = now()?;
    args.terms.validate(&order.market)?;
    let number = order.balance.number()?;
    let balance = *order.balance.address();
    let job_seeds: &[&[u8]] = &[seeds::JOB, balance.as_ref(), &number.to_le_bytes(), &[args.bump]];
    let mut job = account::create::<Job>(order.payer.account(), accounts.job.account(), job_seeds)?;
    order.open(&mut job.escrow, now)?;
    job.client = *order.client.address();
    job.market = *order.market.address();
    job.rent_payer = *order.payer.address();
    job.number = number;
    job.bump = args.bump;
    let held = job.post(&args.terms, &order.market, now)?;
    order.balance.reserve(held)?;
    emit!(JobPosted { job: *job.address(), market: *order.market.address(), price: args.terms.price });
    Ok(())
}
