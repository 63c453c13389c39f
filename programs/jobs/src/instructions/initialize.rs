use anchor_lang::prelude::*;
use furnace_support::deployment;

use crate::error::JobsError;
use crate::state::JobsConfig;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct InitializeArgs {
    /// May change parameters afterwards.
    pub authority: Address,
    /// The protocol's part of a job's price, in basis points.
    pub take_bps: u16,
    /// The burned part of the take, in basis points.
    pub burn_bps: u16,
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
    pub config: Account<JobsConfig>,
    pub system_program: Program<System>,
}

impl Initialize {
    pub fn validate(&self) -> Result<()> {
        require!(
            deployment::is_upgrade_authority(&crate::ID, self.program_data.account(), self.deployer.address()),
            JobsError::NotUpgradeAuthority
        );
        Ok(())
    }
}

#[access_control(ctx.accounts.validate())]
pub(crate) fn handler(ctx: &mut Context<Initialize>, args: InitializeArgs) -> Result<()> {
    let config = &mut ctx.accounts.config;
    config.authority = args.authority;
    config.take_bps = args.take_bps;
    config.burn_bps = args.burn_bps;
    config.version = JobsConfig::VERSION;
    config.bump = ctx.bumps.config;
    config.invariant()
}
