use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_governance::state::Governance;
use furnace_support::{ids, token};

use crate::error::StakingError;
use crate::state::StakerFees;

#[derive(Accounts)]
pub struct Initialize {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer,
    pub governance: Account<Governance>,
    #[account(init, payer = payer, seeds = [b"staker_fees"], bump)]
    pub staker_fees: Account<StakerFees>,
    #[account(address = ids::HEAT_MINT @ StakingError::WrongMint)]
    pub heat_mint: UncheckedAccount,
    #[account(address = governance.usd_mint @ StakingError::WrongMint)]
    pub usd_mint: UncheckedAccount,
    #[account(mut, seeds = [b"staker_fees_vault", heat_mint.address().as_ref()], bump)]
    pub heat_vault: UncheckedAccount,
    #[account(mut, seeds = [b"staker_fees_vault", usd_mint.address().as_ref()], bump)]
    pub usd_vault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<Initialize>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.staker_fees.vaults = [*accounts.heat_vault.address(), *accounts.usd_vault.address()];
    accounts.staker_fees.version = StakerFees::VERSION;
    accounts.staker_fees.bump = ctx.bumps.staker_fees;

    let authority = *accounts.staker_fees.address();
    for (mint, vault, bump) in [
        (&accounts.heat_mint, &accounts.heat_vault, ctx.bumps.heat_vault),
        (&accounts.usd_mint, &accounts.usd_vault, ctx.bumps.usd_vault),
    ] {
        let vault_seeds: &[&[u8]] = &[seeds::STAKER_FEES_VAULT, mint.address().as_ref(), &[bump]];
        token::create_account(accounts.payer.account(), vault.account(), mint.account(), &authority, vault_seeds)?;
    }
    Ok(())
}
