use anchor_lang::prelude::*;
use anchor_lang::Nested;

use super::billing::*;
use crate::events::LeaseLow;
use crate::instructions::now;

#[derive(Accounts)]
pub struct LeaseSettle {
    pub billing: Nested<Billing>,
}

pub(crate) fn handler(ctx: &mut Context<LeaseSettle>) -> Result<()> {
    let now = now()?;
    let billing = &mut ctx.accounts.billing;
    let price = billing.payout.pricing.price(now)?;
    let bill = billing.lease.settle(price, now)?;
    let seconds = billing.pay(&bill)?;
    billing.worker.bill(seconds)?;
    if let Some(seconds_left) = billing.lease.low(price, now)? {
        emit!(LeaseLow { lease: *billing.lease.address(), seconds_left });
    }
    Ok(())
}
