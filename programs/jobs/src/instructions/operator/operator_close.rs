use anchor_lang::prelude::*;

use crate::error::JobsError;
use crate::events::OperatorClosed;
use crate::instructions::now;
use crate::state::Operator;

#[derive(Accounts)]
pub struct OperatorClose {
    #[account(address = operator.wallet @ JobsError::NotOperator)]
    pub wallet: Signer,
    #[account(mut, close = rent_payer)]
    pub operator: Account<Operator>,
    /// Paid the rent and gets it back.
    // It may be the wallet.
    #[account(mut, unsafe(dup), address = operator.rent_payer @ JobsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

pub(crate) fn handler(ctx: &mut Context<OperatorClose>) -> Result<()> {
    let operator = &ctx.accounts.operator;
    operator.require_empty(now()?)?;
    emit!(OperatorClosed { operator: *operator.address(), wallet: operator.wallet });
    Ok(())
}
