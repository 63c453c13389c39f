//! The money of an order.

use furnace_common::{bps, limits::ESCROW_MARGIN_BPS, price::Price, state::Payment};

use crate::generated::jobs::types::Escrow;

impl Escrow {
    /// In what it is quoted and paid; `None` for what this client does not know.
    pub fn payment(&self) -> Option<Payment> {
        Payment::from_byte(self.payment)
    }

    /// HEAT in dollars when the order was posted, where it is quoted in dollars.
    pub fn price_at_posting(&self) -> Option<Price> {
        let Self { price_mantissa: mantissa, price_confidence: confidence, price_exponent: exponent, .. } = *self;
        (mantissa > 0).then_some(Price { mantissa, confidence, exponent })
    }

    /// What `amount` in units of the quote was worth at the posting, base units of the payment mint.
    pub fn at_posting(&self, amount: u64) -> Option<u64> {
        match self.payment()? {
            Payment::Heat | Payment::Usd => Some(amount),
            Payment::HeatForUsd => self.price_at_posting()?.heat_for_usd_floor(amount),
        }
    }
}

/// What must be held for `amount` in units of the quote: itself, or its worth in HEAT and a margin. `None` where
/// it takes a price and there is none.
pub fn to_hold(payment: Payment, price: Option<Price>, amount: u64) -> Option<u64> {
    match payment {
        Payment::Heat | Payment::Usd => Some(amount),
        Payment::HeatForUsd => {
            let heat = price?.heat_for_usd_ceil(amount)?;
            heat.checked_add(bps::of_ceil(heat, ESCROW_MARGIN_BPS)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heat_for_dollars_is_held_with_a_margin() {
        let price = Some(Price { mantissa: 25_000_000, confidence: 0, exponent: -8 });
        assert_eq!(to_hold(Payment::Heat, None, 7), Some(7));
        assert_eq!(to_hold(Payment::Usd, None, 7), Some(7));
        assert_eq!(to_hold(Payment::HeatForUsd, price, 1_000_000), Some(4_800_000));
        assert_eq!(to_hold(Payment::HeatForUsd, None, 1_000_000), None);
    }
}
