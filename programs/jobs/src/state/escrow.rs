use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::limits::{ESCROW_MARGIN_BPS, PRICE_GRACE_SECONDS};
use furnace_common::price::Price;
use furnace_common::state::Payment;
use furnace_common::{bps, collateral, fees, math};

use super::Market;
use crate::error::JobsError;

/// The money of an order: what is held for it, and how what it pays is divided. The terms are those of the
/// market at the time of posting.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Escrow {
    /// The client's balance that pays.
    pub balance: Address,
    /// The client's balance in HEAT, which takes its part of penalties.
    pub compensation: Address,
    /// The token program's vault for the market's fees in the payment mint.
    pub fee_vault: Address,
    /// Held of the balance and not spent yet, base units of the payment mint.
    pub reserved: u64,
    /// Paid so far, the protocol's part included, base units of the payment mint.
    pub paid: u64,
    /// Stake at risk of each worker that holds the order, HEAT base units.
    pub collateral: u64,
    /// HEAT in dollars when last looked at, by the posting or a lease's settlement: `mantissa x 10^exponent`, give or take `confidence x
    /// 10^exponent`. Zero where nothing is quoted in dollars.
    pub price_mantissa: u64,
    pub price_confidence: u64,
    pub price_exponent: i32,
    pub take_bps: u16,
    pub burn_bps: u16,
    /// A `Payment` byte.
    pub payment: u8,
    pub _padding: [u8; 7],
}

const _: () = assert!(core::mem::size_of::<Escrow>() == 152);

impl Escrow {
    /// Takes over the market's terms, and the price of the moment where it quotes in dollars.
    pub fn open(&mut self, market: &Market, price: Option<Price>) {
        self.fee_vault = market.fee_vault;
        self.take_bps = market.take_bps;
        self.burn_bps = market.burn_bps;
        self.payment = market.payment;
        if let Some(price) = price {
            self.set_price(price);
        }
    }

    /// From now on that is the last known price.
    pub fn set_price(&mut self, price: Price) {
        self.price_mantissa = price.mantissa;
        self.price_confidence = price.confidence;
        self.price_exponent = price.exponent;
    }

    pub fn payment(&self) -> Result<Payment> {
        Payment::from_byte(self.payment).ok_or(JobsError::UnknownState.into())
    }

    /// What must be held for `amount` in units of the quote: itself, or its worth in HEAT and a margin.
    pub fn to_hold(&self, amount: u64) -> Result<u64> {
        require!(amount > 0, JobsError::ZeroPrice);
        if self.payment()? != Payment::HeatForUsd {
            return Ok(amount);
        }
        let heat = self.price().heat_for_usd_ceil(amount).ok_or(JobsError::Overflow)?;
        let margin = bps::of_ceil(heat, ESCROW_MARGIN_BPS).ok_or(JobsError::Overflow)?;
        Ok(heat.checked_add(margin).ok_or(JobsError::Overflow)?)
    }

    /// Stake to put at risk for `amount` in units of the quote, HEAT base units.
    pub fn collateral_for(&self, amount: u64, factor_bps: u16) -> Result<u64> {
        Ok(collateral::required(self.heat_for(amount)?, factor_bps).ok_or(JobsError::Overflow)?)
    }

    /// What `amount` in units of the quote is in HEAT when the order is posted, rounded up, base units.
    pub fn heat_for(&self, amount: u64) -> Result<u64> {
        let heat = match self.payment()?.is_in_usd() {
            true => self.price().heat_for_usd_ceil(amount),
            false => Some(amount),
        };
        Ok(heat.ok_or(JobsError::Overflow)?)
    }

    /// What `amount` in units of the quote is worth in base units of the payment mint, rounded down. `price`
    /// is that of the moment; without one a settlement that is overdue since long, at `due_at`, takes the last
    /// known one, so that no missing price holds money up.
    pub fn worth(&self, amount: u64, price: Option<Price>, due_at: i64, now: i64) -> Result<u64> {
        if self.payment()? != Payment::HeatForUsd {
            return Ok(amount);
        }
        let price = match price {
            Some(price) => price,
            None => {
                let overdue = now.saturating_sub(due_at) >= PRICE_GRACE_SECONDS;
                require!(overdue, JobsError::PriceMissing);
                self.price()
            }
        };
        // More than fits is more than is held, and no more than that is paid.
        Ok(price.heat_for_usd_floor(amount).unwrap_or(u64::MAX))
    }

    /// Pays `amount` out of what is held; returns how it is divided. A dollar's burn share is collected with
    /// the fees and burned by auction.
    pub fn pay(&mut self, amount: u64) -> Result<fees::Settlement> {
        let parts = fees::settle_more(self.paid, amount, self.take_bps, self.burn_bps).ok_or(JobsError::Overflow)?;
        self.reserved = self.reserved.checked_sub(amount).ok_or(JobsError::Overflow)?;
        self.paid = self.paid.checked_add(amount).ok_or(JobsError::Overflow)?;
        if self.payment()? != Payment::Usd {
            return Ok(parts);
        }
        let fee = parts.fee.checked_add(parts.burn).ok_or(JobsError::Overflow)?;
        Ok(fees::Settlement { worker: parts.worker, burn: 0, fee })
    }

    /// Takes all out of what is held, to return it.
    pub fn empty(&mut self) -> u64 {
        core::mem::take(&mut self.reserved)
    }

    /// Takes `amount` out of what is held, to return it.
    pub fn give_back(&mut self, amount: u64) -> Result<u64> {
        self.reserved = self.reserved.checked_sub(amount).ok_or(JobsError::Overflow)?;
        Ok(amount)
    }

    /// `amount x rate`, rounded down.
    pub fn part(amount: u64, rate_bps: u16) -> Result<u64> {
        Ok(math::mul_div_floor(amount, u64::from(rate_bps), u64::from(bps::ONE)).ok_or(JobsError::Overflow)?)
    }

    fn price(&self) -> Price {
        Price { mantissa: self.price_mantissa, confidence: self.price_confidence, exponent: self.price_exponent }
    }
}
