use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_support::ids;
use furnace_support::token::{self, Movement};

use crate::error::SlashingError;
use crate::instructions::bonds::*;
use crate::state::Dispute;

#[derive(Accounts)]
pub struct DisputeClose {
    #[account(mut, close = rent_payer)]
    pub dispute: Account<Dispute>,
    /// The operator's income in HEAT; it may be closed by now.
    #[account(mut, address = dispute.income @ SlashingError::WrongRecipient)]
    pub income: UncheckedAccount,
    #[account(mut, address = ids::HEAT_MINT)]
    pub mint: UncheckedAccount,
    pub bonds: Nested<Bonds>,
    /// Paid the rent and gets it back.
    #[account(mut, address = dispute.rent_payer @ SlashingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<DisputeClose>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (owed, rest) = accounts.dispute.empty()?;
    let income = accounts.income.account();
    // A pool that is gone is owed nothing.
    let to_operator = if token::can_receive(income, &ids::HEAT_MINT) { owed } else { 0 };
    let burned = rest.saturating_add(owed).saturating_sub(to_operator);
    accounts.bonds.pay(&[
        Movement::Transfer { to: income, amount: to_operator },
        Movement::Burn { mint: accounts.mint.account(), amount: burned },
    ])
}
