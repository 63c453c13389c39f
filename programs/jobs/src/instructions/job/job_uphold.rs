use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::{ids, token};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::JobsError;
use crate::events::JobUpheld;
use crate::instructions::now;
use crate::state::{ClientBalance, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct JobUpholdArgs {
    /// One where an audit is to be paid.
    pub audit: u8,
    /// One where a committee ruled, after which nobody judges the result again.
    pub by_committee: u8,
    /// One where it found the result right, and not only nothing against it.
    pub found_right: u8,
    /// One where it was the client who accused the worker.
    pub by_client: u8,
}

#[derive(Accounts)]
pub struct JobUphold {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ JobsError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.escrow.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Takes what the audit is paid; the slashing program answers for whose it is.
    #[account(mut)]
    pub fees: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<JobUphold>, args: JobUpholdArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (job, balance) = (&mut accounts.job, &mut accounts.balance);
    let fee = job.uphold(&args, now()?)?;
    if args.by_client != 0 {
        balance.count_lost_dispute()?;
    }
    if fee > 0 {
        balance.spend(fee)?;
        let (client, mint, bump) = (balance.client, balance.mint, [balance.bump]);
        let signer_seeds =
            [Seed::from(seeds::BALANCE), Seed::from(client.as_ref()), Seed::from(mint.as_ref()), Seed::from(&bump)];
        let (vault, fees) = (accounts.vault.account(), accounts.fees.account());
        token::transfer_signed(vault, fees, balance.account(), fee, &CpiSigner::from(&signer_seeds))?;
        balance.invariant(token::amount(vault)?)?;
    }
    emit!(JobUpheld { job: *job.address(), worker: job.worker, review_ends_at: job.review_ends_at });
    Ok(())
}
