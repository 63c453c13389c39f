//! Operators with their stake, workers, markets, and penalties.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_client::generated::staking::errors::FurnaceStakingError;
use furnace_common::units::HEAT;

use super::money::{Escrow, ceil, floor};
use super::refusal::{Outcome, Refusal, require};
use super::stake::Stake;
use super::{Model, Order};
use crate::cast::{COOLDOWN, MARKETS, OPENER, OWN_MARKET, REPORTER, WORKERS, compensation};

/// For one GPU.
const MINIMUM_STAKE: u64 = 200 * HEAT;
const BOND: u64 = 100 * HEAT;
/// Most that one report earns.
const MOST_FOR_REPORTER: u64 = 100 * HEAT;

#[derive(Clone, Debug, Default)]
pub(crate) struct Operator {
    pub(crate) stake: Stake,
    pub(crate) locked: u64,
    /// In HEAT and in dollars.
    pub(crate) earned: [u64; 2],
    /// Of accusations that fell, in HEAT.
    pub(crate) awarded: u64,
    /// In the wallet.
    pub(crate) heat: u64,
    /// Workers that are not retired, each with one GPU.
    pub(crate) workers: u64,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Worker {
    pub(crate) jobs: u8,
    pub(crate) completed: u64,
    pub(crate) failed: u64,
    pub(crate) busy_seconds: u64,
    pub(crate) retired: bool,
}

impl Worker {
    pub(crate) fn operator(worker: usize) -> usize {
        WORKERS[worker].0
    }

    /// Settled jobs in all and one more, in basis points.
    pub(super) fn record(&self) -> u64 {
        floor(self.completed, 10_000, self.completed + self.failed + 1)
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Market {
    pub(crate) closed: bool,
    /// In its vault.
    pub(crate) fees: u64,
    pub(crate) settled: u64,
    pub(crate) failed: u64,
    pub(crate) unclaimed: u64,
    pub(crate) busy_seconds: u64,
    pub(crate) paid: u64,
}

/// All penalties: how many, and in HEAT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) count: u64,
    pub(crate) slashed: u64,
    pub(crate) to_clients: u64,
    pub(crate) to_reporters: u64,
    pub(crate) burned: u64,
}

impl Model {
    /// The worker could hold one more order.
    pub(super) fn require_free(&self, worker: usize) -> Outcome {
        self.require_active(worker)?;
        require(self.workers[worker].jobs < WORKERS[worker].1, WorkerFull)
    }

    pub(super) fn require_active(&self, worker: usize) -> Outcome {
        require(!self.workers[worker].retired, WorkerRetired)
    }

    /// It has what the market asks for, and stake that answers for it.
    pub(super) fn require_backed(&self, worker: usize, market: usize, collateral: u64) -> Outcome {
        require(WORKERS[worker].2 >= MARKETS[market].min_vram_gib, HardwareTooSmall)?;
        let operator = &self.operators[Worker::operator(worker)];
        let active = operator.stake.active.amount;
        require(active >= MINIMUM_STAKE * operator.workers, StakeTooLow)?;
        require(active >= operator.locked + collateral, CollateralTooLow)
    }

    /// Takes a part of what `seats` of an order put at risk from the pool of the worker's operator, or what is left
    /// of it.
    pub(super) fn punish(&mut self, worker: usize, escrow: &Escrow, seats: u64, rate_bps: u64, reported: bool) {
        let stake = &mut self.operators[Worker::operator(worker)].stake;
        let amount = ceil(escrow.collateral * seats, rate_bps, 10_000).min(stake.all());
        let to_client = floor(amount, 4_000, 10_000);
        let to_reporter = if reported { floor(amount, 1_000, 10_000).min(MOST_FOR_REPORTER) } else { 0 };
        let burned = amount - to_client - to_reporter;
        stake.slash(amount);
        self.purses[compensation(escrow.purse)].free += to_client;
        self.wallets[REPORTER][0] += to_reporter;
        self.supply -= burned;
        let Ledger { count, slashed, to_clients, to_reporters, burned: all } = &mut self.ledger;
        (*count, *slashed) = (*count + 1, *slashed + amount);
        (*to_clients, *to_reporters, *all) = (*to_clients + to_client, *to_reporters + to_reporter, *all + burned);
    }

    /// The worker has lost an order.
    pub(super) fn lose(&mut self, worker: usize, escrow: &Escrow) {
        self.disengage(worker, escrow);
        self.workers[worker].failed += 1;
    }

    /// The worker has completed an order.
    pub(super) fn complete(&mut self, worker: usize, escrow: &Escrow, busy_seconds: u64) {
        self.disengage(worker, escrow);
        self.workers[worker].completed += 1;
        self.workers[worker].busy_seconds += busy_seconds;
    }

    pub(super) fn unstake(&mut self, operator: usize, shares: u64) -> Outcome {
        require(shares > 0, FurnaceStakingError::AmountTooSmall)?;
        self.operators[operator].stake.unbond(shares, self.now + COOLDOWN)
    }

    pub(super) fn withdraw_stake(&mut self, operator: usize, index: u8) -> Outcome {
        let operator = &mut self.operators[operator];
        operator.heat += operator.stake.withdraw(index, self.now)?;
        Ok(())
    }

    pub(super) fn retire(&mut self, worker: usize) -> Outcome {
        self.require_active(worker)?;
        require(self.workers[worker].jobs == 0, WorkerBusy)?;
        self.workers[worker].retired = true;
        self.operators[Worker::operator(worker)].workers -= 1;
        Ok(())
    }

    pub(super) fn close_market(&mut self, market: usize, by: usize) -> Outcome {
        require(market == OWN_MARKET && by == OPENER, NotOpener)?;
        require(!self.markets[market].closed, MarketClosed)?;
        self.markets[market].closed = true;
        self.wallets[by][0] += BOND;
        Ok(())
    }

    /// Runs on one kind of order, which it may close; `None` of the picker is another kind.
    pub(super) fn on<T>(
        &mut self,
        order: usize,
        pick: impl FnOnce(&mut Order) -> Option<&mut T>,
        act: impl FnOnce(&mut Self, &mut T) -> Outcome,
    ) -> Outcome {
        let mut taken = std::mem::take(self.orders.get_mut(order).ok_or(Refusal::Unfit)?);
        act(self, pick(&mut taken).ok_or(Refusal::Unfit)?)?;
        if !taken.is_closed() {
            self.orders[order] = taken;
        }
        Ok(())
    }
}
