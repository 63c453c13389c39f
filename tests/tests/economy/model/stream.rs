//! Payments on their way to stakers: what comes in during one epoch is released evenly over the next.

use std::collections::BTreeMap;

use furnace_tests::network::EPOCH;

use super::maths::floor;

/// Payments by the epoch in which they came in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stream(BTreeMap<i64, Payment>);

#[derive(Clone, Debug, Default)]
struct Payment {
    amount: u64,
    released: u64,
}

pub(crate) fn epoch_of(now: i64) -> i64 {
    now.div_euclid(EPOCH)
}

impl Stream {
    pub(crate) fn add(&mut self, amount: u64, now: i64) {
        self.0.entry(epoch_of(now)).or_default().amount += amount;
    }

    /// Whole units that have come due since the last look.
    pub(crate) fn release(&mut self, now: i64) -> u64 {
        let epoch = epoch_of(now);
        let mut due = 0;
        for (came, payment) in &mut self.0 {
            let by_now = match epoch - came {
                0 => 0,
                1 => floor(payment.amount, now.rem_euclid(EPOCH) as u64, EPOCH as u64).expect("a part"),
                _ => payment.amount,
            };
            due += by_now - payment.released;
            payment.released = by_now;
        }
        self.0.retain(|came, _| epoch - came < 2);
        due
    }

    /// Not released yet.
    pub(crate) fn pending(&self) -> u64 {
        self.0.values().map(|payment| payment.amount - payment.released).sum()
    }
}
