use anchor_lang::prelude::*;
use anchor_lang::CpiContext;
use furnace_jobs::call::groups;
use furnace_jobs::cpi;
use furnace_jobs::instructions::{JobPostArgs, SponsorArgs};
use furnace_jobs::state::JobTerms;

use crate::error::DeskError;
use crate::state::Desk;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct OrderArgs {
    /// What the user adds to the desk's balance, HEAT base units; zero where enough is there.
    pub amount: u64,
    pub terms: JobTerms,
    /// Bump of the job's address.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct Order {
    /// Adds the HEAT, and pays the job's rent.
    #[account(mut, address = desk.user @ DeskError::NotUser)]
    pub user: Signer,
    #[account(mut)]
    pub desk: Account<Desk>,
    /// The user's HEAT.
    #[account(mut)]
    pub source: UncheckedAccount,
    #[account(mut)]
    pub balance: UncheckedAccount,
    #[account(mut)]
    pub vault: UncheckedAccount,
    pub governance: UncheckedAccount,
    pub market: UncheckedAccount,
    /// Where the market quotes in dollars.
    pub price_update: Option<UncheckedAccount>,
    /// Made by the jobs program.
    #[account(mut)]
    pub job: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
    #[account(address = furnace_jobs::ID @ DeskError::NotJobs)]
    pub jobs_program: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<Order>, args: OrderArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.desk.count_ordered()?;
    if args.amount > 0 {
        // Not a deposit: what a sponsor puts in goes back to nobody else.
        let sponsor = cpi::accounts::SponsorDeposit {
            depositor: accounts.user.cpi_handle(),
            balance: accounts.balance.cpi_handle_mut(),
            vault: accounts.vault.cpi_handle_mut(),
            source: accounts.source.cpi_handle_mut(),
            token_program: accounts.token_program.cpi_handle(),
        };
        cpi::sponsor(CpiContext::new(&furnace_jobs::ID, sponsor), SponsorArgs { amount: args.amount })?;
    }

    let (user, bump) = (accounts.desk.user, [accounts.desk.bump]);
    let signer: &[&[u8]] = &[Desk::SEED, user.as_ref(), &bump];
    let job_post = cpi::accounts::JobPost {
        order: groups::Order {
            client: accounts.desk.cpi_handle(),
            payer: accounts.user.cpi_handle_mut(),
            governance: accounts.governance.cpi_handle(),
            market: accounts.market.cpi_handle(),
            balance: accounts.balance.cpi_handle_mut(),
            // The balance is in HEAT already.
            compensation: None,
            price_update: accounts.price_update.as_ref().map(|update| update.cpi_handle()),
        },
        job: accounts.job.cpi_handle_mut(),
        system_program: accounts.system_program.cpi_handle(),
    };
    let post = JobPostArgs { terms: args.terms, bump: args.bump };
    cpi::job_post(CpiContext::new_with_signer(&furnace_jobs::ID, job_post, &[signer]), post)
}
