use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::token;
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::JobsError;
use crate::events::EarningsWithdrawn;
use crate::state::Operator;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct OperatorWithdrawArgs {
    /// HEAT base units.
    pub amount: u64,
}

#[derive(Accounts)]
pub struct OperatorWithdraw {
    #[account(address = operator.wallet @ JobsError::NotOperator)]
    pub wallet: Signer,
    pub operator: Account<Operator>,
    #[account(mut, address = operator.earnings @ JobsError::WrongVault)]
    pub earnings: UncheckedAccount,
    /// Where the HEAT goes; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

pub(crate) fn handler(ctx: &mut Context<OperatorWithdraw>, args: OperatorWithdrawArgs) -> Result<()> {
    require!(args.amount > 0, JobsError::ZeroAmount);
    let accounts = &ctx.accounts;
    let operator = &accounts.operator;
    let (wallet, bump) = (operator.wallet, [operator.bump]);
    let signer_seeds = [Seed::from(seeds::OPERATOR), Seed::from(wallet.as_ref()), Seed::from(&bump)];
    token::transfer_signed(
        accounts.earnings.account(),
        accounts.destination.account(),
        operator.account(),
        args.amount,
        &CpiSigner::from(&signer_seeds),
    )?;
    emit!(EarningsWithdrawn { operator: *operator.address(), amount: args.amount });
    Ok(())
}
