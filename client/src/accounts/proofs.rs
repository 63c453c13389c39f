//! Proofs of GPUs: readable fields.

use std::ops::Range;

use furnace_common::{
    proof::{OPENING_SECONDS, ROOTS_AT_ONCE, SAMPLES, Shape, Showing, WINDOW_SECONDS},
    state::AttemptState,
};

use super::{Attempt, Beacon, Certificate};
use crate::generated::proofs::types::{Generation, MemoryShown};

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

    /// Rounds, the last ones of those whose roots are not shown yet, that are to be shown next; none where it is not time
    /// or all are shown.
    pub fn next_to_show(&self) -> Option<Range<usize>> {
        let end = usize::from(self.unshown);
        let is_due = self.state() == Some(AttemptState::Drawn) && end != 0;
        is_due.then(|| end.saturating_sub(ROOTS_AT_ONCE)..end)
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
    /// What it shows, with the memory that was shown in its epoch.
    pub fn showing(&self, memory: &MemoryShown) -> Showing {
        let Self { gpus, lowest, expires_at, .. } = *self;
        Showing { gpus, lowest, expires_at, memory_gpus: memory.gpus, lowest_mib: memory.lowest_mib }
    }
}

impl Certificate {
    /// What it shows of the last epochs, the later first; nothing where a wrong proof convicted the worker.
    pub fn showings(&self) -> [Showing; 2] {
        let ([last, before], [memory, older]) = (&self.generations, &self.memories);
        let shown = [last.showing(memory), before.showing(older)];
        if self.convicted_at == 0 { shown } else { Default::default() }
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
    fn roots_are_shown_from_the_last_ones_on_as_many_as_fit() {
        let mut attempt = Attempt::parse(&[0; Attempt::SIZE]).expect("an attempt");
        (attempt.state, attempt.unshown) = (AttemptState::Committed.byte(), 60);
        assert_eq!(attempt.next_to_show(), None);
        attempt.state = AttemptState::Drawn.byte();
        assert_eq!(attempt.next_to_show(), Some(32..60));
        attempt.unshown = 4;
        assert_eq!(attempt.next_to_show(), Some(0..4));
        attempt.unshown = 0;
        assert_eq!(attempt.next_to_show(), None);
    }

    #[test]
    fn a_certificate_shows_what_was_proven_until_it_is_over_or_found_wrong() {
        let mut certificate = Certificate::parse(&[0; Certificate::SIZE]).expect("a certificate");
        assert!(certificate.generation(0).is_none() && certificate.generation(7).is_none());
        let last = &mut certificate.generations[0];
        (last.epoch, last.gpus, last.lowest, last.expires_at) = (7, 1, 50, 900);
        let covers = |certificate: &Certificate, now| certificate.showings().iter().any(|it| it.covers(1, 50, 0, now));
        assert_eq!([899, 900].map(|now| covers(&certificate, now)), [true, false]);
        assert_eq!(certificate.generation(7), Some(&certificate.generations[0]));
        certificate.convicted_at = 1;
        assert!(!covers(&certificate, 899));
    }
}
