use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_governance::state::Governance;
use furnace_support::token;

use crate::error::JobsError;
use crate::state::ClientBalance;

#[derive(Accounts)]
pub struct BalanceOpen {
    /// Whose balance this is: a wallet, or another program's address.
    pub client: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub governance: Account<Governance>,
    /// HEAT, or the dollar token.
    #[account(constraint = governance.mints().contains(mint.address()) @ JobsError::WrongMint)]
    pub mint: UncheckedAccount,
    #[account(
        init,
        payer = payer,
        seeds = [b"balance", client.address().as_ref(), mint.address().as_ref()],
        bump
    )]
    pub balance: Account<ClientBalance>,
    #[account(mut, seeds = [b"balance_vault", balance.address().as_ref()], bump)]
    pub vault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<BalanceOpen>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (client, mint, address) = (*accounts.client.address(), *accounts.mint.address(), *accounts.balance.address());
    let balance = &mut accounts.balance;
    balance.client = client;
    balance.mint = mint;
    balance.vault = *accounts.vault.address();
    balance.version = ClientBalance::VERSION;
    balance.bump = ctx.bumps.balance;

    let vault_seeds: &[&[u8]] = &[seeds::BALANCE_VAULT, address.as_ref(), &[ctx.bumps.vault]];
    token::create_account(
        accounts.payer.account(),
        accounts.vault.account(),
        accounts.mint.account(),
        &address,
        vault_seeds,
    )
}
