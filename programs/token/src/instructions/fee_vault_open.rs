use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::{ids, token};

use crate::events::FeeVaultOpened;

#[derive(Accounts)]
pub struct FeeVaultOpen {
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The market whose fees are collected; it need not exist yet.
    pub market: UncheckedAccount,
    /// The mint that the market is paid in; the token program refuses what is not a mint.
    pub mint: UncheckedAccount,
    #[account(mut, seeds = [b"fee_vault", market.address().as_ref(), mint.address().as_ref()], bump)]
    pub vault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<FeeVaultOpen>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (market, mint) = (accounts.market.address(), accounts.mint.address());
    let vault_seeds: &[&[u8]] = &[seeds::FEE_VAULT, market.as_ref(), mint.as_ref(), &[ctx.bumps.vault]];
    token::create_account(
        accounts.payer.account(),
        accounts.vault.account(),
        accounts.mint.account(),
        &ids::TOKEN_CONFIG,
        vault_seeds,
    )?;
    emit!(FeeVaultOpened { market: *market, mint: *mint, vault: *accounts.vault.address() });
    Ok(())
}
