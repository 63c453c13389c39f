use anchor_lang::bytemuck::Zeroable;
use anchor_lang::prelude::*;
use furnace_support::certificate::{Generation, MemoryShown, Shown, DISCRIMINATOR, SPACE};

use crate::error::ProofsError;

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
    pub _reserved: [u8; 6],
    /// What was shown of their memory in the epochs of the generations.
    pub memories: [MemoryShown; 2],
}

const _: () = assert!(core::mem::size_of::<Certificate>() == 192);
// Others read it by this layout.
const _: () = assert!(core::mem::size_of::<Certificate>() + DISCRIMINATOR.len() == SPACE);
const _: () = assert!(core::mem::offset_of!(Certificate, worker) == core::mem::offset_of!(Shown, worker));
const _: () = assert!(core::mem::offset_of!(Certificate, generations) == core::mem::offset_of!(Shown, generations));
const _: () = assert!(core::mem::offset_of!(Certificate, convicted_at) == core::mem::offset_of!(Shown, convicted_at));
const _: () = assert!(core::mem::offset_of!(Certificate, memories) == core::mem::offset_of!(Shown, memories));

impl Certificate {
    pub const VERSION: u8 = 1;

    pub fn open(&mut self, worker: Address, rent_payer: Address) {
        self.worker = worker;
        self.rent_payer = rent_payer;
        self.version = Self::VERSION;
    }

    /// Notes that a GPU is proven, once an epoch. A late one of the epoch before counts there.
    pub fn record(&mut self, epoch: u64, expires_at: i64, gpu: u8, score: u64) -> Result<()> {
        self.begin(epoch, expires_at);
        let made = self.generations.iter_mut().find(|made| made.epoch == epoch);
        made.map_or(Ok(()), |made| add(made, gpu, score))
    }

    /// Notes that the memory of a GPU is proven, once an epoch, as [`record`](Self::record) does.
    pub fn record_memory(&mut self, epoch: u64, expires_at: i64, gpu: u8, mib: u32) -> Result<()> {
        self.begin(epoch, expires_at);
        let found = self.generations.iter().zip(&mut self.memories).find(|(made, _)| made.epoch == epoch);
        let Some((_, memory)) = found else { return Ok(()) };
        let bit = 1u64.checked_shl(gpu.into()).ok_or(ProofsError::UnknownGpu)?;
        require!(memory.gpus & bit == 0, ProofsError::AlreadyCommitted);
        memory.lowest_mib = if memory.gpus == 0 { mib } else { memory.lowest_mib.min(mib) };
        memory.gpus |= bit;
        Ok(())
    }

    /// Makes room for an epoch, unless it is there or too long ago.
    fn begin(&mut self, epoch: u64, expires_at: i64) {
        let [last, before] = &mut self.generations;
        let begun = Generation { epoch, expires_at, gpus: 0, lowest: u64::MAX, total: 0 };
        if epoch > last.epoch {
            *before = *last;
            *last = begun;
            self.memories = [MemoryShown::zeroed(), self.memories[0]];
        } else if epoch < last.epoch && epoch > before.epoch {
            *before = begun;
            self.memories[1] = MemoryShown::zeroed();
        }
    }

    /// A wrong proof ends it for good.
    pub fn convict(&mut self, now: i64) {
        self.convicted_at = now;
        self.generations = [Generation::zeroed(); 2];
        self.memories = [MemoryShown::zeroed(); 2];
    }

    /// What it says of an epoch in which GPUs were proven.
    pub fn generation(&self, epoch: u64) -> Option<&Generation> {
        self.generations.iter().find(|made| made.gpus != 0 && made.epoch == epoch)
    }
}

fn add(made: &mut Generation, gpu: u8, score: u64) -> Result<()> {
    let bit = 1u64.checked_shl(gpu.into()).ok_or(ProofsError::UnknownGpu)?;
    require!(made.gpus & bit == 0, ProofsError::AlreadyCommitted);
    made.gpus |= bit;
    made.lowest = made.lowest.min(score);
    made.total = made.total.checked_add(score).ok_or(ProofsError::Overflow)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::{bytes_of, pod_read_unaligned};

    const EPOCH_SECONDS: i64 = 100;

    fn certificate() -> Certificate {
        Certificate::zeroed()
    }

    /// A GPU is proven in an epoch, which is good to the end of the next.
    fn record(certificate: &mut Certificate, epoch: u64, gpu: u8, score: u64) -> Result<()> {
        let expires_at = furnace_common::proof::expires_at(epoch, EPOCH_SECONDS).ok_or(ProofsError::Overflow)?;
        certificate.record(epoch, expires_at, gpu, score)
    }

    /// Whether, for whoever reads it, it covers so much at the beginning of an epoch.
    fn covers(certificate: &Certificate, epoch: i64, gpus: u8, score: u64) -> bool {
        let read: Shown = pod_read_unaligned(&bytes_of(certificate)[..size_of::<Shown>()]);
        read.covers(gpus, score, 0, epoch * EPOCH_SECONDS)
    }

    /// The memory of a GPU is proven in an epoch.
    fn record_memory(certificate: &mut Certificate, epoch: u64, gpu: u8, mib: u32) -> Result<()> {
        let expires_at = furnace_common::proof::expires_at(epoch, EPOCH_SECONDS).ok_or(ProofsError::Overflow)?;
        certificate.record_memory(epoch, expires_at, gpu, mib)
    }

    #[test]
    fn others_know_it_by_its_discriminator() {
        assert_eq!(Certificate::DISCRIMINATOR, DISCRIMINATOR);
    }

    #[test]
    fn a_gpu_counts_once_an_epoch_and_the_lowest_score_is_that_of_all() -> Result<()> {
        let mut certificate = certificate();
        record(&mut certificate, 5, 0, 100)?;
        record(&mut certificate, 5, 1, 80)?;
        assert!(record(&mut certificate, 5, 1, 90).is_err());
        let last = certificate.generations[0];
        assert_eq!((last.gpus, last.lowest, last.total, last.expires_at), (0b11, 80, 180, 7 * EPOCH_SECONDS));
        assert!(covers(&certificate, 5, 2, 80));
        assert!(!covers(&certificate, 5, 2, 81) && !covers(&certificate, 5, 3, 80));
        Ok(())
    }

    #[test]
    fn the_epoch_before_covers_until_all_gpus_are_proven_again() -> Result<()> {
        let mut certificate = certificate();
        record(&mut certificate, 5, 0, 100)?;
        record(&mut certificate, 5, 1, 100)?;
        record(&mut certificate, 6, 0, 100)?;
        assert!(covers(&certificate, 6, 2, 100));
        assert!(covers(&certificate, 7, 1, 100) && !covers(&certificate, 7, 2, 100));
        assert!(!covers(&certificate, 8, 1, 100));
        Ok(())
    }

    #[test]
    fn nothing_is_certified_by_an_empty_certificate_or_a_convicted_one() -> Result<()> {
        let mut certificate = certificate();
        assert!(!covers(&certificate, -1, 0, 0) && certificate.generation(0).is_none());
        record(&mut certificate, 5, 0, 100)?;
        certificate.convict(9);
        assert!(!covers(&certificate, 5, 0, 0) && certificate.generation(5).is_none());
        Ok(())
    }

    #[test]
    fn a_late_gpu_of_the_epoch_before_counts_there_and_a_later_one_nowhere() -> Result<()> {
        let mut certificate = certificate();
        record(&mut certificate, 6, 0, 100)?;
        record(&mut certificate, 5, 1, 80)?;
        record(&mut certificate, 5, 2, 90)?;
        record(&mut certificate, 4, 3, 90)?;
        let [last, before] = certificate.generations;
        assert_eq!((last.epoch, last.gpus, before.epoch, before.gpus, before.lowest), (6, 1, 5, 0b110, 80));
        assert_eq!((before.expires_at, certificate.generation(5)), (7 * EPOCH_SECONDS, Some(&before)));
        assert!(certificate.generation(4).is_none());
        assert!(record(&mut certificate, 6, 64, 100).is_err());
        Ok(())
    }

    #[test]
    fn memory_is_noted_beside_the_score_whichever_comes_first() -> Result<()> {
        let covers = |certificate: &Certificate, gpus, mib| {
            let read: Shown = pod_read_unaligned(&bytes_of(certificate)[..size_of::<Shown>()]);
            read.covers(gpus, 100, mib, 5 * EPOCH_SECONDS)
        };
        for memory_first in [false, true] {
            let mut certificate = certificate();
            for gpu in [0, 1] {
                if memory_first {
                    record_memory(&mut certificate, 5, gpu, 700 - 100 * u32::from(gpu))?;
                    assert!(!covers(&certificate, gpu + 1, 600));
                }
                record(&mut certificate, 5, gpu, 100)?;
                if !memory_first {
                    record_memory(&mut certificate, 5, gpu, 700 - 100 * u32::from(gpu))?;
                }
            }
            assert!(covers(&certificate, 2, 600) && !covers(&certificate, 2, 601) && !covers(&certificate, 3, 600));
            assert!(record_memory(&mut certificate, 5, 1, 900).is_err());
            assert!(record_memory(&mut certificate, 5, 64, 900).is_err());
            certificate.convict(9);
            assert!(certificate.memories.iter().all(|memory| memory.gpus == 0));
        }
        Ok(())
    }

    #[test]
    fn memory_of_an_epoch_moves_and_ends_with_its_generation() -> Result<()> {
        let mut certificate = certificate();
        record_memory(&mut certificate, 5, 0, 500)?;
        record(&mut certificate, 6, 0, 100)?;
        assert_eq!(certificate.memories.map(|memory| (memory.gpus, memory.lowest_mib)), [(0, 0), (1, 500)]);
        // A score of epoch 6 is no proof of the memory that epoch 5 showed.
        record(&mut certificate, 7, 0, 100)?;
        assert_eq!(certificate.memories.map(|memory| memory.gpus), [0, 0]);
        // Late ones count where there is room, and nowhere else.
        record_memory(&mut certificate, 6, 1, 300)?;
        record_memory(&mut certificate, 5, 1, 300)?;
        assert_eq!(certificate.memories.map(|memory| memory.gpus), [0, 0b10]);
        Ok(())
    }
}
