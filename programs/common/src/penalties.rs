//! The published penalties, and how one is divided.

use crate::bps;
use crate::units::HEAT;

/// Of the job's collateral, for quitting before half of its time has passed.
pub const QUIT_EARLY_BPS: u16 = 1_000;
/// Of the job's collateral, for quitting later.
pub const QUIT_LATE_BPS: u16 = 2_500;
/// Of the job's collateral, for missing its deadline.
pub const MISSED_DEADLINE_BPS: u16 = 5_000;
/// Of all that the operator's pool holds, for a wrong proof of a GPU.
pub const WRONG_PROOF_BPS: u16 = 1_000;

/// Of all that the operator's pool holds, beside the collateral, for two results signed for one attempt at a job.
pub const TWO_RESULTS_POOL_BPS: u16 = 1_000;

/// Of a lease's collateral, for not answering: longer than so many seconds, so many basis points in all.
/// After DeepBrainChain's graded penalties for machines offline while rented.
pub const DOWNTIME_TIERS: [(i64, u16); 4] = [(3 * 60, 200), (7 * 60, 400), (48 * 3_600, 3_000), (120 * 3_600, 5_000)];

/// Part of a penalty that goes to the injured client.
pub const CLIENT_BPS: u16 = 4_000;
/// Part of a penalty that goes to who reported it.
pub const REPORTER_BPS: u16 = 1_000;
/// Most that one report earns, in base units.
pub const REPORTER_MAX: u64 = 100 * HEAT;

/// The parts of one penalty; they add up to it exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    pub client: u64,
    pub reporter: u64,
    pub burn: u64,
}

/// Divides a penalty: the client's and the reporter's parts are rounded down, the rest is burned.
/// Without a reporter that part is burned too. `None` only where the amounts do not fit.
pub fn split(penalty: u64, reported: bool) -> Option<Split> {
    let client = bps::of_floor(penalty, CLIENT_BPS)?;
    let reporter = match reported {
        true => bps::of_floor(penalty, REPORTER_BPS)?.min(REPORTER_MAX),
        false => 0,
    };
    let burn = penalty.checked_sub(client)?.checked_sub(reporter)?;
    Some(Split { client, reporter, burn })
}

/// Divides a penalty that injures no client: the reporter's part is rounded down, the rest is burned. `None` only where
/// the amounts do not fit.
pub fn split_without_client(penalty: u64) -> Option<Split> {
    let Split { client, reporter, burn } = split(penalty, true)?;
    Some(Split { client: 0, reporter, burn: burn.checked_add(client)? })
}

/// The rate for quitting at `now` a job claimed at `claimed_at` and due at `deadline`.
pub fn quit_bps(claimed_at: i64, deadline: i64, now: i64) -> u16 {
    let spent = now.saturating_sub(claimed_at);
    let left = deadline.saturating_sub(now);
    if spent < left {
        QUIT_EARLY_BPS
    } else {
        QUIT_LATE_BPS
    }
}

/// The rate for having been down for `seconds`, everything taken for the same outage before included.
pub fn downtime_bps(seconds: i64) -> u16 {
    DOWNTIME_TIERS.iter().rev().find(|(longer_than, _)| seconds > *longer_than).map_or(0, |(_, bps)| *bps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reporter_is_capped() {
        let parts = split(10_000 * HEAT, true);
        assert_eq!(parts, Some(Split { client: 4_000 * HEAT, reporter: 100 * HEAT, burn: 5_900 * HEAT }));
    }

    #[test]
    fn quitting_costs_more_from_half_time_on() {
        assert_eq!(quit_bps(100, 200, 149), QUIT_EARLY_BPS);
        assert_eq!(quit_bps(100, 200, 150), QUIT_LATE_BPS);
    }

    #[test]
    fn downtime_costs_more_the_longer_it_lasts() {
        let rates = [180, 181, 421, 48 * 3_600 + 1, 120 * 3_600 + 1, i64::MAX].map(downtime_bps);
        assert_eq!(rates, [0, 200, 400, 3_000, 5_000, 5_000]);
    }

    proptest! {
        #[test]
        fn parts_add_up(penalty: u64, reported: bool) {
            let parts = split(penalty, reported).unwrap();
            prop_assert_eq!(parts.client as u128 + parts.reporter as u128 + parts.burn as u128, penalty as u128);
        }

        #[test]
        fn without_a_client_its_part_burns(penalty: u64) {
            let (with, without) = (split(penalty, true).unwrap(), split_without_client(penalty).unwrap());
            prop_assert_eq!((without.client, without.reporter), (0, with.reporter));
            prop_assert_eq!(without.burn as u128 + without.reporter as u128, penalty as u128);
        }
    }
}
