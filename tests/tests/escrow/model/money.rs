//! What things cost, and who gets what of it: whole numbers, and the direction in which each is rounded.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_common::state::Payment;

use super::refusal::{Outcome, require};
use super::{Model, Worker};
use crate::action::Quote;
use crate::cast::{MARKETS, Mint, PURSES};

/// Of the price, of which half is burned.
const TAKE_BPS: u64 = 1_000;
const BURN_BPS: u64 = 5_000;
/// Escrow beyond the price of the moment.
const MARGIN_BPS: u64 = 2_000;
/// A missing price holds a settlement up for so long.
const PRICE_GRACE: i64 = 86_400;

/// `amount x numerator / denominator`, rounded down.
pub(crate) fn floor(amount: u64, numerator: u64, denominator: u64) -> u64 {
    fit(u128::from(amount) * u128::from(numerator) / u128::from(denominator))
}

/// The same, rounded up.
pub(crate) fn ceil(amount: u64, numerator: u64, denominator: u64) -> u64 {
    fit((u128::from(amount) * u128::from(numerator)).div_ceil(u128::from(denominator)))
}

/// More than fits is as much as fits.
fn fit(amount: u128) -> u64 {
    u64::try_from(amount).unwrap_or(u64::MAX)
}

/// Hundred-millionths of a dollar for one HEAT, give or take the confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    pub(crate) mantissa: u64,
    pub(crate) confidence: u64,
}

impl Price {
    const DOLLAR: u64 = 100_000_000;

    /// At least what it is worth, in HEAT.
    fn at_least(&self, micro_usd: u64) -> u64 {
        ceil(micro_usd, Self::DOLLAR, self.mantissa - self.confidence)
    }

    /// At most what it is worth.
    fn at_most(&self, micro_usd: u64) -> u64 {
        floor(micro_usd, Self::DOLLAR, self.mantissa + self.confidence)
    }
}

/// The money of one order.
#[derive(Clone, Debug)]
pub(crate) struct Escrow {
    pub(crate) purse: usize,
    pub(crate) market: usize,
    pub(crate) payment: Payment,
    pub(crate) reserved: u64,
    pub(crate) paid: u64,
    pub(crate) collateral: u64,
    /// The last that it was told of.
    price: Price,
}

impl Escrow {
    /// What must be held for an amount in units of the quote.
    pub(crate) fn to_hold(&self, amount: u64) -> Outcome<u64> {
        require(amount > 0, ZeroPrice)?;
        if self.payment != Payment::HeatForUsd {
            return Ok(amount);
        }
        let heat = self.price.at_least(amount);
        Ok(heat + ceil(heat, MARGIN_BPS, 10_000))
    }

    pub(crate) fn collateral_for(&self, amount: u64) -> u64 {
        ceil(self.in_heat(amount), MARKETS[self.market].collateral_bps.into(), 10_000)
    }

    /// What an amount in units of the quote is in HEAT at the price of the posting.
    pub(crate) fn in_heat(&self, amount: u64) -> u64 {
        if self.payment == Payment::Heat { amount } else { self.price.at_least(amount) }
    }

    /// What an amount in units of the quote comes to in base units of the mint that is paid.
    pub(crate) fn worth(&self, amount: u64, price: Option<Price>, due_at: i64, now: i64) -> Outcome<u64> {
        if self.payment != Payment::HeatForUsd {
            return Ok(amount);
        }
        require(price.is_some() || now - due_at >= PRICE_GRACE, PriceMissing)?;
        Ok(price.unwrap_or(self.price).at_most(amount))
    }

    /// Another price stands in for a missing one from now on.
    pub(super) fn remember(&mut self, price: Option<Price>) {
        self.price = price.unwrap_or(self.price);
    }

    pub(crate) fn mint(&self) -> Mint {
        PURSES[self.purse].1
    }
}

/// A payment's parts: the worker's, the burned one, and the fee.
fn divide(paid: u64, payment: Payment) -> [u64; 3] {
    let take = ceil(paid, TAKE_BPS, 10_000);
    let burned = ceil(take, BURN_BPS, 10_000);
    match payment {
        // Sold for HEAT later.
        Payment::Usd => [paid - take, 0, take],
        Payment::Heat | Payment::HeatForUsd => [paid - take, burned, take - burned],
    }
}

impl Model {
    /// A new order's escrow, with nothing in it yet.
    pub(super) fn open_escrow(&self, purse: usize, market: usize, quote: Quote) -> Outcome<Escrow> {
        require(!self.paused, JobsPaused)?;
        let payment = MARKETS[market].payment;
        if payment.is_in_usd() {
            require(quote != Quote::None, PriceMissing)?;
            require(quote == Quote::Fresh, PriceRefused)?;
        }
        Ok(Escrow { purse, market, payment, reserved: 0, paid: 0, collateral: 0, price: self.price })
    }

    /// What a settlement learns of the price.
    pub(super) fn quoted(&self, quote: Quote) -> Outcome<Option<Price>> {
        require(quote != Quote::Stale, PriceRefused)?;
        Ok((quote == Quote::Fresh).then_some(self.price))
    }

    /// Pays `amount` of what is held to the operator; what is not `kept` of the rest is free again.
    pub(super) fn pay(&mut self, escrow: &mut Escrow, operator: usize, amount: u64, kept: u64) {
        let was = divide(escrow.paid, escrow.payment);
        let is = divide(escrow.paid + amount, escrow.payment);
        let [worker, burned, fee] = [0, 1, 2].map(|part| is[part] - was[part]);
        let freed = escrow.reserved - amount - kept;
        escrow.paid += amount;
        escrow.reserved = kept;
        let purse = &mut self.purses[escrow.purse];
        purse.spend(amount);
        purse.release(freed);
        self.operators[operator].earned[escrow.mint() as usize] += worker;
        self.markets[escrow.market].fees += fee;
        self.supply -= burned;
    }

    /// Returns all that is held.
    pub(super) fn refund_all(&mut self, escrow: &mut Escrow) {
        self.purses[escrow.purse].release(std::mem::take(&mut escrow.reserved));
    }

    /// Engages a worker that has a free place, and locks what answers for it.
    pub(super) fn engage(&mut self, worker: usize, escrow: &Escrow) -> Outcome {
        self.require_free(worker)?;
        self.require_backed(worker, escrow.market, escrow.collateral)?;
        self.workers[worker].jobs += 1;
        self.operators[Worker::operator(worker)].locked += escrow.collateral;
        Ok(())
    }

    /// Takes back what `engage` locked.
    pub(super) fn disengage(&mut self, worker: usize, escrow: &Escrow) {
        self.workers[worker].jobs -= 1;
        self.operators[Worker::operator(worker)].locked -= escrow.collateral;
    }
}
