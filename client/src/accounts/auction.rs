//! The auction: what its lot costs now.

use furnace_common::auction;

use super::Auction;
use crate::heat::UNIT;

impl Auction {
    /// Whether a lot is for sale.
    pub fn is_running(&self) -> bool {
        self.lot_remaining > 0
    }

    /// HEAT base units for `amount` base units of the mint sold at `now`, rounded up as the program does.
    /// `None` where it does not fit.
    pub fn cost_at(&self, amount: u64, now: i64, half_life: u32) -> Option<u64> {
        let elapsed = now.saturating_sub(self.lot_started_at);
        auction::cost_ceil(amount, auction::price_at(self.start_price, elapsed, half_life)?)
    }

    /// HEAT base units for a whole dollar at `now`.
    pub fn price_at(&self, now: i64, half_life: u32) -> Option<u64> {
        self.cost_at(UNIT, now, half_life)
    }

    /// HEAT base units for a whole dollar with which the running lot began, or the next one begins.
    pub fn first_price(&self) -> Option<u64> {
        auction::cost_ceil(UNIT, self.start_price)
    }

    /// When the running lot's price will be half of what it was at the last halving, unix seconds.
    pub fn next_halving(&self, now: i64, half_life: u32) -> Option<i64> {
        let half_life = i64::from(half_life);
        let halvings = now.saturating_sub(self.lot_started_at).max(0).checked_div(half_life)?;
        halvings.checked_add(1)?.checked_mul(half_life)?.checked_add(self.lot_started_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::ProgramAccount;

    #[test]
    fn a_lot_gets_cheaper_by_half() {
        let mut lot = Auction::parse(&vec![0; Auction::SIZE]).expect("an auction");
        assert!(!lot.is_running());
        (lot.lot_remaining, lot.lot_started_at, lot.start_price) = (UNIT, 1_000, 8 * auction::ONE);
        assert!(lot.is_running());
        assert_eq!(lot.first_price(), Some(8 * UNIT));
        assert_eq!(lot.price_at(1_900, 600), Some(3 * UNIT));
        assert_eq!(lot.cost_at(3, 1_900, 600), Some(9));
        assert_eq!(
            [900, 1_000, 1_599, 1_600].map(|now| lot.next_halving(now, 600)),
            [1_600, 1_600, 1_600, 2_200].map(Some)
        );
        assert_eq!(lot.next_halving(1_000, 0), None);
    }
}
