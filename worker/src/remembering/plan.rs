//! What to do next for a proof of memory, by the chain alone.

use furnace_client::{accounts::Beacon, artifacts::Digest, furnace::Remembering};
use furnace_common::{
    memory::{challenge_seed, window_ends_at},
    proof::tree::Hash,
    state::AttemptState,
};
use solana_address::Address;

/// A proof that would be begun with fewer seconds left would not be committed to in time.
const RESERVE_SECONDS: i64 = 10;

/// What is next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// Nothing.
    Wait,
    /// Creates the account.
    Open,
    /// Fills a table, takes all walks, and commits to them.
    Prove,
    /// Draws the walks to show.
    DrawSamples,
    /// Shows these samples.
    Show(Vec<u8>),
    /// Ends a proof of which not all samples were shown in time.
    Fail,
}

/// What is next.
pub(super) fn plan(standing: &Remembering) -> Task {
    let proving = &standing.proving;
    let (now, slot, beacon) = (proving.now, proving.slot, &proving.beacon);
    // Who proves what the GPU computes opens the certificate.
    let Some(certificate) = &proving.certificate else {
        return Task::Wait;
    };
    let Some(memory) = &standing.memory else {
        return Task::Open;
    };
    if certificate.convicted_at != 0 {
        return Task::Wait;
    }
    if memory.is_overdue(now) {
        return Task::Fail;
    }
    match memory.state() {
        Some(AttemptState::Committed) if slot > memory.sample_slot => return Task::DrawSamples,
        Some(AttemptState::Drawn) => return Task::Show(memory.unopened()),
        Some(AttemptState::Committed | AttemptState::Wrong) | None => return Task::Wait,
        Some(AttemptState::Idle | AttemptState::Proven | AttemptState::Failed) => {}
    }
    let is_open = beacon.is_drawn() && beacon.epoch == proving.epoch && memory.barred_until <= beacon.epoch;
    let committed = proving.attempt.as_ref().is_some_and(|attempt| attempt.epoch == beacon.epoch);
    // The device computes until then.
    let is_free = committed || now > beacon.window_ends_at();
    let in_time = now.saturating_add(RESERVE_SECONDS) <= window_ends_at(beacon.announced_at);
    if is_open && is_free && in_time && memory.epoch < beacon.epoch { Task::Prove } else { Task::Wait }
}

/// What the table of a GPU grows from.
pub(super) fn challenge(beacon: &Beacon, worker: &Address, gpu: u8) -> Hash {
    challenge_seed(&beacon.seed, worker.as_array(), gpu, |parts| Digest::of(&parts.concat()).0)
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::{Attempt, Certificate, MemoryAttempt, ProgramAccount};
    use furnace_client::furnace::Proving;

    use super::*;

    fn blank<T: ProgramAccount>() -> T {
        T::parse(&vec![0; T::SIZE]).expect("zeros")
    }

    /// Epoch 7, announced at 100, its seed drawn; a GPU that committed to its products at 110, and not to its memory.
    fn standing() -> Remembering {
        let proving = Proving {
            now: 111,
            slot: 53,
            epoch: 7,
            gpus: 1,
            beacon: Beacon { epoch: 7, announced_at: 100, target_slot: 50, slot: 50, ..blank() },
            certificate: Some(blank()),
            attempt: Some(Attempt { epoch: 7, state: AttemptState::Committed.byte(), ..blank() }),
        };
        Remembering { proving, memory: Some(MemoryAttempt { state: AttemptState::Idle.byte(), ..blank() }) }
    }

    fn with(change: impl FnOnce(&mut MemoryAttempt)) -> Remembering {
        let mut standing = standing();
        change(standing.memory.as_mut().expect("an account"));
        standing
    }

    fn at(now: i64, change: impl FnOnce(&mut Proving)) -> Task {
        let mut standing = standing();
        standing.proving.now = now;
        change(&mut standing.proving);
        plan(&standing)
    }

    #[test]
    fn the_way_of_a_proof() {
        assert_eq!(at(111, |proving| proving.certificate = None), Task::Wait);
        assert_eq!(plan(&Remembering { memory: None, ..standing() }), Task::Open);
        assert_eq!(plan(&standing()), Task::Prove);
        let committed = |slot| {
            with(|memory| {
                (memory.state, memory.committed_at, memory.sample_slot) = (AttemptState::Committed.byte(), 111, slot);
            })
        };
        assert_eq!([52, 53].map(|slot| plan(&committed(slot))), [Task::DrawSamples, Task::Wait]);
        let mut drawn = with(|memory| {
            (memory.state, memory.committed_at, memory.opened) = (AttemptState::Drawn.byte(), 111, !0b10);
        });
        assert_eq!(plan(&drawn), Task::Show(vec![1]));
        drawn.proving.now = 712;
        assert_eq!(plan(&drawn), Task::Fail);
        let proven = with(|memory| (memory.state, memory.epoch) = (AttemptState::Proven.byte(), 7));
        assert_eq!(plan(&proven), Task::Wait);
    }

    #[test]
    fn the_device_computes_first() {
        let computing = |now| at(now, |proving| proving.attempt = Some(blank()));
        assert_eq!([111, 120, 121].map(computing), [Task::Wait, Task::Wait, Task::Prove]);
        assert_eq!([170, 171].map(|now| at(now, |_| ())), [Task::Prove, Task::Wait]);
    }

    #[test]
    fn who_is_barred_or_convicted_or_has_no_seed_waits() {
        assert_eq!(plan(&with(|memory| memory.barred_until = 8)), Task::Wait);
        assert_eq!(at(111, |proving| proving.beacon.slot = 0), Task::Wait);
        assert_eq!(at(111, |proving| proving.epoch = 8), Task::Wait);
        let convicted = |proving: &mut Proving| {
            proving.certificate = Some(Certificate { convicted_at: 1, ..blank() });
        };
        assert_eq!(at(111, convicted), Task::Wait);
    }
}
