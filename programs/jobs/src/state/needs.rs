use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::limits::*;

use super::{Operator, Worker};
use crate::error::JobsError;
use furnace_staking::state::Pool;

/// What a worker must have to do a job of a market.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Needs {
    /// Bits of the regions in which the worker may be; zero for any.
    pub regions: u32,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
    pub _padding: [u8; 3],
}

const _: () = assert!(core::mem::size_of::<Needs>() == 12);

impl Needs {
    /// Every term lies in its hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let in_bounds = self.class_multiplier <= MAX_CLASS_MULTIPLIER && (1..=MAX_WORKER_GPUS).contains(&self.min_gpus);
        require!(in_bounds, JobsError::ParameterOutOfBounds);
        Ok(())
    }

    /// The worker has the hardware, wherever it must be.
    pub fn require_hardware(&self, worker: &Worker) -> Result<()> {
        require!(worker.gpus >= self.min_gpus && worker.vram_gib >= self.min_vram_gib, JobsError::HardwareTooSmall);
        let here = 1u32.checked_shl(u32::from(worker.region)).unwrap_or(0);
        require!(self.regions == 0 || self.regions & here != 0, JobsError::WrongRegion);
        Ok(())
    }

    /// The worker has the hardware, and its operator's pool, half of which is the operator's own, reaches the
    /// minimum stake and covers this collateral beside that of all its jobs.
    pub fn require_backed(&self, worker: &Worker, operator: &Operator, pool: &Pool, collateral: u64) -> Result<()> {
        self.require_hardware(worker)?;
        require!(pool.is_half_own()?, JobsError::OwnStakeTooLow);
        operator.require_room(collateral, pool.active, self.class_multiplier)
    }

    /// Engages a worker that has a free place and is backed, and locks its collateral.
    pub fn engage(&self, worker: &mut Worker, operator: &mut Operator, pool: &Pool, collateral: u64) -> Result<()> {
        worker.take()?;
        self.require_backed(worker, operator, pool, collateral)?;
        operator.lock(collateral)
    }
}
