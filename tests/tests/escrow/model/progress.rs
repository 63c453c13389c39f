//! A job's way from worker to worker: checkpoints, and who is owed for them.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;

use super::money::floor;
use super::refusal::{Outcome, require};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Credit {
    pub(crate) operator: usize,
    /// Of the whole work, in basis points.
    pub(crate) progress: u16,
    pub(crate) paid: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Progress {
    pub(crate) sequence: u32,
    pub(crate) done: u16,
    /// The sequence when the present worker began.
    begun_at: u32,
    /// The operator whose checkpoint waits for somebody to go on from it.
    pub(crate) pending: Option<usize>,
    /// Places of credits, used ones and ones of which nothing is owed any more.
    places: [Option<Credit>; 3],
    pub(crate) count: usize,
}

impl Progress {
    pub(super) fn record(&mut self, sequence: u32, progress: u16) -> Outcome {
        require(sequence > self.sequence, CheckpointOutOfOrder)?;
        require((self.done..10_000).contains(&progress), CheckpointOutOfOrder)?;
        (self.sequence, self.done) = (sequence, progress);
        Ok(())
    }

    /// A worker of the operator's lost the job.
    pub(super) fn leave(&mut self, operator: usize) {
        if self.pending.is_none() && self.sequence > self.begun_at {
            self.pending = Some(operator);
        }
    }

    /// Another goes on from so many checkpoints; later ones are worth nothing.
    pub(super) fn resume(&mut self, from: u8) -> Outcome {
        let from = usize::from(from);
        match self.pending.take() {
            Some(operator) if from == self.count + 1 => {
                if self.done > self.base() && self.count < self.places.len() {
                    self.places[self.count] = Some(Credit { operator, progress: self.done, paid: false });
                    self.count += 1;
                }
            }
            _ => {
                require(from <= self.count, CheckpointUnknown)?;
                self.count = from;
                self.done = self.base();
            }
        }
        self.begun_at = self.sequence;
        Ok(())
    }

    fn used(&self) -> impl Iterator<Item = Credit> {
        self.places[..self.count].iter().flatten().copied()
    }

    /// What all credits together make of the work.
    fn base(&self) -> u16 {
        self.used().last().map_or(0, |credit| credit.progress)
    }

    pub(crate) fn operator_of(&self, index: u8) -> Option<usize> {
        self.places.get(usize::from(index))?.map(|credit| credit.operator)
    }

    /// What others than the last worker have of what the work was worth.
    pub(super) fn all_credits(&self, worth: u64) -> u64 {
        floor(worth, self.base().into(), 10_000)
    }

    /// What the credit at `index` adds to those before it.
    fn part(&self, index: usize, worth: u64) -> u64 {
        let before = self.used().take(index).last().map_or(0, |credit| credit.progress);
        let own = self.used().nth(index).map_or(0, |credit| credit.progress);
        floor(worth, u64::from(own - before), 10_000)
    }

    /// What credits are still owed, each rounded down.
    pub(super) fn unpaid(&self, worth: u64) -> u64 {
        let owed = self.used().enumerate().filter(|(_, credit)| !credit.paid);
        owed.map(|(index, _)| self.part(index, worth)).sum()
    }

    pub(super) fn take_credit(&mut self, index: u8, worth: u64) -> Outcome<u64> {
        let index = usize::from(index);
        let owed = self.used().nth(index).is_some_and(|credit| !credit.paid);
        require(owed, NoCredit)?;
        if let Some(credit) = &mut self.places[index] {
            credit.paid = true;
        }
        Ok(self.part(index, worth))
    }

    /// Credits that wait for their pay.
    pub(crate) fn owed(&self) -> impl Iterator<Item = u8> {
        self.used().enumerate().filter(|(_, credit)| !credit.paid).map(|(index, _)| index as u8)
    }
}
