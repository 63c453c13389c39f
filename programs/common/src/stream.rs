//! What comes in during one epoch is paid out evenly over the next.
//!
//! Whoever stakes just before a payment arrives, or just before somebody books it, gains nothing by it:
//! the payment goes to those who are there while it is released.

use crate::math::mul_div_floor;

/// Payments on their way to stakers. Amounts are base units, times unix seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// The epoch of the last look; epochs are counted from the unix epoch.
    pub epoch: i64,
    /// Came in during `epoch`, to be released in the next.
    pub next: u64,
    /// Released evenly over `epoch`.
    pub releasing: u64,
    /// Of it, already released.
    pub released: u64,
    /// Released over the epoch before, for estimates.
    pub previous: u64,
}

/// A time as epoch and place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub epoch: i64,
    /// Seconds since the epoch began.
    pub elapsed: u64,
    /// Seconds of an epoch.
    pub length: u64,
}

impl Moment {
    /// The moment `now`, unix seconds. `None` before 1970 or where epochs have no length.
    pub fn new(now: i64, epoch_seconds: i64) -> Option<Self> {
        // Unsigned: the machine has no signed division.
        let (now, length) = (u64::try_from(now).ok()?, u64::try_from(epoch_seconds).ok()?);
        let epoch = now.checked_div(length)?;
        let elapsed = now.checked_sub(epoch.checked_mul(length)?)?;
        Some(Self { epoch: i64::try_from(epoch).ok()?, elapsed, length })
    }
}

impl Stream {
    /// Moves on to `now`; returns what has come due since the last look. Time that goes backwards
    /// releases nothing. Over any sequence of looks the sum is the same to the unit.
    pub fn advance(&mut self, now: Moment) -> Option<u64> {
        let mut due = 0u64;
        if now.epoch > self.epoch {
            due = self.releasing.checked_sub(self.released)?;
            if now.epoch.checked_sub(self.epoch)? == 1 {
                self.previous = self.releasing;
                self.releasing = self.next;
            } else {
                due = due.checked_add(self.next)?;
                self.previous = 0;
                self.releasing = 0;
            }
            self.next = 0;
            self.released = 0;
            self.epoch = now.epoch;
        }
        if now.epoch == self.epoch && self.releasing > 0 {
            let by_now = mul_div_floor(self.releasing, now.elapsed, now.length)?;
            due = due.checked_add(by_now.saturating_sub(self.released))?;
            self.released = self.released.max(by_now);
        }
        Some(due)
    }

    /// Adds what came in. Only after [`advance`](Self::advance) to the same moment.
    pub fn book(&mut self, amount: u64) -> Option<()> {
        self.next = self.next.checked_add(amount)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;

    const DAY: i64 = 86_400;

    impl Stream {
        /// Not released yet.
        fn pending(&self) -> Option<u64> {
            self.releasing.checked_sub(self.released)?.checked_add(self.next)
        }
    }

    fn at(now: i64) -> Moment {
        Moment::new(now, DAY).unwrap()
    }

    #[test]
    fn moments_are_epochs_and_seconds_in_them() {
        assert_eq!(at(3 * DAY + 7), Moment { epoch: 3, elapsed: 7, length: 86_400 });
        assert_eq!(Moment::new(-1, DAY), None);
        assert_eq!(Moment::new(1, 0), None);
    }

    #[test]
    fn a_payment_is_released_over_the_epoch_after_it() {
        let mut stream = Stream::default();
        assert_eq!(stream.advance(at(10 * DAY + 5)), Some(0));
        stream.book(1_000).unwrap();
        assert_eq!(stream.advance(at(11 * DAY - 1)), Some(0));
        assert_eq!(stream.advance(at(11 * DAY + DAY / 4)), Some(250));
        assert_eq!(stream.advance(at(11 * DAY + DAY / 4)), Some(0));
        assert_eq!(stream.advance(at(12 * DAY)), Some(750));
        assert_eq!(stream.pending(), Some(0));
    }

    proptest! {
        #[test]
        fn releases_lie_on_the_line_from_the_epochs_start_to_its_end(
            amount: u64,
            epoch_seconds in 60i64..=604_800,
            epoch in 1i64..1 << 20,
            looks in prop::collection::vec(any::<u64>(), 1..20),
        ) {
            let mut stream = Stream { epoch: epoch - 1, next: amount, ..Stream::default() };
            let (mut released, mut latest) = (0u64, 0u64);
            for look in looks {
                // In any order: time that goes backwards releases nothing.
                let elapsed = look % epoch_seconds as u64;
                latest = latest.max(elapsed);
                let now = Moment::new(epoch * epoch_seconds + elapsed as i64, epoch_seconds).unwrap();
                released += stream.advance(now).unwrap();
                let exact = BigUint::from(amount) * latest / epoch_seconds as u64;
                prop_assert_eq!(BigUint::from(released), exact);
                prop_assert_eq!(stream.pending(), Some(amount - released));
            }
        }

        #[test]
        fn time_before_the_last_look_releases_and_forgets_nothing(
            next in 0u64..1 << 60,
            releasing in 0u64..1 << 60,
            back in 1i64..20,
        ) {
            let mut stream = Stream { epoch: 100, next, releasing, ..Stream::default() };
            let before = stream;
            prop_assert_eq!(stream.advance(at((100 - back) * DAY + 5)), Some(0));
            prop_assert_eq!(stream, before);
        }

        #[test]
        fn amounts_that_do_not_fit_are_refused_and_not_wrapped(more in 1u64..=u64::MAX) {
            let mut stream = Stream { next: u64::MAX, ..Stream::default() };
            prop_assert_eq!(stream.book(more), None);
            let mut stream = Stream { epoch: 1, next: more, releasing: u64::MAX, ..Stream::default() };
            prop_assert_eq!(stream.pending(), None);
            prop_assert_eq!(stream.advance(at(3 * DAY)), None);
        }

        #[test]
        fn every_unit_comes_due_once_and_never_early(
            looks in prop::collection::vec((0i64..3 * DAY, 0u64..1 << 40), 1..60),
        ) {
            let (mut stream, mut now, mut due, mut booked) = (Stream::default(), 20_000 * DAY, 0u128, 0u128);
            for (wait, amount) in looks {
                now += wait;
                due += stream.advance(at(now)).unwrap() as u128;
                stream.book(amount).unwrap();
                booked += amount as u128;
                prop_assert_eq!(due + stream.pending().unwrap() as u128, booked);
                prop_assert!(amount as u128 <= booked - due, "released in the epoch in which it came");
            }
            due += stream.advance(at(now + 2 * DAY)).unwrap() as u128;
            prop_assert_eq!(due, booked);
        }

        #[test]
        fn looking_more_often_changes_nothing(
            amount in 0u64..1 << 50,
            looks in prop::collection::vec(0i64..DAY, 0..20),
        ) {
            let mut often = Stream { epoch: 7, next: amount, ..Stream::default() };
            let mut once = often;
            let mut sorted = looks;
            sorted.sort_unstable();
            let mut due = 0;
            for look in sorted {
                due += often.advance(at(8 * DAY + look)).unwrap();
            }
            due += often.advance(at(9 * DAY + 3)).unwrap();
            prop_assert_eq!(once.advance(at(9 * DAY + 3)).unwrap(), due);
        }
    }
}
