use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_governance::state::Governance;
use furnace_support::account;

use super::now;
use crate::error::JobsError;
use crate::events::JobPosted;
use crate::state::{ClientBalance, Job, JobTerms, Market};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobPostArgs {
    pub terms: JobTerms,
    /// Bump of the job's address, found by the client.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct JobPost {
    /// A wallet, or another program's address.
    #[account(address = balance.client @ JobsError::NotClient)]
    pub client: Signer,
    /// Pays the rent and gets it back.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub governance: Account<Governance>,
    pub market: Account<Market>,
    #[account(mut, constraint = balance.mint == market.payment_mint @ JobsError::WrongBalance)]
    pub balance: Account<ClientBalance>,
    /// Made here; the balance's counter is in its seeds, so a second bump gives no second job.
    #[account(mut)]
    pub job: UncheckedAccount,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<JobPost>, args: JobPostArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    require!(!accounts.governance.jobs_paused(), JobsError::JobsPaused);
    let number = accounts.balance.reserve(args.terms.price)?;
    let balance = *accounts.balance.address();
    let job_seeds: &[&[u8]] = &[seeds::JOB, balance.as_ref(), &number.to_le_bytes(), &[args.bump]];
    let mut job = account::create::<Job>(accounts.payer.account(), accounts.job.account(), job_seeds)?;
    job.client = *accounts.client.address();
    job.balance = balance;
    job.market = *accounts.market.address();
    job.rent_payer = *accounts.payer.address();
    job.number = number;
    job.bump = args.bump;
    job.post(&args.terms, &accounts.market, now()?)?;
    emit!(JobPosted { job: *job.address(), market: *accounts.market.address(), price: args.terms.price });
    Ok(())
}
