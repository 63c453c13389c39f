//! Jobs as far as they move stake and money.

use std::collections::BTreeMap;

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_client::generated::slashing::errors::FurnaceSlashingError as Slashing;
use furnace_client::generated::staking::errors::FurnaceStakingError::SlashTooLarge;
use furnace_common::limits::{LEAVING_SECONDS, STAKE_PER_GPU};
use furnace_common::penalties::REPORTER_MAX;
use furnace_common::{pause, shares};
use furnace_tests::network::MAX_SECONDS;

use super::Model;
use super::maths::{ceil, floor};
use super::refusal::{Refusal, require};
use crate::action::Mint;
use crate::cast::*;

/// A job that a worker holds.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) pool: usize,
    pub(crate) market: usize,
    price: u64,
    collateral: u64,
    claimed_at: i64,
    pub(crate) deadline: i64,
}

/// What the jobs program keeps of an operator.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub(crate) is_open: bool,
    /// Collateral of the jobs that are held.
    pub(crate) locked: u64,
    /// When its only worker retired.
    pub(crate) left_at: Option<i64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Jobs {
    pub(crate) held: BTreeMap<u64, Job>,
    pub(crate) books: [Book; POOLS],
    /// Number of the client's next job.
    pub(crate) next: u64,
    /// The client's money: free, and reserved for jobs.
    pub(crate) free: u64,
    pub(crate) reserved: u64,
}

impl Jobs {
    pub(crate) fn new() -> Self {
        let book = Book { is_open: true, locked: 0, left_at: None };
        // The set-up posts one job in each market, to see what they look like.
        Self { held: BTreeMap::new(), books: [book.clone(), book], next: 2, free: DEPOSIT, reserved: 0 }
    }
}

impl Model {
    /// Posts a job and has a worker of the pool claim it; returns its number.
    pub(super) fn take_job(&mut self, pool: usize, market: usize, price: u64) -> Result<u64, Refusal> {
        require(self.paused & pause::JOBS == 0, JobsPaused)?;
        require(price > 0, ZeroPrice)?;
        require(price <= self.jobs.free, BalanceTooLow)?;
        let stake = &self.pools[pool].stake;
        let busy = self.jobs.held.values().filter(|job| job.pool == pool).count();
        require(busy < MAX_JOBS, WorkerFull)?;
        require(stake.own() + shares::VIRTUAL >= stake.others(), OwnStakeTooLow)?;
        require(stake.active.amount >= STAKE_PER_GPU, StakeTooLow)?;
        let collateral = ceil(price, COLLATERAL_BPS[market].into(), 10_000);
        let locked = self.jobs.books[pool].locked + collateral;
        require(stake.active.amount >= locked, CollateralTooLow)?;

        self.jobs.books[pool].locked = locked;
        self.jobs.free -= price;
        self.jobs.reserved += price;
        let number = self.jobs.next;
        self.jobs.next += 1;
        let (claimed_at, deadline) = (self.now, self.now + i64::from(MAX_SECONDS));
        self.jobs.held.insert(number, Job { pool, market, price, collateral, claimed_at, deadline });
        Ok(number)
    }

    pub(super) fn work(&mut self, pool: usize, market: usize, price: u64) -> Result<(), Refusal> {
        let number = self.take_job(pool, market, price)?;
        self.deliver(number)
    }

    /// Starts, submits and has the client accept: a tenth is the take, of which half is burned.
    pub(super) fn deliver(&mut self, number: u64) -> Result<(), Refusal> {
        let job = self.jobs.held.get(&number).ok_or(Refusal::Missing)?.clone();
        require(self.now <= job.deadline, DeadlinePassed)?;
        self.release(number);
        let take = ceil(job.price, 1_000, 10_000);
        let burn = ceil(take, 5_000, 10_000);
        self.pools[job.pool].income[0].vault += job.price - take;
        self.fee_vaults[job.market] += take - burn;
        self.burned += burn;
        self.jobs.reserved -= job.price;
        self.entitle(CLIENT, Mint::Heat, -i128::from(job.price));
        Ok(())
    }

    pub(super) fn miss(&mut self, number: u64) -> Result<(), Refusal> {
        let job = self.jobs.held.get(&number).ok_or(Refusal::Missing)?.clone();
        require(self.now > job.deadline, Slashing::DeadlineNotPassed)?;
        self.punish(number, 5_000, true);
        Ok(())
    }

    pub(super) fn quit(&mut self, number: u64) -> Result<(), Refusal> {
        let job = self.jobs.held.get(&number).ok_or(Refusal::Missing)?.clone();
        require(self.now <= job.deadline, Slashing::DeadlinePassed)?;
        let early = self.now - job.claimed_at < job.deadline - self.now;
        self.punish(number, if early { 1_000 } else { 2_500 }, false);
        Ok(())
    }

    /// Takes the penalty, and has the client withdraw the job that is open again.
    fn punish(&mut self, number: u64, rate: u64, reported: bool) {
        let job = self.jobs.held[&number].clone();
        let stake = &mut self.pools[job.pool].stake;
        let penalty = ceil(job.collateral, rate, 10_000).min(stake.slashable());
        stake.slash(penalty);
        let to_client = floor(penalty, 4_000, 10_000).expect("a part");
        let to_reporter = floor(penalty, 1_000, 10_000).expect("a part").min(REPORTER_MAX);
        let to_reporter = if reported { to_reporter } else { 0 };
        self.pay_penalty(penalty, to_client, to_reporter);
        // Into the client's books, where `slash` alone leaves a gift.
        self.wallets[CLIENT][0] -= to_client;
        self.jobs.free += to_client + job.price;
        self.jobs.reserved -= job.price;
        self.release(number);
    }

    /// What the slashing program could ask for, with the client's part sent to its wallet.
    pub(super) fn slash(&mut self, pool: usize, amount: u64, to_client: u64, to_reporter: u64) -> Result<(), Refusal> {
        let stake = &mut self.pools[pool].stake;
        let parts = to_client.checked_add(to_reporter).ok_or(SlashTooLarge)?;
        require(parts <= amount && amount <= stake.slashable(), SlashTooLarge)?;
        stake.slash(amount);
        self.pay_penalty(amount, to_client, to_reporter);
        Ok(())
    }

    fn pay_penalty(&mut self, amount: u64, to_client: u64, to_reporter: u64) {
        for (who, part) in [(CLIENT, to_client), (STRANGER, to_reporter)] {
            self.wallets[who][0] += part;
            self.entitle(who, Mint::Heat, part.into());
        }
        self.burned += amount - to_client - to_reporter;
    }

    /// The job has ended: its collateral is free.
    fn release(&mut self, number: u64) {
        if let Some(job) = self.jobs.held.remove(&number) {
            self.jobs.books[job.pool].locked -= job.collateral;
        }
    }

    pub(super) fn retire(&mut self, pool: usize) -> Result<(), Refusal> {
        require(self.jobs.books[pool].left_at.is_none(), WorkerRetired)?;
        require(self.jobs.held.values().all(|job| job.pool != pool), WorkerBusy)?;
        self.jobs.books[pool].left_at = Some(self.now);
        Ok(())
    }

    pub(super) fn close_book(&mut self, pool: usize) -> Result<(), Refusal> {
        require(self.jobs.books[pool].is_open, Refusal::Missing)?;
        let left_long_ago = |left_at| self.now >= left_at + LEAVING_SECONDS;
        require(self.jobs.books[pool].left_at.is_some_and(left_long_ago), OperatorBusy)?;
        self.jobs.books[pool].is_open = false;
        Ok(())
    }
}
