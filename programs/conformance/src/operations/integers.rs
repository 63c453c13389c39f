//! Every integer operation of every width, on two operands.

use super::Results;

/// Casts both operands to each type and runs what that type has.
pub(super) fn all(left: u128, right: u128, results: &mut Results<'_>) {
    unsigned_8::run(left as u8, right as u8, results);
    unsigned_16::run(left as u16, right as u16, results);
    unsigned_32::run(left as u32, right as u32, results);
    unsigned_64::run(left as u64, right as u64, results);
    unsigned_128::run(left, right, results);
    signed_8::run(left as i8, right as i8, results);
    signed_16::run(left as i16, right as i16, results);
    signed_32::run(left as i32, right as i32, results);
    signed_64::run(left as i64, right as i64, results);
    signed_128::run(left as i128, right as i128, results);
    mixed(left, right, results);
}

/// What both kinds of integers have.
///
/// Each group is a function of its own, so that frames stay small and the operands are not known
/// to the optimiser.
macro_rules! common {
    ($integer:ty) => {
        type Integer = $integer;
        type Optional = Option<Integer>;

        fn put(results: &mut Results<'_>, value: Integer) {
            let wide = value as u128;
            results.number(wide as u64, (wide >> 64) as u64);
        }

        fn put_optional(results: &mut Results<'_>, value: Optional) {
            results.flag(value.is_some());
            put(results, value.unwrap_or_default());
        }

        fn put_overflowing(results: &mut Results<'_>, (value, overflow): (Integer, bool)) {
            put(results, value);
            results.flag(overflow);
        }

        #[inline(never)]
        fn checked(a: Integer, b: Integer, results: &mut Results<'_>) {
            put_optional(results, a.checked_add(b));
            put_optional(results, a.checked_sub(b));
            put_optional(results, a.checked_mul(b));
            put_optional(results, a.checked_div(b));
            put_optional(results, a.checked_rem(b));
            put_optional(results, a.checked_div_euclid(b));
            put_optional(results, a.checked_rem_euclid(b));
            put_optional(results, a.checked_neg());
            put_optional(results, a.checked_shl(b as u32));
            put_optional(results, a.checked_shr(b as u32));
            put_optional(results, a.checked_pow(b as u32 & 7));
        }

        #[inline(never)]
        fn overflowing(a: Integer, b: Integer, results: &mut Results<'_>) {
            put_overflowing(results, a.overflowing_add(b));
            put_overflowing(results, a.overflowing_sub(b));
            put_overflowing(results, a.overflowing_mul(b));
            put_overflowing(results, a.overflowing_neg());
            put_overflowing(results, a.overflowing_shl(b as u32));
            put_overflowing(results, a.overflowing_shr(b as u32));
        }

        #[inline(never)]
        fn wrapping(a: Integer, b: Integer, results: &mut Results<'_>) {
            put(results, a.wrapping_add(b));
            put(results, a.wrapping_sub(b));
            put(results, a.wrapping_mul(b));
            put(results, a.wrapping_neg());
            put(results, a.wrapping_shl(b as u32));
            put(results, a.wrapping_shr(b as u32));
            put(results, a.wrapping_pow(b as u32 & 15));
            if b != 0 {
                put(results, a.wrapping_div(b));
                put(results, a.wrapping_rem(b));
            }
        }

        #[inline(never)]
        fn saturating(a: Integer, b: Integer, results: &mut Results<'_>) {
            put(results, a.saturating_add(b));
            put(results, a.saturating_sub(b));
            put(results, a.saturating_mul(b));
            put(results, a.saturating_pow(b as u32 & 7));
        }

        #[inline(never)]
        fn add(a: Integer, b: Integer) -> Integer {
            a + b
        }

        #[inline(never)]
        fn subtract(a: Integer, b: Integer) -> Integer {
            a - b
        }

        #[inline(never)]
        fn multiply(a: Integer, b: Integer) -> Integer {
            a * b
        }

        #[inline(never)]
        fn divide(a: Integer, b: Integer) -> Integer {
            a / b
        }

        #[inline(never)]
        fn remainder(a: Integer, b: Integer) -> Integer {
            a % b
        }

        #[inline(never)]
        fn shift_left(a: Integer, bits: u32) -> Integer {
            a << bits
        }

        #[inline(never)]
        fn shift_right(a: Integer, bits: u32) -> Integer {
            a >> bits
        }

        /// The operators, which abort on overflow: only where they do not.
        #[inline(never)]
        fn plain(a: Integer, b: Integer, results: &mut Results<'_>) {
            let bits = b as u32 % Integer::BITS;
            put(results, shift_left(a, bits));
            put(results, shift_right(a, bits));
            if a.checked_add(b).is_some() {
                put(results, add(a, b));
            }
            if a.checked_sub(b).is_some() {
                put(results, subtract(a, b));
            }
            if a.checked_mul(b).is_some() {
                put(results, multiply(a, b));
            }
            if a.checked_div(b).is_some() {
                put(results, divide(a, b));
                put(results, remainder(a, b));
            }
        }

        #[inline(never)]
        fn bits(a: Integer, b: Integer, results: &mut Results<'_>) {
            put(results, a & b);
            put(results, a | b);
            put(results, a ^ b);
            put(results, !a);
            put(results, a.rotate_left(b as u32 % Integer::BITS));
            put(results, a.rotate_right(b as u32 % Integer::BITS));
            put(results, a.rotate_left(5));
            put(results, a.swap_bytes());
            put(results, a.reverse_bits());
            let counts = [
                a.count_ones(),
                a.count_zeros(),
                a.leading_zeros(),
                a.trailing_zeros(),
                a.leading_ones(),
                a.trailing_ones(),
            ];
            for count in counts {
                results.number(count.into(), 0);
            }
            let logarithm = |value: Option<u32>| value.map_or(u64::MAX, u64::from);
            results.number(logarithm(a.checked_ilog2()), logarithm(a.checked_ilog10()));
        }

        /// Divisors and shifts the compiler knows take other paths through the code generator.
        #[inline(never)]
        fn constants(a: Integer, results: &mut Results<'_>) {
            put(results, a / 3);
            put(results, a % 3);
            put(results, a / 10);
            put(results, a % 10);
            put(results, a / 8);
            put(results, a % 8);
            put(results, a / 100);
            put(results, a % 100);
            put(results, a.wrapping_mul(10));
            put(results, a.wrapping_mul(5));
            put(results, a << 3);
            put(results, a >> 3);
            put(results, a >> (Integer::BITS - 1));
            put(results, a << (Integer::BITS - 1));
            put_optional(results, a.checked_mul(100));
            put_overflowing(results, a.overflowing_mul(7));
        }

        #[inline(never)]
        fn compare(a: Integer, b: Integer, results: &mut Results<'_>) {
            results.flag(a == b);
            results.flag(a < b);
            results.flag(a <= b);
            results.flag(a > b);
            results.bytes(&[a.cmp(&b) as u8]);
            put(results, a.min(b));
            put(results, a.max(b));
            put(results, a.clamp(3, 100));
            let difference = a.abs_diff(b) as u128;
            results.number(difference as u64, (difference >> 64) as u64);
        }

        #[inline(never)]
        fn casts(a: Integer, results: &mut Results<'_>) {
            results.bytes(&(a as u8).to_le_bytes());
            results.bytes(&(a as u16).to_le_bytes());
            results.bytes(&(a as u32).to_le_bytes());
            results.bytes(&(a as u64).to_le_bytes());
            results.bytes(&(a as u128).to_le_bytes());
            results.bytes(&(a as i8).to_le_bytes());
            results.bytes(&(a as i16).to_le_bytes());
            results.bytes(&(a as i32).to_le_bytes());
            results.bytes(&(a as i64).to_le_bytes());
            results.bytes(&(a as i128).to_be_bytes());
            results.flag(u8::try_from(a).is_ok());
            results.flag(u32::try_from(a).is_ok());
            results.flag(i64::try_from(a).is_ok());
            results.flag(u128::try_from(a).is_ok());
        }

        fn both(a: Integer, b: Integer, results: &mut Results<'_>) {
            checked(a, b, results);
            overflowing(a, b, results);
            wrapping(a, b, results);
            saturating(a, b, results);
            plain(a, b, results);
            bits(a, b, results);
            constants(a, results);
            compare(a, b, results);
            casts(a, results);
        }
    };
}

macro_rules! unsigned {
    ($module:ident, $integer:ty) => {
        mod $module {
            use super::super::Results;

            common!($integer);

            #[inline(never)]
            pub(super) fn run(a: Integer, b: Integer, results: &mut Results<'_>) {
                both(a, b, results);
                results.flag(a.is_power_of_two());
                put_optional(results, a.checked_next_power_of_two());
                put(results, a.isqrt());
                put(results, if b == 0 { 0 } else { a.div_ceil(b) });
                put_optional(results, a.checked_next_multiple_of(b));
                put(results, a.midpoint(b));
            }
        }
    };
}

macro_rules! signed {
    ($module:ident, $integer:ty) => {
        mod $module {
            use super::super::Results;

            common!($integer);

            #[inline(never)]
            pub(super) fn run(a: Integer, b: Integer, results: &mut Results<'_>) {
                both(a, b, results);
                put(results, a.signum());
                put(results, a.wrapping_abs());
                put(results, a.saturating_neg());
                put_optional(results, a.checked_abs());
                put_overflowing(results, a.overflowing_abs());
                put(results, a.unsigned_abs() as Integer);
                results.flag(a.is_negative());
            }
        }
    };
}

unsigned!(unsigned_8, u8);
unsigned!(unsigned_16, u16);
unsigned!(unsigned_32, u32);
unsigned!(unsigned_64, u64);
unsigned!(unsigned_128, u128);
signed!(signed_8, i8);
signed!(signed_16, i16);
signed!(signed_32, i32);
signed!(signed_64, i64);
signed!(signed_128, i128);

/// Products wider than their operands, as in every price computation, and calls of many arguments.
#[inline(never)]
fn mixed(left: u128, right: u128, results: &mut Results<'_>) {
    let (a, b) = (left as u64, right as u64);
    let divisor = ((left >> 64) as u64).max(1);
    let product = u128::from(a) * u128::from(b);
    results.bytes(&product.to_le_bytes());
    results.bytes(&(product / u128::from(divisor)).to_le_bytes());
    results.bytes(&(product % u128::from(divisor)).to_le_bytes());
    results.bytes(&(product >> 64).to_le_bytes());
    results.bytes(&(i128::from(a as i64) * i128::from(b as i64)).to_le_bytes());
    results.bytes(&many(a, right, left as u8, divisor, left, b, right as u16).to_le_bytes());
    results.bytes(&through_pointer(if a & 1 == 0 { many } else { few }, a, right, left).to_le_bytes());
    results.bytes(&descend(a & 7, a, b, left, right, divisor).to_le_bytes());
}

type Many = fn(u64, u128, u8, u64, u128, u64, u16) -> u128;

#[inline(never)]
fn many(a: u64, b: u128, c: u8, d: u64, e: u128, f: u64, g: u16) -> u128 {
    b.wrapping_mul(3).wrapping_add(e).wrapping_add(u128::from(a ^ d.rotate_left(3) ^ f)).wrapping_sub(u128::from(c))
        ^ u128::from(g)
}

#[inline(never)]
fn few(a: u64, b: u128, c: u8, _: u64, _: u128, _: u64, _: u16) -> u128 {
    b.wrapping_add(u128::from(a)).wrapping_mul(u128::from(c))
}

#[inline(never)]
fn through_pointer(function: Many, a: u64, b: u128, c: u128) -> u128 {
    function(a, b, a as u8, b as u64, c, a >> 1, c as u16)
}

/// Recursion with more arguments than registers.
#[inline(never)]
fn descend(depth: u64, a: u64, b: u64, c: u128, d: u128, e: u64) -> u128 {
    if depth == 0 {
        return c.wrapping_mul(d).wrapping_add(u128::from(a ^ b ^ e));
    }
    descend(depth - 1, b.wrapping_add(1), e, d, c.wrapping_add(1), a)
        .wrapping_add(descend(depth - 1, e, a, d, c, b) >> 1)
}
