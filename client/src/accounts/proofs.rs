//! Proofs of GPUs: readable fields.

use furnace_common::{
    proof::{OPENING_SECONDS, SAMPLES, Shape, VALID_EPOCHS, WINDOW_SECONDS},
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
    /// Whether it is one, and good in `epoch`.
    pub fn is_good(&self, epoch: u64) -> bool {
        self.gpus != 0 && self.epoch.saturating_add(VALID_EPOCHS) >= epoch
    }
}

impl Certificate {
    /// The generations that are good in `epoch`, the later first.
    pub fn good(&self, epoch: u64) -> impl Iterator<Item = &Generation> {
        self.generations.iter().filter(move |made| made.is_good(epoch))
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
    fn a_certificate_is_good_in_its_epoch_and_the_next() {
        let mut certificate = Certificate::parse(&[0; Certificate::SIZE]).expect("a certificate");
        assert_eq!(certificate.good(0).count(), 0);
        (certificate.generations[0].epoch, certificate.generations[0].gpus) = (7, 1);
        assert_eq!([7, 8, 9].map(|epoch| certificate.good(epoch).count()), [1, 1, 0]);
    }
}
