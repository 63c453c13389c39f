use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::ids;
use furnace_support::token::{self, Movement};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::StakingError;
use crate::state::Pool;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct SlashArgs {
    /// The whole penalty, HEAT base units.
    pub amount: u64,
    /// Its part for the injured client.
    pub to_client: u64,
    /// Its part for who reported the offence; the rest is burned.
    pub to_reporter: u64,
    /// One where an appeal may overturn it.
    pub appealable: u8,
}

#[derive(Accounts)]
pub struct Slash {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ StakingError::NotSlashingProgram)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, address = pool.vault @ StakingError::WrongVault)]
    pub vault: UncheckedAccount,
    /// Takes the client's part; the slashing program answers for whose it is.
    #[account(mut)]
    pub client: UncheckedAccount,
    /// Takes the reporter's part, where there is a reporter.
    #[account(mut)]
    pub reporter: Option<UncheckedAccount>,
    #[account(mut, address = ids::HEAT_MINT @ StakingError::WrongMint)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<Slash>, args: SlashArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let paid = args.to_client.checked_add(args.to_reporter).ok_or(StakingError::SlashTooLarge)?;
    let burned = args.amount.checked_sub(paid).ok_or(StakingError::SlashTooLarge)?;
    require!(accounts.reporter.is_some() || args.to_reporter == 0, StakingError::ReporterMissing);
    match args.appealable {
        0 => accounts.pool.slash(args.amount)?,
        _ => accounts.pool.slash_appealable(args.amount)?,
    }

    let (operator, bump) = (accounts.pool.operator, [accounts.pool.bump]);
    let signer_seeds = [Seed::from(seeds::POOL), Seed::from(operator.as_ref()), Seed::from(&bump)];
    let vault = accounts.vault.account();
    let client = accounts.client.account();
    let reporter = accounts.reporter.as_ref().map_or(client, |reporter| reporter.account());
    let movements = [
        Movement::Transfer { to: client, amount: args.to_client },
        Movement::Transfer { to: reporter, amount: args.to_reporter },
        Movement::Burn { mint: accounts.mint.account(), amount: burned },
    ];
    token::settle(vault, accounts.pool.account(), &movements, &CpiSigner::from(&signer_seeds))?;
    // The event is the slashing program's: it alone calls this, and knows why.
    accounts.pool.invariant(token::amount(vault)?)
}
