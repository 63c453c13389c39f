use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::account;

use crate::error::JobsError;
use crate::events::CrewOpened;
use crate::state::{Crew, Job};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct CrewOpenArgs {
    /// Bump of the crew's address, found by the client.
    pub bump: u8,
}

#[derive(Accounts)]
pub struct CrewOpen {
    #[account(address = job.client @ JobsError::NotClient)]
    pub client: Signer,
    /// Pays the rent and gets it back.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    /// Made here; a job has one crew ever, so a second bump gives no second crew.
    #[account(mut)]
    pub crew: UncheckedAccount,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<CrewOpen>, args: CrewOpenArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let address = *accounts.job.address();
    let crew_seeds: &[&[u8]] = &[seeds::CREW, address.as_ref(), &[args.bump]];
    let mut crew = account::create::<Crew>(accounts.payer.account(), accounts.crew.account(), crew_seeds)?;
    crew.open(address, &mut accounts.job)?;
    crew.rent_payer = *accounts.payer.address();
    crew.bump = args.bump;
    emit!(CrewOpened { job: address, crew: *crew.address() });
    Ok(())
}
