//! Unsigned 128-bit division from 64-bit instructions.

/// Writes quotient and remainder, each as (low, high). The divisor is not zero.
///
/// # Safety
/// `out` must be valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn furnace_divide_128(
    out: *mut [u64; 4],
    low: u64,
    high: u64,
    divisor_low: u64,
    divisor_high: u64,
) {
    let result = match divisor_high {
        0 => by_word(low, high, divisor_low),
        _ => by_two_words(low, high, divisor_low, divisor_high),
    };
    // SAFETY: the caller's promise.
    unsafe { *out = result }
}

/// Long division in base 2^64 by one digit.
fn by_word(low: u64, high: u64, divisor: u64) -> [u64; 4] {
    let quotient_high = high / divisor;
    let carried = high % divisor;
    if carried == 0 {
        return [low / divisor, quotient_high, low % divisor, 0];
    }
    // Normalised, the top bit of the divisor is set and digits can be estimated.
    let shift = divisor.leading_zeros();
    let (top, bottom) = shift_left(carried, low, shift);
    let (quotient, remainder) = two_digits_by_one(top, bottom, divisor << shift);
    [quotient, quotient_high, remainder >> shift, 0]
}

/// Moves a two-word value left by less than 64 bits: (high, low).
fn shift_left(high: u64, low: u64, bits: u32) -> (u64, u64) {
    if bits == 0 { (high, low) } else { ((high << bits) | (low >> (64 - bits)), low << bits) }
}

/// Divides `high * 2^64 + low`, where `high` is below the normalised divisor (Knuth's algorithm D in base 2^32).
fn two_digits_by_one(high: u64, low: u64, divisor: u64) -> (u64, u64) {
    let (first, remainder) = digit(high, low >> 32, divisor);
    let (second, remainder) = digit(remainder, low & 0xffff_ffff, divisor);
    ((first << 32) | second, remainder)
}

/// One 32-bit digit of the quotient, and what remains: the estimate is at most two too large.
fn digit(value: u64, next: u64, divisor: u64) -> (u64, u64) {
    let (divisor_high, divisor_low) = (divisor >> 32, divisor & 0xffff_ffff);
    let mut quotient = value / divisor_high;
    let mut rest = value % divisor_high;
    while quotient >> 32 != 0 || quotient.wrapping_mul(divisor_low) > ((rest << 32) | next) {
        quotient -= 1;
        rest += divisor_high;
        if rest >> 32 != 0 {
            break;
        }
    }
    let remainder = (value << 32).wrapping_add(next).wrapping_sub(quotient.wrapping_mul(divisor));
    (quotient, remainder)
}

/// Shift and subtract: with two words in the divisor the quotient is one word, usually of few bits.
fn by_two_words(low: u64, high: u64, divisor_low: u64, divisor_high: u64) -> [u64; 4] {
    let (mut rest_low, mut rest_high, mut quotient) = (low, high, 0);
    if high >= divisor_high {
        let mut shift = divisor_high.leading_zeros() - high.leading_zeros();
        loop {
            let (moved_high, moved_low) = shift_left(divisor_high, divisor_low, shift);
            if rest_high > moved_high || (rest_high == moved_high && rest_low >= moved_low) {
                let borrow = u64::from(rest_low < moved_low);
                rest_low = rest_low.wrapping_sub(moved_low);
                rest_high = rest_high.wrapping_sub(moved_high).wrapping_sub(borrow);
                quotient |= 1 << shift;
            }
            if shift == 0 {
                break;
            }
            shift -= 1;
        }
    }
    [quotient, 0, rest_low, rest_high]
}

#[cfg(test)]
mod tests {
    use super::furnace_divide_128;

    fn divide(dividend: u128, divisor: u128) -> (u128, u128) {
        let mut out = [0; 4];
        // SAFETY: the array is writable.
        unsafe {
            furnace_divide_128(
                &mut out,
                dividend as u64,
                (dividend >> 64) as u64,
                divisor as u64,
                (divisor >> 64) as u64,
            )
        };
        let join = |low: u64, high: u64| (u128::from(high) << 64) | u128::from(low);
        (join(out[0], out[1]), join(out[2], out[3]))
    }

    #[test]
    fn agrees_with_the_compiler() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state ^ (state >> 29)
        };
        for _ in 0..200_000 {
            let dividend = ((u128::from(word()) << 64) | u128::from(word())) >> (word() % 128);
            let divisor = (((u128::from(word()) << 64) | u128::from(word())) >> (word() % 128)).max(1);
            assert_eq!(divide(dividend, divisor), (dividend / divisor, dividend % divisor), "{dividend} / {divisor}");
        }
    }

    #[test]
    fn meets_the_edges() {
        let edges = [
            1,
            2,
            3,
            u128::from(u64::MAX),
            1 << 64,
            (1 << 64) + 1,
            u128::MAX - 1,
            u128::MAX,
            1 << 127,
            (1 << 127) - 1,
            1 << 63,
        ];
        for dividend in edges {
            for divisor in edges {
                assert_eq!(
                    divide(dividend, divisor),
                    (dividend / divisor, dividend % divisor),
                    "{dividend} / {divisor}"
                );
            }
        }
    }
}
