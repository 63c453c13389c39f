//! The emission schedule: io.net's published hourly figures, as one sum that can be taken at any hour.
//!
//! Hour 1 emits 4,566.21 HEAT, each hour after it the one before times `1 - 0.0000138869524`, for
//! 175,319 hours. The sum to hour `n` is `first x (1 - ratio^n) / (1 - ratio)`; what an hour, an epoch or
//! any gap emits is a difference of two sums, so nothing is lost or gained by how time is cut.

/// Emitted in the first hour, HEAT base units.
pub const FIRST_HOUR: u64 = 4_566_210_000;
/// What an hour emits less than the one before it, in parts of `DECAY_SCALE`.
pub const DECAY: u64 = 138_869_524;
pub const DECAY_SCALE: u64 = 10_000_000_000_000;
/// Hours of the schedule.
pub const HOURS: u32 = 175_319;
/// Seconds of an hour.
pub const HOUR_SECONDS: u64 = 3_600;

/// `ratio^(2^k)` by `k`, in parts of 2^128, rounded down.
const POWERS: [u128; 18] = [
    0xffff1703fe5ca0c5_5d83343c9d47beec,
    0xfffe2e08d0c2fc96_1146d96c2eef3ffb,
    0xfffc5c14f1a9e173_f968944b2b7b5687,
    0xfff8b83723cb4501_a7e93deba4cdc870,
    0xfff170a348b39ca3_99433b9dd140938a,
    0xffe2e21a8fd3fbfd_a9c8a5eb18a09478,
    0xffc5c784e9212b00_14e7132acfbb9ef2,
    0xff8b9c47767ec829_272060f9db1edc01,
    0xff176d7973126ccc_cdc14c2dd1166c79,
    0xfe2fae3ccde207ab_3a7ede638e455092,
    0xfc62a6a21976d687_02e75f84dee4a54d,
    0xf8d25e1322b41500_683cc4e74c0fdfbb,
    0xf1d843238d33e70d_a97c8010ee726c94,
    0xe478e51a4d75a176_b52ef6b66d48083e,
    0xcbe7912e6faa372b_1838a8ed75f1a30f,
    0xa26911b6f93b1b99_0c8f441b0972a109,
    0x6709258b1cc1114b_83cb3a566ed76236,
    0x29785c899a6ce366_074036b91eafbd0b,
];
/// `FIRST_HOUR x DECAY_SCALE / DECAY`, the sum of endless hours, in parts of 2^-79 base units, rounded up.
const ENDLESS: u128 = 0x9586de0091bdaa80_f7cf0af4a5fc6426;
const ENDLESS_SHIFT: u32 = 79;
/// More than all roundings here add up to, and less than the distance of any sum from the next whole
/// unit: with it every sum of the schedule is exact, which the tests show hour by hour.
const GUARD: u128 = 1 << 15;

/// Emitted in the first `hours` hours, HEAT base units, rounded down.
pub fn sum_floor(hours: u32) -> u64 {
    let hours = hours.min(HOURS);
    let mut power: Option<u128> = None;
    for (bit, &factor) in POWERS.iter().enumerate() {
        if hours >> bit & 1 == 1 {
            power = Some(power.map_or(factor, |power| multiply(power, factor)));
        }
    }
    match power {
        // 2^128 - power, which the wrapping negation is
        Some(power) => (multiply(ENDLESS, power.wrapping_neg()).saturating_add(GUARD) >> ENDLESS_SHIFT) as u64,
        None => 0,
    }
}

/// Emitted from hour `from` to hour `to`, HEAT base units; nothing where `to` is not later.
pub fn between(from: u32, to: u32) -> u64 {
    sum_floor(to).saturating_sub(sum_floor(from))
}

/// Whole hours of the schedule that have passed at `time`, both in unix seconds.
pub fn hour_at(start: i64, time: i64) -> u32 {
    let elapsed = u64::try_from(time.saturating_sub(start)).unwrap_or(0);
    u32::try_from(elapsed / HOUR_SECONDS).unwrap_or(HOURS).min(HOURS)
}

/// The epoch in which `time` lies: epoch `e` is `[e x length, (e + 1) x length)` in unix seconds. `None`
/// before 1970 and for a length that is not above zero.
pub fn epoch_at(time: i64, epoch_seconds: i64) -> Option<u64> {
    u64::try_from(time).ok()?.checked_div(u64::try_from(epoch_seconds).ok()?)
}

/// What an epoch emits, HEAT base units: the hours that end in it. `None` where its end does not fit.
pub fn epoch_budget(start: i64, epoch: u64, epoch_seconds: i64) -> Option<u64> {
    let begins = i64::try_from(epoch).ok()?.checked_mul(epoch_seconds)?;
    let ends = begins.checked_add(epoch_seconds)?;
    Some(between(hour_at(start, begins), hour_at(start, ends)))
}

/// `a x b / 2^128`, up to two parts less than the exact value.
fn multiply(a: u128, b: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let (a_high, a_low, b_high, b_low) = (a >> 64, a & LOW, b >> 64, b & LOW);
    // Products of halves fit, and so does the sum, which is at most the product of the wholes.
    let middle = (a_high.wrapping_mul(b_low) >> 64).wrapping_add(a_low.wrapping_mul(b_high) >> 64);
    a_high.wrapping_mul(b_high).wrapping_add(middle)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::limits::{EMISSION_CAP, GENESIS_SUPPLY};
    use num_bigint::BigUint;
    use proptest::prelude::*;
    use std::vec::Vec;

    /// Bits after the point in the wide arithmetic below.
    const BITS: u32 = 512;

    /// `first x (1 - power) / (1 - ratio)`, rounded down.
    fn exact_sum(power: &BigUint) -> BigUint {
        let one = BigUint::from(1u8) << BITS;
        ((one - power) * FIRST_HOUR * DECAY_SCALE / DECAY) >> BITS
    }

    /// The exact sums of hours 0 to `HOURS`. Each power is enclosed between one rounded down and one
    /// rounded up; where both give the same sum, that is the exact one.
    fn exact_sums() -> Vec<u64> {
        let one = BigUint::from(1u8) << BITS;
        let (mut low, mut high) = (one.clone(), one);
        let mut sums = std::vec![0];
        for hour in 1..=HOURS {
            low = low * (DECAY_SCALE - DECAY) / DECAY_SCALE;
            high = high * (DECAY_SCALE - DECAY) / DECAY_SCALE + 1u8;
            let least = exact_sum(&high);
            // The first hour's sum is a whole number, which no enclosure can show.
            let sum = if hour == 1 { BigUint::from(FIRST_HOUR) } else { exact_sum(&low) };
            assert!(hour == 1 || least == sum, "hour {hour}");
            sums.push(u64::try_from(sum).unwrap());
        }
        sums
    }

    #[test]
    fn every_sum_of_the_schedule_is_exact() {
        for (hour, exact) in exact_sums().into_iter().enumerate() {
            assert_eq!(sum_floor(hour as u32), exact, "hour {hour}");
        }
        assert_eq!(sum_floor(u32::MAX), sum_floor(HOURS));
        assert!(sum_floor(HOURS) <= EMISSION_CAP);
    }

    #[test]
    fn figures_are_the_published_ones() {
        // docs.iog.net, "Token Emission Schedule": hours 1 to 6, in hundredths of a token, rounded.
        let published = [456_621u64, 456_615, 456_608, 456_602, 456_596, 456_589];
        std::println!("hour  published    here (HEAT)");
        for (hour, published) in (1u32..).zip(published) {
            let emitted = between(hour - 1, hour);
            let (whole, part) = (published / 100, published % 100);
            std::println!("{hour:>4}  {whole}.{part:02}      {}.{:06}", emitted / 1_000_000, emitted % 1_000_000);
            assert_eq!((emitted + 5_000) / 10_000, published, "hour {hour}");
        }
        let (supply, total) = (GENESIS_SUPPLY + sum_floor(3), sum_floor(HOURS));
        std::println!("supply after 3 hours  500,013,698.44    {}.{:06}", supply / 1_000_000, supply % 1_000_000);
        std::println!("emitted in all        300.0M            {}.{:06}", total / 1_000_000, total % 1_000_000);
        assert_eq!((supply + 5_000) / 10_000, 50_001_369_844);
        assert_eq!(total, 299_999_996_933_892);
    }

    #[test]
    fn an_hour_counts_once_it_is_over() {
        let hours = [-1, 0, 3_599, 3_600, 7_199, i64::MAX - 500].map(|passed| hour_at(500, 500 + passed));
        assert_eq!(hours, [0, 0, 0, 1, 1, HOURS]);
        assert_eq!(epoch_at(-1, 60), None);
        assert_eq!(epoch_at(0, 0), None);
        assert_eq!([epoch_at(59, 60), epoch_at(60, 60)], [Some(0), Some(1)]);
        assert_eq!(epoch_budget(0, u64::MAX, 60), None);
    }

    proptest! {
        #[test]
        fn any_partition_of_the_hours_adds_up(mut cuts in proptest::collection::vec(0..HOURS + 1_000, 0..40)) {
            cuts.sort_unstable();
            let mut sum = 0;
            let mut from = 0;
            for to in cuts {
                sum += between(from, to);
                from = to;
            }
            prop_assert_eq!(sum + between(from, HOURS), sum_floor(HOURS));
        }

        #[test]
        fn epochs_in_a_row_emit_what_their_hours_do(
            start in 0i64..1 << 33,
            first in 0u64..200_000,
            count in 1u64..50,
            epoch_seconds in 60i64..=604_800,
        ) {
            let sum: u64 = (first..first + count).map(|epoch| epoch_budget(start, epoch, epoch_seconds).unwrap()).sum();
            let from = hour_at(start, first as i64 * epoch_seconds);
            let to = hour_at(start, (first + count) as i64 * epoch_seconds);
            prop_assert_eq!(sum, between(from, to));
        }
    }
}
