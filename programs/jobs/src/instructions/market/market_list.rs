use anchor_lang::prelude::*;
use furnace_governance::state::Governance;

use crate::events::MarketListed;
use crate::state::Market;

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct MarketListArgs {
    /// Whether it is among the official markets.
    pub listed: bool,
}

#[derive(Accounts)]
pub struct MarketList {
    /// The protocol's authority.
    pub authority: Signer,
    pub governance: Account<Governance>,
    #[account(mut)]
    pub market: Account<Market>,
}

pub(crate) fn handler(ctx: &mut Context<MarketList>, args: MarketListArgs) -> Result<()> {
    let accounts = &mut ctx.accounts;
    accounts.governance.require_authority(accounts.authority.address())?;
    accounts.market.listed = u8::from(args.listed);
    emit!(MarketListed { market: *accounts.market.address(), listed: args.listed });
    Ok(())
}
