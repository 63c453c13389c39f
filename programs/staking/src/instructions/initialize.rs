use anchor_lang::prelude::*;
use furnace_support::deployment;

use crate::error::StakingError;
use crate::state::StakingConfig;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct InitializeArgs {
    /// May change parameters afterwards.
    pub authority: Address,
    /// Seconds that an unbonding waits.
    pub cooldown_seconds: i64,
    /// Delegations at most this part of the operator's own stake, in basis points.
    pub delegation_cap_bps: u16,
}

#[derive(Accounts)]
pub struct Initialize {
    /// The program's upgrade authority.
    pub deployer: Signer,
    /// Pays the rent.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The program's data account, which names the upgrade authority.
    pub program_data: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"config"], bump)]
    pub config: Account<StakingConfig>,
    pub system_program: Program<System>,
}

impl Initialize {
    pub fn validate(&self) -> Result<()> {
        require!(
            deployment::is_upgrade_authority(&crate::ID, self.program_data.account(), self.deployer.address()),
            StakingError::NotUpgradeAuthority
        );
        Ok(())
    }
}

#[access_control(ctx.accounts.validate())]
pub(crate) fn handler(ctx: &mut Context<Initialize>, args: InitializeArgs) -> Result<()> {
    let config = &mut ctx.accounts.config;
    config.authority = args.authority;
    config.cooldown_seconds = args.cooldown_seconds;
    config.delegation_cap_bps = args.delegation_cap_bps;
    config.version = StakingConfig::VERSION;
    config.bump = ctx.bumps.config;
    config.invariant()
}
