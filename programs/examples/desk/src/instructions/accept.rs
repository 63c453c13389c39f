use anchor_lang::prelude::*;
use anchor_lang::CpiContext;
use furnace_jobs::call::groups;
use furnace_jobs::cpi;

use crate::error::DeskError;
use crate::state::Desk;

#[derive(Accounts)]
pub struct Accept {
    #[account(address = desk.user @ DeskError::NotUser)]
    pub user: Signer,
    #[account(mut)]
    pub desk: Account<Desk>,
    #[account(mut)]
    pub job: UncheckedAccount,
    #[account(mut)]
    pub worker: UncheckedAccount,
    #[account(mut)]
    pub balance: UncheckedAccount,
    #[account(mut)]
    pub vault: UncheckedAccount,
    #[account(mut)]
    pub operator: UncheckedAccount,
    #[account(mut)]
    pub earnings: UncheckedAccount,
    #[account(mut)]
    pub fee_vault: UncheckedAccount,
    #[account(mut)]
    pub mint: UncheckedAccount,
    /// Where the market quotes in dollars, as the price.
    pub governance: Option<UncheckedAccount>,
    pub price_update: Option<UncheckedAccount>,
    pub token_program: Program<Token>,
    pub event_authority: UncheckedAccount,
    #[account(address = furnace_jobs::ID @ DeskError::NotJobs)]
    pub jobs_program: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<Accept>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.desk.count_accepted()?;

    let (user, bump) = (accounts.desk.user, [accounts.desk.bump]);
    let signer: &[&[u8]] = &[Desk::SEED, user.as_ref(), &bump];
    let job_accept = cpi::accounts::JobAccept {
        client: accounts.desk.cpi_handle(),
        settlement: groups::Settlement {
            job: accounts.job.cpi_handle_mut(),
            worker: accounts.worker.cpi_handle_mut(),
            payout: groups::Payout {
                balance: accounts.balance.cpi_handle_mut(),
                vault: accounts.vault.cpi_handle_mut(),
                operator: accounts.operator.cpi_handle_mut(),
                earnings: accounts.earnings.cpi_handle_mut(),
                fee_vault: accounts.fee_vault.cpi_handle_mut(),
                mint: Some(accounts.mint.cpi_handle_mut()),
                pricing: groups::Pricing {
                    governance: accounts.governance.as_ref().map(|governance| governance.cpi_handle()),
                    price_update: accounts.price_update.as_ref().map(|update| update.cpi_handle()),
                },
                token_program: accounts.token_program.cpi_handle(),
            },
        },
        event_authority: accounts.event_authority.cpi_handle(),
        program: accounts.jobs_program.cpi_handle(),
    };
    cpi::job_accept(CpiContext::new_with_signer(&furnace_jobs::ID, job_accept, &[signer]))
}
