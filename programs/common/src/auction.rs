//! A permanent Dutch auction: a lot's price falls until someone pays it.
//!
//! Prices are HEAT base units for one base unit of what is sold, in parts of 2^32.

use crate::bps;

/// Scale of a price.
pub const ONE: u64 = 1 << 32;
/// The lowest price: nothing is ever given away.
pub const MIN_PRICE: u64 = 1;

/// The price `elapsed` seconds after a lot started at `start_price`: halved every half-life, linear between,
/// rounded up, never below `MIN_PRICE`. Time before the start counts as the start.
pub fn price_at(start_price: u64, elapsed: i64, half_life: u32) -> Option<u64> {
    let elapsed = u64::try_from(elapsed).unwrap_or(0);
    let halvings = u32::try_from(elapsed.checked_div(u64::from(half_life))?).unwrap_or(u32::MAX);
    let price = start_price.checked_shr(halvings).unwrap_or(0);
    // The part of the half-life that has passed in parts of 2^32, so that one multiplication is wide and no
    // division is.
    let passed = (elapsed.checked_rem(u64::from(half_life))? << 32).checked_div(u64::from(half_life))?;
    let fallen = u128::from(price >> 1).checked_mul(u128::from(passed))? >> 32;
    Some(price.saturating_sub(u64::try_from(fallen).ok()?).max(MIN_PRICE))
}

/// HEAT for `amount` at `price`, rounded up, at least one base unit. `None` where it does not fit.
pub fn cost_ceil(amount: u64, price: u64) -> Option<u64> {
    let wide = u128::from(amount).checked_mul(u128::from(price))?;
    let cost = wide.checked_add(u128::from(ONE.saturating_sub(1)))? >> 32;
    Some(u64::try_from(cost).ok()?.max(1))
}

/// Whether `cost` for `amount` is within a limit of `max_cost` for the `asked` amount, of which it may be a
/// part: the part's share of the limit is rounded up.
pub fn is_within_limit(cost: u64, amount: u64, asked: u64, max_cost: u64) -> bool {
    match cost.checked_sub(1) {
        Some(below) => {
            u128::from(below).saturating_mul(u128::from(asked))
                < u128::from(max_cost).saturating_mul(u128::from(amount))
        }
        None => true,
    }
}

/// The first price of a lot after one of `sold` units that brought `burned` HEAT and started at `start_price`:
/// the average times the multiple, rounded up, so that even the lowest price can rise again; at least half of
/// the start, so that one lot which nobody watched does not make the next ones cheap; at least `MIN_PRICE` and
/// at most what fits. `None` where nothing was sold.
pub fn next_start_ceil(burned: u64, sold: u64, multiple_bps: u32, start_price: u64) -> Option<u64> {
    let wide = (u128::from(burned) << 32).checked_mul(u128::from(multiple_bps))?;
    let divisor = u128::from(sold).checked_mul(u128::from(bps::ONE))?;
    let quotient = wide.checked_div(divisor)?;
    let exact = quotient.checked_mul(divisor)? == wide;
    let next = u64::try_from(quotient.checked_add(u128::from(!exact))?).unwrap_or(u64::MAX);
    Some(next.max(start_price.div_ceil(2)).max(MIN_PRICE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;

    fn any_price() -> impl Strategy<Value = u64> {
        (1..=u64::MAX, 0u32..64).prop_map(|(value, shift)| (value >> shift).max(1))
    }

    #[test]
    fn a_price_halves_by_the_half_life_and_never_ends() {
        let prices = [-5, 0, 300, 600, 900, 1_200, i64::MAX].map(|elapsed| price_at(8 * ONE, elapsed, 600));
        assert_eq!(prices, [8 * ONE, 8 * ONE, 6 * ONE, 4 * ONE, 3 * ONE, 2 * ONE, 1].map(Some));
        assert_eq!(price_at(ONE, 1, 0), None);
    }

    #[test]
    fn the_lowest_price_rises_again() {
        let mut price = MIN_PRICE;
        for _ in 0..300 {
            let sold = 1 << 40;
            price = next_start_ceil(cost_ceil(sold, price).unwrap(), sold, 11_000, price).unwrap();
        }
        assert!(price > ONE);
    }

    #[test]
    fn a_part_has_its_share_of_the_limit() {
        assert!(is_within_limit(10, 10, 100, 100));
        assert!(!is_within_limit(11, 10, 100, 100));
        // 1/3 of 100 is 33.3, and the last unit is rounding
        assert!(is_within_limit(34, 1, 3, 100));
        assert!(!is_within_limit(35, 1, 3, 100));
        assert!(!is_within_limit(1, u64::MAX, u64::MAX, 0));
    }

    proptest! {
        #[test]
        fn a_price_only_falls(start in any_price(), half_life in 1u32..=604_800, at in 0i64..1 << 32, later in 0i64..1 << 21) {
            let before = price_at(start, at, half_life).unwrap();
            prop_assert!(before <= start.max(1));
            prop_assert!(price_at(start, at + later, half_life).unwrap() <= before);
        }

        #[test]
        fn a_price_is_the_line_between_two_halvings(start in any_price(), half_life in 1u32..=604_800, at in 0i64..1 << 26) {
            let (halvings, rest) = (at / i64::from(half_life), at % i64::from(half_life));
            let whole = if halvings < 64 { start >> halvings } else { 0 };
            // whole - half x rest / half-life
            let fall = BigUint::from(whole >> 1) * rest as u64 / half_life;
            let exact = u64::try_from(BigUint::from(whole) - fall).unwrap();
            let price = price_at(start, at, half_life).unwrap();
            // The fraction has 32 bits: as much as is lost of it, and the last unit.
            prop_assert!(price >= exact && price - exact.min(price) <= (whole >> 33) + 1);
        }

        #[test]
        fn a_cost_is_rounded_up_and_never_nothing(amount in any_price(), price in any_price()) {
            let exact = (BigUint::from(amount) * price + (ONE - 1)) >> 32;
            let exact = u64::try_from(exact).ok();
            prop_assert_eq!(cost_ceil(amount, price), exact.map(|cost| cost.max(1)));
        }

        #[test]
        fn buying_in_parts_is_never_cheaper(amount in 2u64..1 << 40, price in any_price(), part in 1u64..1 << 40) {
            let part = part % (amount - 1) + 1;
            if let Some(whole) = cost_ceil(amount, price) {
                let parts = cost_ceil(part, price).unwrap() + cost_ceil(amount - part, price).unwrap();
                prop_assert!(parts >= whole);
            }
        }

        #[test]
        fn the_next_start_is_the_average_times_the_multiple_or_half_the_last(
            burned: u64,
            sold in any_price(),
            multiple in 11_000u32..=100_000,
            start in any_price(),
        ) {
            let (wide, divisor) = ((BigUint::from(burned) << 32) * multiple, BigUint::from(sold) * 10_000u32);
            let exact = (wide + &divisor - 1u8) / divisor;
            let exact = u64::try_from(exact).unwrap_or(u64::MAX).max(start.div_ceil(2));
            prop_assert_eq!(next_start_ceil(burned, sold, multiple, start), Some(exact));
            prop_assert_eq!(next_start_ceil(burned, 0, multiple, start), None);
        }

        #[test]
        fn a_whole_order_is_within_its_limit_up_to_it(cost: u64, amount in any_price(), max_cost: u64) {
            prop_assert_eq!(is_within_limit(cost, amount, amount, max_cost), cost <= max_cost);
        }
    }
}
