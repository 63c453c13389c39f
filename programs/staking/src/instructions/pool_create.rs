use anchor_lang::prelude::*;
use furnace_common::{bps, seeds};
use furnace_governance::state::Governance;
use furnace_support::{ids, token};

use crate::error::StakingError;
use crate::events::PoolCreated;
use crate::state::Pool;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct PoolCreateArgs {
    /// The operator's part of what its workers earn, in basis points.
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
    pub governance: Account<Governance>,
    #[account(init, payer = payer, seeds = [b"pool", operator.address().as_ref()], bump)]
    pub pool: Account<Pool>,
    #[account(mut, seeds = [b"pool_vault", pool.address().as_ref()], bump)]
    pub vault: UncheckedAccount,
    #[account(mut, seeds = [b"income_vault", pool.address().as_ref(), heat_mint.address().as_ref()], bump)]
    pub heat_income: UncheckedAccount,
    #[account(mut, seeds = [b"income_vault", pool.address().as_ref(), usd_mint.address().as_ref()], bump)]
    pub usd_income: UncheckedAccount,
    #[account(address = ids::HEAT_MINT @ StakingError::WrongMint)]
    pub heat_mint: UncheckedAccount,
    #[account(address = governance.usd_mint @ StakingError::WrongMint)]
    pub usd_mint: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl PoolCreate {
    pub fn validate(&self, args: &PoolCreateArgs) -> Result<()> {
        require!(!self.governance.stakes_paused(), StakingError::StakesPaused);
        require!(args.commission_bps <= bps::ONE, StakingError::ParameterOutOfBounds);
        Ok(())
    }
}

#[access_control(ctx.accounts.validate(&args))]
pub(crate) fn handler(ctx: &mut Context<PoolCreate>, args: PoolCreateArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    let (operator, address) = (*accounts.operator.address(), *accounts.pool.address());
    let (heat_mint, usd_mint) = (*accounts.heat_mint.address(), *accounts.usd_mint.address());
    let pool = &mut accounts.pool;
    pool.operator = operator;
    pool.vault = *accounts.vault.address();
    pool.rent_payer = *accounts.payer.address();
    pool.income[0].vault = *accounts.heat_income.address();
    pool.income[1].vault = *accounts.usd_income.address();
    pool.commission_bps = args.commission_bps;
    pool.version = Pool::VERSION;
    pool.bump = ctx.bumps.pool;
    pool.vault_bump = ctx.bumps.vault;

    let payer = accounts.payer.account();
    let (heat, usd) = (accounts.heat_mint.account(), accounts.usd_mint.account());
    let vault_seeds: &[&[u8]] = &[seeds::POOL_VAULT, address.as_ref(), &[ctx.bumps.vault]];
    token::create_account(payer, accounts.vault.account(), heat, &address, vault_seeds)?;
    let vault_seeds: &[&[u8]] = &[seeds::INCOME_VAULT, address.as_ref(), heat_mint.as_ref(), &[ctx.bumps.heat_income]];
    token::create_account(payer, accounts.heat_income.account(), heat, &address, vault_seeds)?;
    let vault_seeds: &[&[u8]] = &[seeds::INCOME_VAULT, address.as_ref(), usd_mint.as_ref(), &[ctx.bumps.usd_income]];
    token::create_account(payer, accounts.usd_income.account(), usd, &address, vault_seeds)?;
    emit!(PoolCreated { pool: address, operator, commission_bps: args.commission_bps });
    Ok(())
}
