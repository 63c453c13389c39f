//! What the functions of `furnace_common` cost in the virtual machine.

use furnace_common::emission::HOURS;
use furnace_common::units::HEAT;

use super::Maths;
use super::machine::operations::maths::{FUNCTIONS, NUMBERS};
use super::machine::{Machine, Random};

/// Random inputs of each function.
const RANDOM_INPUTS: usize = 300;
const OUTPUT_BYTES: usize = 128;

/// Measures every function but the one that does nothing.
pub(super) fn all() -> Vec<Maths> {
    let mut machine = Machine::new(OUTPUT_BYTES);
    let measure = |(place, function): (usize, &super::machine::operations::maths::Function)| {
        let usual_cu = machine.cost(place, filled(usual(function.name)));
        // Seeded by the name, so that another function in the table changes nothing.
        let mut random = Random(function.name.bytes().fold(0, |seed, byte| seed << 5 ^ u64::from(byte)));
        let worst = (0..RANDOM_INPUTS).map(|_| machine.cost(place, random.numbers())).max();
        Maths { function: function.name.into(), usual_cu, most_cu: usual_cu.max(worst.unwrap_or_default()) }
    };
    FUNCTIONS.iter().enumerate().skip(1).map(measure).collect()
}

fn filled(known: &[u64]) -> [u64; NUMBERS] {
    std::array::from_fn(|place| known.get(place).copied().unwrap_or_default())
}

/// Numbers as a network of some years has them.
fn usual(function: &str) -> &'static [u64] {
    const STAKE: u64 = 3_000_000 * HEAT;
    const SHARES: u64 = 3_100_000 * HEAT;
    const PRICE: u64 = 123 * HEAT + 456_789;
    const DAY: u64 = 86_400;
    match function {
        "math::mul_div_floor" | "math::mul_div_ceil" => &[PRICE, 5_000, 7_000],
        "math::div_rem" => &[u64::MAX / 3, PRICE, SHARES],
        "bps::of_floor" | "bps::of_ceil" => &[PRICE, 1_000],
        "shares::issue" | "shares::redeem" => &[PRICE, STAKE, SHARES],
        "stake::minimum" => &[64, 150],
        "stake::is_half_own" => &[STAKE, SHARES],
        "collateral::required" => &[PRICE, 10_000],
        "accumulator::rise" => &[PRICE << 32, PRICE >> 32, SHARES / 3, SHARES],
        "accumulator::earned" => &[PRICE, 7 << 32, 0, 5 << 31, 0],
        "accumulator::whole" => &[PRICE << 32, PRICE >> 32],
        "stream::Moment::new" => &[20_001 * DAY + DAY / 3, DAY],
        "stream::Stream::advance" => &[20_000, PRICE, PRICE, PRICE / 3, 0, 20_001, DAY / 3, DAY],
        "lock::bonus" => &[PRICE, 180 * DAY],
        "emission::sum_floor" => &[HOURS as u64],
        "emission::between" => &[HOURS as u64 / 3, HOURS as u64 / 2],
        "emission::epoch_budget" => &[20_000 * DAY + 1_234, 20_500, DAY],
        "points::stake_factor_bps_floor" => &[STAKE, 2 * STAKE],
        "points::points_floor" => &[1_000_000_007, 15_000, 9_900],
        "points::share_floor" => &[109_000 * HEAT, 1_000_000_007, 2_000_000_011, 900_000_000_001],
        "auction::price_at" => &[2 << 32, 100_000, 21_600],
        "auction::cost_ceil" => &[PRICE, 3 << 31],
        "auction::is_within_limit" => &[PRICE, PRICE, STAKE, SHARES],
        "auction::next_start_ceil" => &[STAKE, SHARES, 20_000, PRICE],
        "price::heat_for_usd_ceil" | "price::heat_for_usd_floor" => &[PRICE, 25_000_000, 250_000, 8],
        "fees::settle" => &[PRICE, 1_000, 5_000],
        "fees::distribute" => &[PRICE, 5_000, 3_000, 0],
        "penalties::split" => &[PRICE, 1],
        "fees::settle_more" => &[12 * PRICE, PRICE, 1_000, 5_000],
        "lease::bill" => &[DAY, 2 * PRICE, PRICE],
        "penalties::downtime_bps" => &[2 * DAY],
        "sortition::is_drawn" => &[u64::MAX / 3, 1_000],
        "reputation::record_bps" => &[12_345, 67],
        other => panic!("{other} has no usual numbers"),
    }
}
