use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::proof::VALID_EPOCHS;

use crate::error::ProofsError;

/// What the GPUs of a worker showed in one epoch.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Generation {
    pub epoch: u64,
    /// A bit for each GPU that is proven.
    pub gpus: u64,
    /// The lowest score of them, int8 operations a second.
    pub lowest: u64,
    /// The sum of their scores.
    pub total: u64,
}

impl Generation {
    /// How many GPUs are proven.
    pub fn count(&self) -> u32 {
        self.gpus.count_ones()
    }

    fn add(&mut self, gpu: u8, score: u64) -> Result<()> {
        let bit = 1u64.checked_shl(gpu.into()).ok_or(ProofsError::UnknownGpu)?;
        require!(self.gpus & bit == 0, ProofsError::AlreadyCommitted);
        self.gpus |= bit;
        self.lowest = self.lowest.min(score);
        self.total = self.total.checked_add(score).ok_or(ProofsError::Overflow)?;
        Ok(())
    }
}

/// What a worker's hardware can do, as far as it was shown.
#[account]
pub struct Certificate {
    pub worker: Address,
    /// Gets the rent back when the account is closed.
    pub rent_payer: Address,
    /// The last epoch in which a GPU was proven, and the one before it.
    pub generations: [Generation; 2],
    /// When a wrong proof was opened; zero otherwise. Unix seconds.
    pub convicted_at: i64,
    pub version: u8,
    pub bump: u8,
    pub _reserved: [u8; 54],
}

const _: () = assert!(core::mem::size_of::<Certificate>() == 192);

impl Certificate {
    pub const VERSION: u8 = 1;

    pub fn open(&mut self, worker: Address, rent_payer: Address) {
        self.worker = worker;
        self.rent_payer = rent_payer;
        self.version = Self::VERSION;
    }

    /// Notes that a GPU is proven, once an epoch. A late one of the epoch before counts there.
    pub fn record(&mut self, epoch: u64, gpu: u8, score: u64) -> Result<()> {
        let [last, before] = &mut self.generations;
        let begun = Generation { epoch, gpus: 0, lowest: u64::MAX, total: 0 };
        if epoch > last.epoch {
            *before = *last;
            *last = begun;
        } else if epoch < last.epoch && epoch > before.epoch {
            *before = begun;
        }
        let made = [last, before].into_iter().find(|made| made.epoch == epoch);
        made.map_or(Ok(()), |made| made.add(gpu, score))
    }

    /// A wrong proof ends it for good.
    pub fn convict(&mut self, now: i64) {
        self.convicted_at = now;
        self.generations = [Generation::zeroed(); 2];
    }

    /// Whether, in `epoch`, so many GPUs with at least so high a score are certified.
    pub fn covers(&self, epoch: u64, gpus: u8, score: u64) -> bool {
        let is_good = |made: &Generation| made.epoch.saturating_add(VALID_EPOCHS) >= epoch;
        let enough = |made: &Generation| made.count() >= u32::from(gpus) && made.lowest >= score;
        self.generations.iter().any(|made| made.gpus != 0 && is_good(made) && enough(made))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate() -> Certificate {
        Certificate::zeroed()
    }

    #[test]
    fn a_gpu_counts_once_an_epoch_and_the_lowest_score_is_that_of_all() -> Result<()> {
        let mut certificate = certificate();
        certificate.record(5, 0, 100)?;
        certificate.record(5, 1, 80)?;
        assert!(certificate.record(5, 1, 90).is_err());
        let last = certificate.generations[0];
        assert_eq!((last.count(), last.lowest, last.total), (2, 80, 180));
        assert!(certificate.covers(5, 2, 80) && !certificate.covers(5, 2, 81) && !certificate.covers(5, 3, 80));
        Ok(())
    }

    #[test]
    fn the_epoch_before_covers_until_all_gpus_are_proven_again() -> Result<()> {
        let mut certificate = certificate();
        certificate.record(5, 0, 100)?;
        certificate.record(5, 1, 100)?;
        certificate.record(6, 0, 100)?;
        assert!(certificate.covers(6, 2, 100));
        assert!(certificate.covers(7, 1, 100) && !certificate.covers(7, 2, 100));
        assert!(!certificate.covers(8, 1, 100));
        Ok(())
    }

    #[test]
    fn nothing_is_certified_by_an_empty_certificate_or_a_convicted_one() -> Result<()> {
        let mut certificate = certificate();
        assert!(!certificate.covers(0, 0, 0) && !certificate.covers(1, 0, 0));
        certificate.record(5, 0, 100)?;
        certificate.convict(9);
        assert!(!certificate.covers(5, 0, 0));
        Ok(())
    }

    #[test]
    fn a_late_gpu_of_the_epoch_before_counts_there_and_a_later_one_nowhere() -> Result<()> {
        let mut certificate = certificate();
        certificate.record(6, 0, 100)?;
        certificate.record(5, 1, 80)?;
        certificate.record(5, 2, 90)?;
        certificate.record(4, 3, 90)?;
        let [last, before] = certificate.generations;
        assert_eq!((last.epoch, last.gpus, before.epoch, before.gpus, before.lowest), (6, 1, 5, 0b110, 80));
        assert!(certificate.record(6, 64, 100).is_err());
        Ok(())
    }
}
