use anchor_lang::prelude::*;
use furnace_support::ids;
use furnace_support::token::{self, Movement};
use pinocchio::account::AccountView;
use pinocchio::cpi::Signer as CpiSigner;

use super::signer_seeds;
use crate::error::SlashingError;
use crate::state::PenaltyLedger;

/// What verifiers and accusers put down, and what penalties in appeal took.
#[derive(Accounts)]
pub struct Bonds {
    /// Owns the vault, and signs for this program towards others.
    #[account(address = ids::SLASHING_AUTHORITY)]
    pub authority: UncheckedAccount,
    #[account(mut)]
    pub ledger: Account<PenaltyLedger>,
    #[account(mut, address = ids::BOND_VAULT @ SlashingError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Bonds {
    /// Takes `amount` from an account whose owner signs.
    pub(crate) fn take(&mut self, source: &UncheckedAccount, owner: &Signer, amount: u64) -> Result<()> {
        self.ledger.hold(amount)?;
        token::transfer(source.account(), self.vault.account(), owner.account(), amount)?;
        self.check()
    }

    /// Counts `amount` that another program moved into the vault.
    pub(crate) fn receive(&mut self, amount: u64) -> Result<()> {
        self.ledger.hold(amount)?;
        self.check()
    }

    /// Pays out of the vault, in one call.
    pub(crate) fn pay(&mut self, movements: &[Movement]) -> Result<()> {
        for movement in movements {
            let (Movement::Transfer { amount, .. } | Movement::Burn { amount, .. }) = movement;
            self.ledger.let_go(*amount)?;
        }
        let (vault, authority) = (self.vault.account(), self.authority.account());
        token::settle(vault, authority, movements, &CpiSigner::from(&signer_seeds()))?;
        self.check()
    }

    fn check(&self) -> Result<()> {
        self.ledger.invariant(token::amount(self.vault.account())?)
    }
}

/// A payment to `owner`, at a HEAT account of its own. Where nothing is due any account will do.
pub(crate) fn payment<'a>(to: &'a UncheckedAccount, owner: &Address, amount: u64) -> Result<Movement<'a>> {
    if amount > 0 {
        require_owned_by(to.account(), owner)?;
    }
    Ok(Movement::Transfer { to: to.account(), amount })
}

/// The account is one of `owner`'s, for HEAT.
pub(crate) fn require_owned_by(view: &AccountView, owner: &Address) -> Result<()> {
    let account = token::read(view).map_err(|_| SlashingError::WrongRecipient)?;
    require!(account.owner == *owner && account.mint == ids::HEAT_MINT, SlashingError::WrongRecipient);
    Ok(())
}
