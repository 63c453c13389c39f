use anchor_lang::prelude::*;
use furnace_common::units::DECIMALS;
use furnace_support::{deployment, token};

use crate::error::GovernanceError;
use crate::state::{Governance, Parameters};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct InitializeArgs {
    pub authority: Address,
    pub guardian: Address,
    /// Seconds of an epoch, for ever.
    pub epoch_seconds: i64,
    pub parameters: Parameters,
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
    /// The dollar token.
    pub usd_mint: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"config"], bump)]
    pub governance: Account<Governance>,
    pub system_program: Program<System>,
}

impl Initialize {
    pub fn validate(&self) -> Result<()> {
        require!(
            deployment::is_upgrade_authority(&crate::ID, self.program_data.account(), self.deployer.address()),
            GovernanceError::NotUpgradeAuthority
        );
        let decimals = token::decimals(self.usd_mint.account()).map_err(|_| GovernanceError::WrongUsdMint)?;
        require!(decimals == DECIMALS, GovernanceError::WrongUsdMint);
        Ok(())
    }
}

#[access_control(ctx.accounts.validate())]
pub(crate) fn handler(ctx: &mut Context<Initialize>, args: InitializeArgs) -> Result<()> {
    let usd_mint = *ctx.accounts.usd_mint.address();
    let governance = &mut ctx.accounts.governance;
    governance.authority = args.authority;
    governance.guardian = args.guardian;
    governance.usd_mint = usd_mint;
    governance.parameters = args.parameters;
    governance.epoch_seconds = args.epoch_seconds;
    governance.version = Governance::VERSION;
    governance.bump = ctx.bumps.governance;
    governance.invariant()
}
