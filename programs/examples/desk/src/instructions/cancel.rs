use anchor_lang::prelude::*;
use anchor_lang::CpiContext;
use furnace_jobs::cpi;

use crate::error::DeskError;
use crate::state::Desk;

#[derive(Accounts)]
pub struct Cancel {
    #[account(address = desk.user @ DeskError::NotUser)]
    pub user: Signer,
    pub desk: Account<Desk>,
    #[account(mut)]
    pub job: UncheckedAccount,
    #[account(mut)]
    pub balance: UncheckedAccount,
    #[account(address = furnace_jobs::ID @ DeskError::NotJobs)]
    pub jobs_program: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<Cancel>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (user, bump) = (accounts.desk.user, [accounts.desk.bump]);
    let signer: &[&[u8]] = &[Desk::SEED, user.as_ref(), &bump];
    let job_cancel = cpi::accounts::JobCancel {
        client: accounts.desk.cpi_handle(),
        job: accounts.job.cpi_handle_mut(),
        balance: accounts.balance.cpi_handle_mut(),
    };
    cpi::job_cancel(CpiContext::new_with_signer(&furnace_jobs::ID, job_cancel, &[signer]))
}
