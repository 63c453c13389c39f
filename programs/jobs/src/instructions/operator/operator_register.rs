use anchor_lang::prelude::*;
use furnace_staking::state::Pool;

use crate::error::JobsError;
use crate::events::OperatorRegistered;
use crate::state::Operator;

#[derive(Accounts)]
pub struct OperatorRegister {
    /// The operator's wallet.
    pub wallet: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The operator's pool; staking allows one a wallet.
    #[account(constraint = pool.operator == *wallet.address() @ JobsError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(init, payer = payer, seeds = [b"operator", wallet.address().as_ref()], bump)]
    pub operator: Account<Operator>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<OperatorRegister>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (wallet, pool) = (*accounts.wallet.address(), *accounts.pool.address());
    let operator = &mut accounts.operator;
    operator.wallet = wallet;
    operator.pool = pool;
    // The pool cannot close before this book does, so the vaults are there for every settlement.
    operator.earnings = [accounts.pool.income[0].vault, accounts.pool.income[1].vault];
    operator.rent_payer = *accounts.payer.address();
    operator.version = Operator::VERSION;
    operator.bump = ctx.bumps.operator;
    emit!(OperatorRegistered { operator: *operator.address(), wallet, pool });
    Ok(())
}
