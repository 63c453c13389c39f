use anchor_lang::prelude::*;
use furnace_common::{bps, seeds};
use furnace_support::{ids, token};

use crate::error::StakingError;
use crate::events::PoolCreated;
use crate::state::Pool;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct PoolCreateArgs {
    /// The operator's part of delegators' rewards, in basis points.
    pub commission_bps: u16,
}

#[derive(Accounts)]
pub struct PoolCreate {
    /// The operator, whose pool this is.
    pub operator: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(init, payer = payer, seeds = [b"pool", operator.address().as_ref()], bump)]
    pub pool: Account<Pool>,
    #[account(mut, seeds = [b"pool_vault", pool.address().as_ref()], bump)]
    pub vault: UncheckedAccount,
    #[account(address = ids::HEAT_MINT @ StakingError::WrongMint)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<PoolCreate>, args: PoolCreateArgs) -> Result<()> {
    require!(args.commission_bps <= bps::ONE, StakingError::ParameterOutOfBounds);
    let accounts = &mut ctx.accounts;
    let (operator, pool, vault) = (*accounts.operator.address(), *accounts.pool.address(), *accounts.vault.address());
    accounts.pool.open(operator, vault, args.commission_bps, ctx.bumps.pool, ctx.bumps.vault);

    let vault_seeds: &[&[u8]] = &[seeds::POOL_VAULT, pool.as_ref(), &[ctx.bumps.vault]];
    token::create_account(
        accounts.payer.account(),
        accounts.vault.account(),
        accounts.mint.account(),
        &pool,
        vault_seeds,
    )?;
    emit!(PoolCreated { pool, operator, commission_bps: args.commission_bps });
    Ok(())
}
