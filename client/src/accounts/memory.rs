//! Proofs of memory: readable fields.

use furnace_common::{
    proof::{OPENING_SECONDS, SAMPLES},
    state::AttemptState,
};

use super::MemoryAttempt;

impl MemoryAttempt {
    /// Where it stands; `None` for a state that this client does not know.
    pub fn state(&self) -> Option<AttemptState> {
        AttemptState::from_byte(self.state)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::ProgramAccount;

    #[test]
    fn what_is_not_opened_is_known_once_the_samples_are_drawn() {
        let mut memory = MemoryAttempt::parse(&[0; MemoryAttempt::SIZE]).expect("a proof of memory");
        (memory.state, memory.opened, memory.committed_at) = (AttemptState::Committed.byte(), 0, 1_000);
        assert_eq!(memory.unopened(), [0u8; 0]);
        (memory.state, memory.opened) = (AttemptState::Drawn.byte(), !0b101);
        assert_eq!(memory.unopened(), [0, 2]);
        assert!(!memory.is_overdue(1_600) && memory.is_overdue(1_601));
        memory.state = AttemptState::Proven.byte();
        assert!(!memory.is_overdue(1_601));
    }
}
