//! What to do next for a proof, by the chain alone.

use furnace_client::{accounts::Beacon, artifacts::Digest, furnace::Proving};
use furnace_common::{
    proof::{challenge_seed, tree::Hash},
    state::AttemptState,
};
use solana_address::Address;

/// A proof that would be begun with fewer seconds left would not be committed to in time.
const RESERVE_SECONDS: i64 = 5;
/// Slots in which a seed can be drawn.
const REMEMBERED_SLOTS: u64 = 512;

/// What is next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// Nothing.
    Wait,
    /// Creates the accounts.
    Open,
    /// Begins the epoch's proof.
    Announce,
    /// Draws its seed.
    Draw,
    /// Computes the proof, and commits to it.
    Prove,
    /// Draws the samples.
    DrawSamples,
    /// Shows the roots of its rounds.
    ShowRoots,
    /// Shows these samples.
    Show(Vec<u8>),
    /// Ends an attempt of which not all samples were shown in time.
    Fail,
}

/// What is next.
pub(super) fn plan(standing: &Proving) -> Task {
    let Proving { now, slot, epoch, beacon, certificate, attempt, .. } = standing;
    let (Some(certificate), Some(attempt)) = (certificate, attempt) else {
        return Task::Open;
    };
    if certificate.convicted_at != 0 {
        return Task::Wait;
    }
    if attempt.is_overdue(*now) {
        return Task::Fail;
    }
    match attempt.state() {
        Some(AttemptState::Committed) if *slot > attempt.sample_slot => return Task::DrawSamples,
        Some(AttemptState::Drawn) if attempt.next_to_show().is_some() => return Task::ShowRoots,
        Some(AttemptState::Drawn) => return Task::Show(attempt.unopened()),
        Some(AttemptState::Committed | AttemptState::Wrong) | None => return Task::Wait,
        Some(AttemptState::Idle | AttemptState::Proven | AttemptState::Failed) => {}
    }
    if attempt.barred_until > *epoch {
        return Task::Wait;
    }
    let forgotten = *slot > beacon.target_slot.saturating_add(REMEMBERED_SLOTS);
    if *epoch > beacon.epoch || (!beacon.is_drawn() && forgotten) {
        return Task::Announce;
    }
    if !beacon.is_drawn() {
        return if *slot > beacon.target_slot { Task::Draw } else { Task::Wait };
    }
    let in_time = now.saturating_add(RESERVE_SECONDS) <= beacon.window_ends_at();
    if attempt.epoch < beacon.epoch && in_time { Task::Prove } else { Task::Wait }
}

/// What the first round of a GPU grows from.
pub(super) fn challenge(beacon: &Beacon, worker: &Address, gpu: u8) -> Hash {
    challenge_seed(&beacon.seed, worker.as_array(), gpu, sha256)
}

/// The SHA-256 of parts, one after the other.
pub(super) fn sha256(parts: &[&[u8]]) -> Hash {
    Digest::of(&parts.concat()).0
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::{Attempt, Certificate, ProgramAccount};

    use super::*;

    fn blank<T: ProgramAccount>() -> T {
        T::parse(&vec![0; T::SIZE]).expect("zeros")
    }

    /// Epoch 7, its seed drawn a second ago; a GPU that did not prove yet.
    fn standing() -> Proving {
        let beacon = Beacon { epoch: 7, announced_at: 100, target_slot: 50, slot: 50, ..blank() };
        let attempt = Attempt { state: AttemptState::Idle.byte(), ..blank() };
        let certificate = Some(blank());
        Proving { now: 101, slot: 53, epoch: 7, beacon, gpus: 1, certificate, attempt: Some(attempt) }
    }

    fn with(change: impl FnOnce(&mut Attempt)) -> Proving {
        let mut attempt = Attempt { state: AttemptState::Idle.byte(), ..blank() };
        change(&mut attempt);
        Proving { attempt: Some(attempt), ..standing() }
    }

    #[test]
    fn the_way_of_a_proof() {
        assert_eq!(plan(&Proving { certificate: None, ..standing() }), Task::Open);
        assert_eq!(plan(&Proving { attempt: None, ..standing() }), Task::Open);
        assert_eq!(plan(&Proving { epoch: 8, ..standing() }), Task::Announce);
        let undrawn = |slot| Proving { slot, beacon: Beacon { slot: 0, ..standing().beacon }, ..standing() };
        assert_eq!(plan(&undrawn(50)), Task::Wait);
        assert_eq!(plan(&undrawn(51)), Task::Draw);
        assert_eq!(plan(&undrawn(563)), Task::Announce);
        assert_eq!(plan(&standing()), Task::Prove);
        let committed = with(|attempt| (attempt.state, attempt.committed_at) = (AttemptState::Committed.byte(), 101));
        assert_eq!(plan(&committed), Task::DrawSamples);
        let drawn = with(|attempt| {
            (attempt.state, attempt.committed_at, attempt.opened) = (AttemptState::Drawn.byte(), 101, !0b10);
        });
        assert_eq!(plan(&drawn), Task::Show(vec![1]));
        let unshown = with(|attempt| {
            (attempt.state, attempt.committed_at, attempt.unshown) = (AttemptState::Drawn.byte(), 101, 3);
        });
        assert_eq!(plan(&unshown), Task::ShowRoots);
        assert_eq!(plan(&Proving { now: 702, ..drawn }), Task::Fail);
        let proven = with(|attempt| (attempt.state, attempt.epoch) = (AttemptState::Proven.byte(), 7));
        assert_eq!(plan(&proven), Task::Wait);
    }

    #[test]
    fn who_is_late_barred_or_convicted_waits() {
        assert_eq!(plan(&Proving { now: 115, ..standing() }), Task::Prove);
        assert_eq!(plan(&Proving { now: 116, ..standing() }), Task::Wait);
        assert_eq!(plan(&with(|attempt| attempt.barred_until = 8)), Task::Wait);
        let convicted = Certificate { convicted_at: 1, ..blank() };
        assert_eq!(plan(&Proving { certificate: Some(convicted), ..standing() }), Task::Wait);
    }
}
