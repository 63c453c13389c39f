//! What the programs would refuse anyway.

use furnace_client::heat::Heat;
use furnace_common::stake;

use super::{Refusal, Surroundings, ensure};
use crate::chain::Needs;

/// Whether the worker is well, and may engage for an order.
pub(super) fn judge_worker(needs: Needs, collateral: Heat, around: &Surroundings<'_>) -> Result<(), Refusal> {
    let &Surroundings { now, standing, device, gave_up_before, .. } = around;
    ensure(!gave_up_before, || Refusal::GaveUpBefore)?;
    ensure(device.healthy, || Refusal::DeviceUnwell)?;
    ensure(!standing.retired, || Refusal::WorkerRetired)?;
    ensure(!standing.is_full(), || Refusal::WorkerFull)?;
    ensure(needs.admits(standing.region), || Refusal::OtherRegion)?;
    let fits = standing.gpus >= needs.min_gpus && standing.vram_gib >= needs.min_vram_gib;
    ensure(fits, || Refusal::HardwareTooSmall)?;
    let Needs { min_gpus: gpus, min_score: score, .. } = needs;
    ensure(standing.is_certified(needs, now), || Refusal::NotCertified { gpus, score })?;
    let minimum = stake::minimum(standing.operator_gpus, needs.class_multiplier).map_or(Heat(u64::MAX), Heat);
    ensure(standing.stake >= minimum, || Refusal::StakeTooLow { stake: standing.stake, minimum })?;
    ensure(standing.half_own, || Refusal::OwnStakeTooLow)?;
    let free = standing.free();
    ensure(free >= collateral, || Refusal::CollateralNotCovered { collateral, free })
}
