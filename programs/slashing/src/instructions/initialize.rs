use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::{ids, token};

use crate::error::SlashingError;
use crate::state::{PenaltyLedger, Roster};

#[derive(Accounts)]
pub struct Initialize {
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(init, payer = payer, seeds = [b"ledger"], bump)]
    pub ledger: Account<PenaltyLedger>,
    #[account(init, payer = payer, seeds = [b"roster"], bump)]
    pub roster: Account<Roster>,
    #[account(mut, address = ids::BOND_VAULT @ SlashingError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(address = ids::HEAT_MINT)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<Initialize>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.ledger.version = PenaltyLedger::VERSION;
    accounts.ledger.bump = ctx.bumps.ledger;
    accounts.roster.version = Roster::VERSION;
    accounts.roster.bump = ctx.bumps.roster;
    let (payer, vault) = (accounts.payer.account(), accounts.vault.account());
    let vault_seeds: &[&[u8]] = &[seeds::BOND_VAULT, &[ids::BOND_VAULT_BUMP]];
    token::create_account(payer, vault, accounts.mint.account(), &ids::SLASHING_AUTHORITY, vault_seeds)
}
