use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::bps;
use furnace_common::limits::MAX_CREDITS;

use crate::error::JobsError;

/// A state from which the work can go on.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Checkpoint {
    /// sha256 of the state; zeros where there is none.
    pub hash: [u8; 32],
    /// Rises with each one of a job.
    pub sequence: u32,
    /// How much of the whole work is done, in basis points.
    pub progress_bps: u16,
    pub _padding: [u8; 2],
}

/// A checkpoint from which another worker went on, and who is owed for it.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Credit {
    /// The operator's book.
    pub operator: Address,
    pub checkpoint: Checkpoint,
    /// One once it is paid.
    pub paid: u8,
    pub _padding: [u8; 7],
}

/// The way of a job from worker to worker.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Progress {
    /// The last one that was recorded.
    pub last: Checkpoint,
    /// The operator that made it and lost the job since; zeros where there is none.
    pub pending: Address,
    /// Those from which the present worker says that it went on, the earlier first.
    pub credits: [Credit; 3],
    /// The last one's number when the present worker began.
    pub begun_at: u32,
    /// Credits in use.
    pub count: u8,
    pub _padding: [u8; 3],
}

const _: () = assert!(MAX_CREDITS == 3);
const _: () = assert!(core::mem::size_of::<Progress>() == 320);

impl Progress {
    /// Records a checkpoint of the present worker.
    pub fn record(&mut self, next: &Checkpoint) -> Result<()> {
        require!(next.sequence > self.last.sequence, JobsError::CheckpointOutOfOrder);
        let progress = self.last.progress_bps..bps::ONE;
        require!(progress.contains(&next.progress_bps), JobsError::CheckpointOutOfOrder);
        require!(next.hash != [0; 32], JobsError::CheckpointHashZero);
        self.last = Checkpoint { _padding: [0; 2], ..*next };
        Ok(())
    }

    /// The worker lost the job: its checkpoint, if it made one, waits for another to go on from it.
    pub fn leave(&mut self, operator: Address) {
        // A worker that never began leaves what waits to whoever made it.
        if self.pending == Address::default() && self.last.sequence > self.begun_at {
            self.pending = operator;
        }
    }

    /// The worker lost the job because of what it made: nobody goes on from that.
    pub fn forfeit(&mut self) {
        self.pending = Address::default();
        self.last = Checkpoint { sequence: self.last.sequence, ..self.base() };
    }

    /// The next worker begins, and says how many checkpoints of others it goes on from: all of them, the one
    /// that waits included, or fewer, because the later ones are no good. Nobody is owed for those: else two
    /// workers could confirm one another's worthless ones, and leave the work to a third and the pay to
    /// themselves.
    pub fn resume(&mut self, from: u8) -> Result<()> {
        let waiting = core::mem::take(&mut self.pending);
        if waiting != Address::default() && Some(from) == self.count.checked_add(1) {
            self.confirm(waiting)?;
        } else {
            require!(from <= self.count, JobsError::CheckpointUnknown);
            self.count = from;
            // Numbers are used once, also those of checkpoints that were no good.
            self.last = Checkpoint { sequence: self.last.sequence, ..self.base() };
        }
        self.begun_at = self.last.sequence;
        Ok(())
    }

    /// Credits the last checkpoint. Where no place is left, or it was no progress, it is gone on from all the
    /// same, and nobody is owed for it.
    fn confirm(&mut self, operator: Address) -> Result<()> {
        let progress = self.last.progress_bps > self.base().progress_bps;
        let (checkpoint, place) = (self.last, self.credits.get_mut(usize::from(self.count)));
        if let Some(credit) = place.filter(|_| progress) {
            *credit = Credit { operator, checkpoint, paid: 0, _padding: [0; 7] };
            self.count = self.count.checked_add(1).ok_or(JobsError::Overflow)?;
        }
        Ok(())
    }

    /// The last credited checkpoint.
    fn base(&self) -> Checkpoint {
        self.checkpoint_before(self.count)
    }

    /// The one before the credit at `index`; blank before the first.
    fn checkpoint_before(&self, index: u8) -> Checkpoint {
        let before = usize::from(index).checked_sub(1).and_then(|before| self.credits.get(before));
        before.map_or_else(Checkpoint::zeroed, |credit| credit.checkpoint)
    }

    /// What all others than the last worker are owed of the price, in basis points.
    pub fn credited_bps(&self) -> u16 {
        self.base().progress_bps
    }

    /// The part of the price of the credit at `index`, in basis points.
    pub fn part_bps(&self, index: u8) -> Result<u16> {
        require!(index < self.count, JobsError::NoCredit);
        let credit = self.credits.get(usize::from(index)).ok_or(JobsError::NoCredit)?;
        let before = self.checkpoint_before(index).progress_bps;
        Ok(credit.checkpoint.progress_bps.checked_sub(before).ok_or(JobsError::Overflow)?)
    }

    /// Whether the credit at `index` is still to be paid.
    pub fn is_owed(&self, index: u8) -> bool {
        index < self.count && self.credits.get(usize::from(index)).is_some_and(|credit| credit.paid == 0)
    }

    /// Takes the credit at `index` to pay it; its part of the price in basis points.
    pub fn take_credit(&mut self, index: u8, operator: &Address) -> Result<u16> {
        require!(self.is_owed(index), JobsError::NoCredit);
        let part = self.part_bps(index)?;
        let credit = self.credits.get_mut(usize::from(index)).ok_or(JobsError::NoCredit)?;
        require!(credit.operator == *operator, JobsError::JobMismatch);
        credit.paid = 1;
        Ok(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operator(byte: u8) -> Address {
        Address::from([byte; 32])
    }

    fn checkpoint(sequence: u32, progress_bps: u16) -> Checkpoint {
        Checkpoint { hash: [sequence as u8; 32], sequence, progress_bps, _padding: [0; 2] }
    }

    /// A worker that goes on from `from` checkpoints, makes one more and is lost.
    fn leg(progress: &mut Progress, from: u8, by: u8, sequence: u32, progress_bps: u16) {
        progress.resume(from).unwrap();
        progress.record(&checkpoint(sequence, progress_bps)).unwrap();
        progress.leave(operator(by));
    }

    #[test]
    fn each_is_owed_what_it_added() {
        let mut progress = Progress::zeroed();
        leg(&mut progress, 0, 1, 1, 3_000);
        leg(&mut progress, 1, 2, 2, 5_000);
        progress.resume(2).unwrap();
        assert_eq!(progress.credited_bps(), 5_000);
        assert_eq!((progress.part_bps(0), progress.part_bps(1)), (Ok(3_000), Ok(2_000)));
        assert!(progress.part_bps(2).is_err());
        assert!(progress.take_credit(0, &operator(2)).is_err());
        assert_eq!(progress.take_credit(0, &operator(1)), Ok(3_000));
        assert!(progress.take_credit(0, &operator(1)).is_err());
    }

    #[test]
    fn who_finishes_says_what_was_good() {
        let mut progress = Progress::zeroed();
        leg(&mut progress, 0, 1, 1, 3_000);
        leg(&mut progress, 1, 2, 2, 9_999);
        progress.resume(2).unwrap();
        progress.leave(operator(3));
        // One and two confirmed one another; four goes on from the first one's alone, five from nobody's.
        progress.resume(1).unwrap();
        assert_eq!((progress.credited_bps(), progress.last.hash), (3_000, [1; 32]));
        progress.leave(operator(4));
        progress.resume(0).unwrap();
        assert_eq!((progress.credited_bps(), progress.last.hash, progress.last.sequence), (0, [0; 32], 2));
        assert!(progress.resume(1).is_err());
    }

    #[test]
    fn a_worker_that_never_began_takes_nobodys_credit() {
        let mut progress = Progress::zeroed();
        leg(&mut progress, 0, 1, 1, 3_000);
        progress.leave(operator(2));
        progress.resume(1).unwrap();
        assert_eq!(progress.credits[0].operator, operator(1));
        progress.leave(operator(3));
        assert_eq!(progress.pending, Address::default());
    }

    #[test]
    fn what_is_no_progress_takes_no_place() {
        let mut progress = Progress::zeroed();
        leg(&mut progress, 0, 1, 1, 0);
        leg(&mut progress, 1, 2, 2, 10);
        progress.resume(1).unwrap();
        assert_eq!((progress.count, progress.credits[0].operator), (1, operator(2)));
        for (by, sequence) in [(3u8, 3u32), (4, 4), (5, 5)] {
            progress.record(&checkpoint(sequence, 10 * sequence as u16)).unwrap();
            progress.leave(operator(by));
            progress.resume(progress.count + 1).unwrap();
        }
        // The fourth found no place left.
        assert_eq!((progress.count, progress.credited_bps(), progress.last.progress_bps), (3, 40, 50));
    }
}
