//! Who may do a job, as typed.

use furnace_client::furnace::Admission;
use furnace_common::{bps, state::CrewKind};
use solana_address::Address;

use crate::cli::failure::Misuse;

/// What was typed about it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Who {
    pub(super) auction: bool,
    pub(super) replicas: Option<u8>,
    pub(super) quorum: Option<u8>,
    pub(super) gang: Option<u8>,
    pub(super) worker: Option<Address>,
    /// Seconds, and the part that is drawn in basis points.
    pub(super) draw: Option<(u32, u16)>,
}

impl Who {
    pub(super) fn admission(self) -> Result<Admission, Misuse> {
        let (crew, seats) = match (self.replicas, self.gang) {
            (Some(seats), _) => (CrewKind::Replicas, seats),
            (None, Some(seats)) => (CrewKind::Gang, seats),
            (None, None) => (CrewKind::Solo, 1),
        };
        let majority = seats / 2 + 1;
        let quorum = if crew == CrewKind::Replicas { self.quorum.unwrap_or(majority) } else { 0 };
        if crew == CrewKind::Replicas && !(majority..=seats).contains(&quorum) {
            return Err(Misuse(format!("the quorum of {seats} replicas is {majority} to {seats}, not {quorum}")));
        }
        Ok(Admission { auction: self.auction, crew, seats, quorum, designated: self.worker, sortition: self.draw })
    }
}

/// A percentage as basis points.
pub(super) fn percentage(text: &str) -> Result<u16, String> {
    let number = text.strip_suffix('%').unwrap_or(text);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let hundredths = format!("{part:0<2}");
    let plain = !whole.is_empty() && digits(whole) && digits(part) && part.len() <= 2;
    let value = plain.then(|| format!("{whole}{hundredths}").parse::<u16>().ok()).flatten();
    let value = value.filter(|value| (1..=bps::ONE).contains(value));
    value.ok_or_else(|| "a percentage is above 0 and at most 100, for example 25 or 12.5%".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replicas_agree_by_more_than_half_unless_said_otherwise() {
        let quorum = |replicas, quorum| {
            let who = Who { replicas: Some(replicas), quorum, ..Who::default() };
            who.admission().map(|admission| admission.quorum).ok()
        };
        assert_eq!((quorum(3, None), quorum(4, None), quorum(3, Some(3))), (Some(2), Some(3), Some(3)));
        assert_eq!((quorum(4, Some(2)), quorum(3, Some(4))), (None, None));
    }

    #[test]
    fn one_worker_needs_no_quorum_and_a_gang_none_either() {
        let alone = Who::default().admission().expect("allowed");
        assert_eq!(alone, Admission::default());
        let gang = Who { gang: Some(4), ..Who::default() }.admission().expect("allowed");
        assert_eq!((gang.crew, gang.seats, gang.quorum), (CrewKind::Gang, 4, 0));
    }

    #[test]
    fn percentages_are_basis_points() {
        for (text, bps) in [("25", 2_500), ("12.5%", 1_250), ("100%", 10_000), ("0.01", 1)] {
            assert_eq!(percentage(text), Ok(bps), "{text}");
        }
        for text in ["0", "100.01", "-1", "a", "", ".5", "1.234", "1.%%"] {
            assert!(percentage(text).is_err(), "{text}");
        }
    }
}
