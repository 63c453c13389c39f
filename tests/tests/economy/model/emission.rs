//! New HEAT for proven work.

use std::collections::BTreeMap;

use furnace_client::generated::token::errors::FurnaceTokenError::*;
use furnace_common::emission::{hour_at, sum_floor};
use furnace_common::limits::STAKE_PER_GPU;
use furnace_tests::errors::SystemProgramError::AccountAlreadyInUse;
use furnace_tests::network::EPOCH;

use super::Model;
use super::maths::floor;
use super::refusal::{Refusal, require};
use crate::cast::{POOLS, START};

/// Epochs for which a worker's points are kept.
pub(crate) const KEPT: u64 = 16;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Epoch {
    pub(crate) budget: u64,
    pub(crate) points: u64,
    pub(crate) claimed: u64,
}

/// A worker's points: the epoch, where they start in its total, and how many.
type Ring = [(u64, u64, u64); KEPT as usize];

#[derive(Clone, Debug, Default)]
pub(crate) struct Emission {
    pub(crate) epochs: BTreeMap<u64, Epoch>,
    /// By pool, each with one worker.
    pub(crate) rings: [Ring; POOLS],
    pub(crate) emitted: u64,
}

pub(crate) fn current(now: i64) -> u64 {
    now as u64 / EPOCH as u64
}

/// What the schedule has emitted by a moment.
pub(crate) fn scheduled(time: i64) -> u64 {
    sum_floor(hour_at(START, time))
}

impl Emission {
    pub(crate) fn open(&mut self, epoch: u64, now: i64) -> Result<(), Refusal> {
        require(!self.epochs.contains_key(&epoch), AccountAlreadyInUse)?;
        require(epoch == current(now) || epoch + 1 == current(now), EpochOutOfReach)?;
        let begins = epoch as i64 * EPOCH;
        let budget = scheduled(begins + EPOCH) - scheduled(begins);
        self.epochs.insert(epoch, Epoch { budget, points: 0, claimed: 0 });
        Ok(())
    }

    pub(crate) fn close(&mut self, epoch: u64, now: i64) -> Result<(), Refusal> {
        require(self.epochs.contains_key(&epoch), Refusal::Missing)?;
        require(current(now) > epoch + KEPT, EpochKept)?;
        self.epochs.remove(&epoch);
        Ok(())
    }

    /// What a worker has in an epoch.
    pub(crate) fn points(&self, pool: usize, epoch: u64) -> u64 {
        let (of, _, points) = self.rings[pool][(epoch % KEPT) as usize];
        if of == epoch { points } else { 0 }
    }
}

impl Model {
    /// The score times the stake, from once to twice the minimum, times the uptime.
    pub(super) fn record(&mut self, pool: usize, epoch: u64, score: u64, uptime_bps: u16) -> Result<(), Refusal> {
        let now = current(self.now);
        let entry = self.emission.epochs.get_mut(&epoch).ok_or(Refusal::Missing)?;
        // The workers came when everything began.
        require(START <= epoch as i64 * EPOCH, WorkerTooNew)?;
        require(uptime_bps <= 10_000, UptimeTooHigh)?;
        let active = self.pools[pool].stake.active.amount;
        require(active >= STAKE_PER_GPU, StakeTooLow)?;
        let factor = floor(active.min(2 * STAKE_PER_GPU), 10_000, STAKE_PER_GPU).expect("at most twice");
        let points = floor(score, factor * u64::from(uptime_bps), 100_000_000).ok_or(Overflow)?;
        require(points > 0, NoPoints)?;
        require(now <= epoch + 1, RecordingClosed)?;
        let start = entry.points;
        entry.points = start.checked_add(points).ok_or(Overflow)?;
        let place = &mut self.emission.rings[pool][(epoch % KEPT) as usize];
        require(place.0 < epoch, AlreadyRecorded)?;
        *place = (epoch, start, points);
        Ok(())
    }

    pub(super) fn emit(&mut self, pool: usize, epoch: u64) -> Result<(), Refusal> {
        let now = current(self.now);
        let entry = self.emission.epochs.get_mut(&epoch).ok_or(Refusal::Missing)?;
        let place = &mut self.emission.rings[pool][(epoch % KEPT) as usize];
        require(place.0 == epoch && place.2 > 0, NothingToClaim)?;
        require(now > epoch + 1, RecordingOpen)?;
        require(now < epoch + KEPT, ClaimsOver)?;
        let (_, start, points) = *place;
        place.2 = 0;
        let until = |point: u64| floor(entry.budget, point, entry.points).expect("a part");
        let amount = until(start + points) - until(start);
        entry.claimed += amount;
        self.emission.emitted += amount;
        self.pools[pool].income[0].vault += amount;
        Ok(())
    }

    /// Closes the points of a worker that is retired.
    pub(super) fn close_points(&mut self, pool: usize) -> Result<(), Refusal> {
        require(self.jobs.books[pool].left_at.is_some(), WorkerActive)?;
        let now = current(self.now);
        let left = self.emission.rings[pool].iter().any(|(epoch, _, points)| *points > 0 && now < epoch + KEPT);
        require(!left, PointsClaimable)
    }
}
