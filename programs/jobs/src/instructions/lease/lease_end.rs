use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::billing::*;
use crate::instructions::now;

#[derive(Accounts)]
pub struct LeaseEnd {
    pub billing: Nested<Billing>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseEnd>) -> Result<()> {
    let now = now()?;
    let billing = &mut ctx.accounts.billing;
    let reason = billing.lease.over(now)?;
    billing.lease.withdraw_ping(now);
    billing.end(reason, now)
}
