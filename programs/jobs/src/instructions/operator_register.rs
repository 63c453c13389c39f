use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_staking::state::Pool;
use furnace_support::{ids, token};

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
    #[account(mut, seeds = [b"earnings", operator.address().as_ref()], bump)]
    pub earnings: UncheckedAccount,
    #[account(address = ids::HEAT_MINT @ JobsError::WrongMint)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<OperatorRegister>) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (wallet, pool, address) = (*accounts.wallet.address(), *accounts.pool.address(), *accounts.operator.address());
    let operator = &mut accounts.operator;
    operator.wallet = wallet;
    operator.pool = pool;
    operator.earnings = *accounts.earnings.address();
    operator.version = Operator::VERSION;
    operator.bump = ctx.bumps.operator;
    operator.earnings_bump = ctx.bumps.earnings;

    let vault_seeds: &[&[u8]] = &[seeds::EARNINGS, address.as_ref(), &[ctx.bumps.earnings]];
    token::create_account(
        accounts.payer.account(),
        accounts.earnings.account(),
        accounts.mint.account(),
        &address,
        vault_seeds,
    )?;
    emit!(OperatorRegistered { operator: address, wallet, pool });
    Ok(())
}
