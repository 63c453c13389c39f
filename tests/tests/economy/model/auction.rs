//! Dollars for HEAT that is burned.

use furnace_client::generated::governance::types::Parameters;
use furnace_client::generated::token::errors::FurnaceTokenError::*;
use furnace_common::auction;
use furnace_tests::network::START_PRICE;

use super::Model;
use super::refusal::{Refusal, require};
use crate::action::Mint;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Auction {
    /// Dollars in the vault.
    pub(crate) vault: u64,
    pub(crate) lot_size: u64,
    pub(crate) lot_remaining: u64,
    pub(crate) lot_burned: u64,
    pub(crate) lot_started_at: i64,
    /// HEAT base units for one of the dollar's, Q32.32.
    pub(crate) start_price: u64,
    pub(crate) sold: u64,
    pub(crate) burned: u64,
    pub(crate) lots: u64,
}

impl Auction {
    pub(crate) fn new() -> Self {
        Self { start_price: START_PRICE, ..Self::default() }
    }

    pub(crate) fn start_lot(&mut self, parameters: &Parameters, now: i64) -> Result<(), Refusal> {
        require(self.lot_remaining == 0, LotRunning)?;
        require(self.vault >= parameters.min_lot, LotTooSmall)?;
        self.lot_size = self.vault.min(parameters.max_lot);
        self.lot_remaining = self.lot_size;
        self.lot_burned = 0;
        self.lot_started_at = now;
        Ok(())
    }

    /// What `amount` costs now, where a lot runs.
    pub(crate) fn cost(&self, amount: u64, parameters: &Parameters, now: i64) -> Option<u64> {
        let price = auction::price_at(self.start_price, now - self.lot_started_at, parameters.half_life_seconds)?;
        auction::cost_ceil(amount.min(self.lot_remaining), price)
    }
}

impl Model {
    pub(super) fn buy(&mut self, who: usize, asked: u64, max_cost: u64) -> Result<(), Refusal> {
        let auction = &mut self.auction;
        require(auction.lot_remaining > 0, NoLot)?;
        require(asked > 0, AmountZero)?;
        let amount = asked.min(auction.lot_remaining);
        let cost = auction.cost(amount, &self.parameters, self.now).ok_or(Overflow)?;
        // A part of what was asked may cost its part of the limit, rounded up.
        let limit = (u128::from(max_cost) * u128::from(amount)).div_ceil(u128::from(asked));
        require(u128::from(cost) <= limit, CostAboveLimit)?;
        auction.lot_remaining -= amount;
        auction.lot_burned += cost;
        auction.sold += amount;
        auction.burned += cost;
        auction.vault -= amount;
        self.burned += cost;
        if self.auction.lot_remaining == 0 {
            self.auction.sell_out(&self.parameters, self.now)?;
        }
        self.entitle(who, Mint::Heat, -i128::from(cost));
        self.entitle(who, Mint::Usd, amount.into());
        self.wallets[who][1] += amount;
        self.charge(who, Mint::Heat, cost)
    }
}

impl Auction {
    /// The last part is sold: the next lot begins at a multiple of the average, but at least half of where this
    /// one did; at once where there is one.
    fn sell_out(&mut self, parameters: &Parameters, now: i64) -> Result<(), Refusal> {
        let next =
            auction::next_start_ceil(self.lot_burned, self.lot_size, parameters.start_multiple_bps, self.start_price);
        self.start_price = next.ok_or(Overflow)?;
        self.lots += 1;
        if self.vault >= parameters.min_lot {
            self.start_lot(parameters, now)?;
        }
        Ok(())
    }
}
