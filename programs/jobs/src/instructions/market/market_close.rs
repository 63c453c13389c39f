use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::token;
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::JobsError;
use crate::events::MarketClosed;
use crate::state::Market;

/// The market stays readable: a market of the same address with other terms would surprise its clients.
#[derive(Accounts)]
pub struct MarketClose {
    #[account(address = market.opener @ JobsError::NotOpener)]
    pub opener: Signer,
    #[account(mut)]
    pub market: Account<Market>,
    #[account(mut)]
    pub bond_vault: UncheckedAccount,
    /// Where the bond goes, of the opener's choice; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// Paid the rent of the bond's account and gets it back.
    // It may be the opener.
    #[account(mut, unsafe(dup), address = market.rent_payer @ JobsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<MarketClose>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let bond_vault = accounts.bond_vault.account();
    // A closed market names no vault.
    require!(accounts.market.closed == 0, JobsError::MarketClosed);
    require!(*bond_vault.address() == accounts.market.bond_vault, JobsError::WrongVault);
    accounts.market.retire()?;

    let (opener, index, bump) = (accounts.market.opener, [accounts.market.index], [accounts.market.bump]);
    let signer_seeds = [Seed::from(seeds::MARKET), Seed::from(opener.as_ref()), Seed::from(&index), Seed::from(&bump)];
    let signer = CpiSigner::from(&signer_seeds);
    let authority = accounts.market.account();
    // All of it: what others sent there would keep the account from closing.
    let bond = token::amount(bond_vault)?;
    token::transfer_signed(bond_vault, accounts.destination.account(), authority, bond, &signer)?;
    token::close(bond_vault, accounts.rent_payer.account(), authority, &signer)?;
    emit!(MarketClosed { market: *accounts.market.address() });
    Ok(())
}
