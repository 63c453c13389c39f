//! Proofs of GPUs: readable fields.

use furnace_common::{
    proof::{OPENING_SECONDS, SAMPLES, Shape, Showing, WINDOW_SECONDS},
    state::AttemptState,
};

use super::{Attempt, Beacon, Certificate};
use crate::generated::proofs::types::Generation;

impl Beacon {
    /// Whether its epoch's seed is there.
    pub fn is_drawn(&self) -> bool {
        self.slot != 0
    }

    /// Last moment to commit to the epoch's proof, unix seconds.
    pub fn window_ends_at(&self) -> i64 {
        self.announced_at.saturating_add(WINDOW_SECONDS)
    }
}

impl Attempt {
    /// Where it stands; `None` for a state that this client does not know.
    pub fn state(&self) -> Option<AttemptState> {
        AttemptState::from_byte(self.state)
    }

    /// What it computes.
    pub fn shape(&self) -> Shape {
        Shape { size: self.size, inner: self.inner, rounds: self.rounds }
    }

    /// The samples that are still to be opened, where they are drawn.
    pub fn unopened(&self) -> Vec<u8> {
        let drawn = self.state() == Some(AttemptState::Drawn);
        (0..SAMPLES).filter(|sample| drawn && self.opened & (1 << sample) == 0).collect()
    }

    /// Last moment to open them, unix seconds.
    pub fn opening_ends_at(&self) -> i64 {
        self.committed_at.saturating_add(OPENING_SECONDS)
    }

    /// Whether the samples were not opened in time.
    pub fn is_overdue(&self, now: i64) -> bool {
        self.state().is_some_and(AttemptState::is_pending) && now > self.opening_ends_at()
    }
}

impl Generation {
    /// What it shows.
    pub fn showing(&self) -> Showing {
        Showing { gpus: self.gpus, lowest: self.lowest, expires_at: self.expires_at }
    }
}

impl Certificate {
    /// What it shows of the last epochs, the later first; nothing where a wrong proof convicted the worker.
    pub fn showings(&self) -> [Showing; 2] {
        let convicted = self.convicted_at != 0;
        self.generations.each_ref().map(|made| if convicted { Showing::default() } else { made.showing() })
    }

    /// What it says of an epoch in which GPUs were proven.
    pub fn generation(&self, epoch: u64) -> Option<&Generation> {
        self.generations.iter().find(|made| made.gpus != 0 && made.epoch == epoch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::ProgramAccount;

    #[test]
    fn what_is_not_opened_is_known_once_the_samples_are_drawn() {
        let mut attempt = Attempt::parse(&[0; Attempt::SIZE]).expect("an attempt");
        (attempt.state, attempt.opened, attempt.committed_at) = (AttemptState::Committed.byte(), 0, 1_000);
        assert_eq!(attempt.unopened(), [0u8; 0]);
        (attempt.state, attempt.opened) = (AttemptState::Drawn.byte(), !0b101);
        assert_eq!(attempt.unopened(), [0, 2]);
        assert!(!attempt.is_overdue(1_600) && attempt.is_overdue(1_601));
        attempt.state = AttemptState::Proven.byte();
        assert!(!attempt.is_overdue(1_601));
    }

    #[test]
    fn a_certificate_shows_what_was_proven_until_it_is_over_or_found_wrong() {
        let mut certificate = Certificate::parse(&[0; Certificate::SIZE]).expect("a certificate");
        assert!(certificate.generation(0).is_none() && certificate.generation(7).is_none());
        let last = &mut certificate.generations[0];
        (last.epoch, last.gpus, last.lowest, last.expires_at) = (7, 1, 50, 900);
        let covers = |certificate: &Certificate, now| certificate.showings().iter().any(|it| it.covers(1, 50, now));
        assert_eq!([899, 900].map(|now| covers(&certificate, now)), [true, false]);
        assert_eq!(certificate.generation(7), Some(&certificate.generations[0]));
        certificate.convicted_at = 1;
        assert!(!covers(&certificate, 899));
    }
}
