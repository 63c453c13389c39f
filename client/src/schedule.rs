//! The emission schedule in rows that people can read.

use furnace_common::emission::{self, HOUR_SECONDS, HOURS};

/// Hours of a year.
const YEAR_HOURS: u32 = 365 * 24;

/// A part of the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its first hour; the schedule's first is 1.
    pub first_hour: u32,
    /// Its last hour.
    pub last_hour: u32,
    /// Unix seconds.
    pub begins_at: i64,
    /// Unix seconds.
    pub ends_at: i64,
    /// Emitted in it, HEAT base units.
    pub emitted: u64,
    /// Emitted from the first hour to its end, HEAT base units.
    pub total: u64,
}

/// The whole schedule by year, from its start in unix seconds.
pub fn years(start: i64) -> Vec<Row> {
    (0..HOURS).step_by(YEAR_HOURS as usize).map(|from| row(start, from, from.saturating_add(YEAR_HOURS))).collect()
}

/// So many hours from the one that runs at `now`, or from the first where none runs yet.
pub fn hours(start: i64, now: i64, count: u32) -> Vec<Row> {
    let from = emission::hour_at(start, now);
    (from..from.saturating_add(count).min(HOURS)).map(|hour| row(start, hour, hour + 1)).collect()
}

fn row(start: i64, from: u32, to: u32) -> Row {
    let to = to.min(HOURS);
    let at = |hour: u32| start.saturating_add(i64::from(hour) * HOUR_SECONDS as i64);
    Row {
        first_hour: from + 1,
        last_hour: to,
        begins_at: at(from),
        ends_at: at(to),
        emitted: emission::between(from, to),
        total: emission::sum_floor(to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_follow_one_another_to_the_end() {
        let years = years(1_000);
        assert_eq!(years.len(), 21);
        assert_eq!((years[0].begins_at, years[0].ends_at), (1_000, 1_000 + 365 * 86_400));
        assert!(years.windows(2).all(|pair| pair[0].last_hour + 1 == pair[1].first_hour));
        assert!(years.windows(2).all(|pair| pair[0].emitted > pair[1].emitted));
        let last = years.last().expect("a year");
        assert_eq!((last.last_hour, last.total), (HOURS, emission::sum_floor(HOURS)));
        assert_eq!(years.iter().map(|year| year.emitted).sum::<u64>(), last.total);
    }

    #[test]
    fn hours_begin_with_the_running_one() {
        let hours = hours(1_000, 1_000 + 2 * 3_600 + 5, 3);
        assert_eq!(hours.iter().map(|hour| hour.first_hour).collect::<Vec<_>>(), [3, 4, 5]);
        assert_eq!((hours[0].begins_at, hours[0].ends_at), (8_200, 11_800));
        assert_eq!(super::hours(1_000, 0, 1)[0].emitted, emission::FIRST_HOUR);
        assert_eq!(super::hours(0, i64::MAX, 5), []);
    }
}
