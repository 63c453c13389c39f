//! States that a workload leaves on its way, so that another worker can go on from them.

use tokio::sync::watch;

/// A state from which a job can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The state; equal states are equal bytes.
    pub state: Vec<u8>,
    /// How much of the whole work is done, in basis points, below the whole.
    pub progress_bps: u16,
}

/// Takes snapshots from the thread that computes; whoever looks sees the latest one.
#[derive(Debug)]
pub struct Checkpoints {
    every: u32,
    latest: watch::Sender<Option<Snapshot>>,
}

impl Checkpoints {
    /// Takes a snapshot every so many steps of a workload.
    pub fn new(every: u32) -> (Self, watch::Receiver<Option<Snapshot>>) {
        let (latest, seen) = watch::channel(None);
        (Self { every, latest }, seen)
    }

    /// Whether a snapshot is wanted after a step, counted from one.
    pub fn is_due(&self, step: u32) -> bool {
        step.is_multiple_of(self.every)
    }

    /// Hands over a snapshot.
    pub fn offer(&self, snapshot: Snapshot) {
        self.latest.send_replace(Some(snapshot));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_snapshot_is_seen() {
        let (checkpoints, mut seen) = Checkpoints::new(3);
        assert_eq!((1..=7).filter(|step| checkpoints.is_due(*step)).collect::<Vec<_>>(), [3, 6]);
        let snapshot = |byte| Snapshot { state: vec![byte], progress_bps: 1 };
        checkpoints.offer(snapshot(1));
        checkpoints.offer(snapshot(2));
        assert_eq!(seen.borrow_and_update().as_ref(), Some(&snapshot(2)));
    }
}
