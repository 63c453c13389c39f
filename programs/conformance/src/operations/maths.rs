//! The maths that the programs share, each function behind the same signature.

use furnace_common::stream::{Moment, Stream};
use furnace_common::{
    accumulator, auction, bps, collateral, emission, fees, lease, lock, math, penalties, points, price, reputation,
    shares, sortition, stake,
};

use super::Results;

/// Bytes of one input: which function, how often it is called, padding to 8, and its numbers in little endian.
pub const CALL_BYTES: usize = 8 + 8 * NUMBERS;

/// Numbers that a function may take; the most is what a stream needs.
pub const NUMBERS: usize = 8;
type Numbers = [u64; NUMBERS];

/// What a function gives, filled up with zeros.
type Answer = Option<[u64; 6]>;

/// A function of `furnace_common`.
pub struct Function {
    pub name: &'static str,
    run: fn(&Numbers) -> Answer,
}

/// Builds the table. Numbers are cast to what the function takes.
macro_rules! functions {
    ($($name:literal: $numbers:pat => $answer:expr;)+) => {
        /// In the order in which inputs name them. The first does nothing: its cost is that of any call.
        pub static FUNCTIONS: &[Function] = &[
            $(Function { name: $name, run: |$numbers: &Numbers| -> Answer { $answer } },)+
        ];
    };
}

functions! {
    "nothing": &[a, ..] => one(Some(a));
    "math::mul_div_floor": &[a, b, divisor, ..] => one(math::mul_div_floor(a, b, divisor));
    "math::mul_div_ceil": &[a, b, divisor, ..] => one(math::mul_div_ceil(a, b, divisor));
    "math::div_rem": &[low, high, divisor, ..] => {
        let (quotient, rest) = math::div_rem(join(low, high), divisor)?;
        Some([quotient as u64, (quotient >> 64) as u64, rest, 0, 0, 0])
    };
    "bps::of_floor": &[amount, rate, ..] => one(bps::of_floor(amount, rate as u16));
    "bps::of_ceil": &[amount, rate, ..] => one(bps::of_ceil(amount, rate as u16));
    "shares::issue": &[amount, units, count, ..] => one(shares::issue(amount, units, count));
    "shares::redeem": &[count, units, all, ..] => one(shares::redeem(count, units, all));
    "stake::minimum": &[gpus, multiplier, ..] => one(stake::minimum(gpus as u32, multiplier as u16));
    "stake::is_half_own": &[own, others, ..] => one(Some(stake::is_half_own(own, others).into()));
    "collateral::required": &[price, factor, ..] => one(collateral::required(price, factor as u16));
    "accumulator::rise": &[low, high, carried, shares, ..] => {
        let (rise, rest) = accumulator::rise(join(low, high), carried, shares)?;
        Some([rise as u64, (rise >> 64) as u64, rest, 0, 0, 0])
    };
    "accumulator::earned": &[shares, low, high, seen_low, seen_high, ..] =>
        wide(accumulator::earned(shares, join(low, high), join(seen_low, seen_high)));
    "accumulator::whole": &[low, high, ..] => one(accumulator::whole(join(low, high)));
    "stream::Moment::new": &[now, epoch_seconds, ..] => {
        let moment = Moment::new(now as i64, epoch_seconds as i64)?;
        Some([moment.epoch as u64, moment.elapsed, moment.length, 0, 0, 0])
    };
    "stream::Stream::advance": &[epoch, next, releasing, released, previous, now, elapsed, length] => {
        let mut stream = Stream { epoch: epoch as i64, next, releasing, released, previous };
        let due = stream.advance(Moment { epoch: now as i64, elapsed, length })?;
        Some([due, stream.epoch as u64, stream.next, stream.releasing, stream.released, stream.previous])
    };
    "lock::bonus": &[shares, seconds, ..] => one(lock::bonus(shares, seconds as i64));
    "emission::sum_floor": &[hours, ..] => one(Some(emission::sum_floor(hours as u32)));
    "emission::between": &[from, to, ..] => one(Some(emission::between(from as u32, to as u32)));
    "emission::epoch_budget": &[start, epoch, epoch_seconds, ..] =>
        one(emission::epoch_budget(start as i64, epoch, epoch_seconds as i64));
    "points::stake_factor_bps_floor": &[active, minimum, ..] =>
        one(points::stake_factor_bps_floor(active, minimum).map(u64::from));
    "points::points_floor": &[score, factor, uptime, ..] =>
        one(points::points_floor(score, factor as u16, uptime as u16));
    "points::share_floor": &[budget, start, points, total, ..] =>
        one(points::share_floor(budget, start, points, total));
    "auction::price_at": &[start, elapsed, half_life, ..] =>
        one(auction::price_at(start, elapsed as i64, half_life as u32));
    "auction::cost_ceil": &[amount, price, ..] => one(auction::cost_ceil(amount, price));
    "auction::is_within_limit": &[cost, amount, asked, most, ..] =>
        one(Some(auction::is_within_limit(cost, amount, asked, most).into()));
    "auction::next_start_ceil": &[burned, sold, multiple, start, ..] =>
        one(auction::next_start_ceil(burned, sold, multiple as u32, start));
    "price::heat_for_usd_ceil": &[micro_usd, mantissa, confidence, exponent, ..] =>
        one(quote(mantissa, confidence, exponent).heat_for_usd_ceil(micro_usd));
    "price::heat_for_usd_floor": &[micro_usd, mantissa, confidence, exponent, ..] =>
        one(quote(mantissa, confidence, exponent).heat_for_usd_floor(micro_usd));
    "fees::settle": &[price, take, burn, ..] => {
        let parts = fees::settle(price, take as u16, burn as u16)?;
        Some([parts.worker, parts.burn, parts.fee, 0, 0, 0])
    };
    "fees::distribute": &[fee, burn, staker, burned, ..] => {
        let parts = fees::distribute(fee, burn as u16, staker as u16, burned & 1 == 1)?;
        Some([parts.auction, parts.stakers, parts.treasury, 0, 0, 0])
    };
    "penalties::split": &[penalty, reported, ..] => {
        let parts = penalties::split(penalty, reported & 1 == 1)?;
        Some([parts.client, parts.reporter, parts.burn, 0, 0, 0])
    };
    "fees::settle_more": &[before, amount, take, burn, ..] => {
        let parts = fees::settle_more(before, amount, take as u16, burn as u16)?;
        Some([parts.worker, parts.burn, parts.fee, 0, 0, 0])
    };
    "lease::bill": &[seconds, due, funds, ..] => {
        let bill = lease::bill(seconds, due, funds)?;
        Some([bill.amount, bill.seconds, bill.used_up.into(), 0, 0, 0])
    };
    "penalties::downtime_bps": &[seconds, ..] => one(Some(penalties::downtime_bps(seconds as i64).into()));
    "sortition::is_drawn": &[fraction, rate, ..] => {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&fraction.to_be_bytes());
        one(Some(sortition::is_drawn(&hash, rate as u16).into()))
    };
    "reputation::record_bps": &[completed, failed, ..] => one(Some(reputation::record_bps(completed, failed).into()));
}

fn one(number: Option<u64>) -> Answer {
    number.map(|number| [number, 0, 0, 0, 0, 0])
}

fn wide(number: Option<u128>) -> Answer {
    number.map(|number| [number as u64, (number >> 64) as u64, 0, 0, 0, 0])
}

fn join(low: u64, high: u64) -> u128 {
    u128::from(high) << 64 | u128::from(low)
}

/// The exponent counts down from zero.
fn quote(mantissa: u64, confidence: u64, exponent: u64) -> price::Price {
    price::Price { mantissa, confidence, exponent: (exponent as i32).wrapping_neg() }
}

/// Makes every call and records what it gives.
pub(super) fn all(inputs: &[u8], output: &mut [u8]) -> Option<usize> {
    let mut results = Results::new(output);
    for input in inputs.chunks_exact(CALL_BYTES) {
        let mut numbers = [0; NUMBERS];
        for (number, bytes) in numbers.iter_mut().zip(input[8..].chunks_exact(8)) {
            *number = u64::from_le_bytes(bytes.try_into().ok()?);
        }
        let function = FUNCTIONS.get(usize::from(input[0]))?;
        let mut answer = None;
        for _ in 0..input[1] {
            answer = (function.run)(&numbers);
        }
        results.flag(answer.is_some());
        for number in answer.unwrap_or_default() {
            results.bytes(&number.to_le_bytes());
        }
    }
    results.finish()
}
