use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::limits::*;
use furnace_common::memory::{least_mib, MAX_GIB};
use furnace_common::proof::MAX_SCORE;
use furnace_support::certificate;
use pinocchio::account::AccountView;

use super::{Operator, Worker};
use crate::error::JobsError;
use furnace_staking::state::Pool;

/// What a worker must have to do a job of a market.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Needs {
    /// What each GPU must be certified to do, int8 operations a second; zero where none need be.
    pub min_score: u64,
    /// Bits of the regions in which the worker may be; zero for any.
    pub regions: u32,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least memory of each GPU, in GiB. Where a score is asked for it must be certified, else the worker's word does.
    pub min_vram_gib: u16,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
    pub _padding: [u8; 7],
}

const _: () = assert!(core::mem::size_of::<Needs>() == 24);

impl Needs {
    /// Every term lies in its hard bounds.
    pub fn invariant(&self) -> Result<()> {
        let in_bounds = self.class_multiplier <= MAX_CLASS_MULTIPLIER
            && (1..=MAX_WORKER_GPUS).contains(&self.min_gpus)
            && self.min_score <= MAX_SCORE
            && (self.min_score == 0 || self.min_vram_gib <= MAX_GIB);
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

    /// The worker at `address` is certified at `now` for what is asked for, if anything is.
    #[inline(always)]
    pub fn require_certified(&self, address: &Address, certificate: Option<&AccountView>, now: i64) -> Result<()> {
        if self.min_score == 0 {
            return Ok(());
        }
        let certificate = certificate.ok_or(JobsError::CertificateMissing)?;
        require!(self.is_covered_by(certificate, address, now)?, JobsError::CertificateTooLow);
        Ok(())
    }

    /// Whether the certificate, which must be that of the worker at `address`, covers at `now` what is asked for.
    // Apart, so that orders that ask for nothing pay nothing for it.
    #[inline(never)]
    pub fn is_covered_by(&self, certificate: &AccountView, address: &Address, now: i64) -> Result<bool> {
        let shown = certificate::read(certificate).filter(|shown| shown.worker == *address);
        let mib = least_mib(self.min_vram_gib);
        Ok(shown.ok_or(JobsError::CertificateMismatch)?.covers(self.min_gpus, self.min_score, mib, now))
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
