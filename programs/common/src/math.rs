//! Multiplication and division with a 128-bit middle, named by the direction of rounding.

/// `a x b / divisor`, rounded down. `None` for a zero divisor or a result over `u64::MAX`.
pub fn mul_div_floor(a: u64, b: u64, divisor: u64) -> Option<u64> {
    match a.checked_mul(b) {
        // The common case needs no 128-bit product.
        Some(product) => product.checked_div(divisor),
        None => u64::try_from(div_rem(mul_wide(a, b), divisor)?.0).ok(),
    }
}

/// `a x b / divisor`, rounded up. `None` for a zero divisor or a result over `u64::MAX`.
pub fn mul_div_ceil(a: u64, b: u64, divisor: u64) -> Option<u64> {
    let (quotient, rest) = match a.checked_mul(b) {
        Some(product) => (product.checked_div(divisor)?, product.checked_rem(divisor)?),
        None => {
            let (quotient, rest) = div_rem(mul_wide(a, b), divisor)?;
            (u64::try_from(quotient).ok()?, rest)
        }
    };
    quotient.checked_add(u64::from(rest != 0))
}

/// `a x b`, exact, from the products of halves: the compiler calls a product of 128 by 128 bits for it.
#[allow(clippy::arithmetic_side_effects, reason = "a product of halves and two more halves fit into 64 bits")]
pub fn mul_wide(a: u64, b: u64) -> u128 {
    const HALF: u64 = u32::MAX as u64;
    let (a_high, a_low, b_high, b_low) = (a >> 32, a & HALF, b >> 32, b & HALF);
    let lowest = a_low * b_low;
    let first = a_high * b_low + (lowest >> 32);
    let second = a_low * b_high + (first & HALF);
    let high = a_high * b_high + (first >> 32) + (second >> 32);
    (high as u128) << 64 | (second << 32 | lowest & HALF) as u128
}

/// Bits that one step of a long division brings down, and the least divisor for which a rest and those bits
/// do not fit into 64.
pub(crate) const STEP_BITS: u32 = 16;
pub(crate) const WIDE_DIVISOR: u64 = 1 << (u64::BITS - STEP_BITS);

/// `dividend / divisor`, rounded down, and the rest. `None` for a zero divisor.
///
/// The machine has divisions of 64 bits; one of 128 bits costs it some hundred compute units. A divisor below
/// 2^48 leaves room for a long division, 16 bits at a time.
pub fn div_rem(dividend: u128, divisor: u64) -> Option<(u128, u64)> {
    let (high, low) = ((dividend >> 64) as u64, dividend as u64);
    if high == 0 {
        return Some((u128::from(low.checked_div(divisor)?), low.checked_rem(divisor)?));
    }
    if divisor >= WIDE_DIVISOR {
        return div_rem_wide(dividend, divisor);
    }
    let (top, mut rest) = (high.checked_div(divisor)?, high.checked_rem(divisor)?);
    let mut bottom = 0u64;
    for shift in [48, 32, 16, 0] {
        // The rest is less than the divisor, so the part fits, and its quotient is less than 2^16.
        let part = rest << STEP_BITS | (low >> shift & 0xffff);
        bottom = bottom << STEP_BITS | part.checked_div(divisor)?;
        rest = part.checked_rem(divisor)?;
    }
    Some(((top as u128) << 64 | bottom as u128, rest))
}

/// The same for any divisor.
// Seldom needed, and large.
#[cold]
#[inline(never)]
fn div_rem_wide(dividend: u128, divisor: u64) -> Option<(u128, u64)> {
    let quotient = dividend.checked_div(divisor as u128)?;
    let rest = dividend.checked_sub(quotient.checked_mul(divisor as u128)?)?;
    Some((quotient, u64::try_from(rest).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_width() -> impl Strategy<Value = u64> {
        (any::<u64>(), 0u32..64).prop_map(|(value, shift)| value >> shift)
    }

    fn any_wide() -> impl Strategy<Value = u128> {
        (any::<u128>(), 0u32..128).prop_map(|(value, shift)| value >> shift)
    }

    proptest! {
        #[test]
        fn products_are_the_compilers(a in any_width(), b in any_width()) {
            prop_assert_eq!(mul_wide(a, b), a as u128 * b as u128);
            prop_assert_eq!(mul_wide(u64::MAX - a, u64::MAX - b), (u64::MAX - a) as u128 * (u64::MAX - b) as u128);
        }

        #[test]
        fn division_is_the_compilers(dividend in any_wide(), divisor in any_width()) {
            let wide = divisor as u128;
            let expected = dividend.checked_div(wide).map(|quotient| (quotient, (dividend % wide) as u64));
            prop_assert_eq!(div_rem(dividend, divisor), expected);
        }

        #[test]
        fn floor_and_ceil_match_wide_integers(a in any_width(), b in any_width(), divisor in any_width()) {
            let product = a as u128 * b as u128;
            let floor = product.checked_div(divisor as u128).and_then(|value| u64::try_from(value).ok());
            let ceil = (divisor != 0).then(|| product.div_ceil(divisor as u128)).and_then(|value| u64::try_from(value).ok());
            prop_assert_eq!(mul_div_floor(a, b, divisor), floor);
            prop_assert_eq!(mul_div_ceil(a, b, divisor), ceil);
        }
    }
}
