//! Multiplication and division with a 128-bit middle, named by the direction of rounding.

/// `a x b / divisor`, rounded down. `None` for a zero divisor or a result over `u64::MAX`.
pub fn mul_div_floor(a: u64, b: u64, divisor: u64) -> Option<u64> {
    match a.checked_mul(b) {
        // The common case needs no 128-bit division, which costs some hundred compute units.
        Some(product) => product.checked_div(divisor),
        None => {
            let wide = (a as u128).checked_mul(b as u128)?;
            u64::try_from(wide.checked_div(divisor as u128)?).ok()
        }
    }
}

/// `a x b / divisor`, rounded up. `None` for a zero divisor or a result over `u64::MAX`.
pub fn mul_div_ceil(a: u64, b: u64, divisor: u64) -> Option<u64> {
    match a.checked_mul(b) {
        Some(product) => {
            let quotient = product.checked_div(divisor)?;
            let exact = quotient.checked_mul(divisor)? == product;
            quotient.checked_add(u64::from(!exact))
        }
        None => {
            let wide = (a as u128).checked_mul(b as u128)?;
            let divisor = divisor as u128;
            let quotient = wide.checked_div(divisor)?;
            let exact = quotient.checked_mul(divisor)? == wide;
            u64::try_from(quotient.checked_add(u128::from(!exact))?).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_width() -> impl Strategy<Value = u64> {
        (any::<u64>(), 0u32..64).prop_map(|(value, shift)| value >> shift)
    }

    proptest! {
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
