use anchor_lang::prelude::*;
use furnace_common::lease::{self, first_of, seconds_between, Bill};
use furnace_common::limits::*;
use furnace_common::penalties::{downtime_bps, DOWNTIME_TIERS};
use furnace_common::price::Price;
use furnace_common::state::{CloseReason, LeaseState};

use super::job::after;
use super::Lease;
use crate::error::JobsError;

/// How long a worker may take to answer, in seconds: the first outage that costs anything is longer.
const ANSWER_SECONDS: i64 = DOWNTIME_TIERS[0].0;

// A worker that lost the lease paid for losing it.
const _: () = assert!(FAILOVER_SECONDS == DOWNTIME_TIERS[1].0);

/// What a lease bills, and when it does not.
impl Lease {
    /// Adds the time since the last of it: until now, until the worker's duty ended, or until a ping that it
    /// has not answered.
    pub fn accrue(&mut self, now: i64) -> Result<()> {
        if self.state()? != LeaseState::Running {
            return Ok(());
        }
        let until = first_of(now, &[self.ends_at, self.leaves_at, self.pinged_at]);
        let seconds = seconds_between(self.paid_until, until);
        let amount = self.rate.checked_mul(seconds).ok_or(JobsError::Overflow)?;
        self.owed = self.owed.checked_add(amount).ok_or(JobsError::Overflow)?;
        self.owed_seconds = self.owed_seconds.checked_add(seconds).ok_or(JobsError::Overflow)?;
        self.paid_until = self.paid_until.max(until);
        Ok(())
    }

    /// Settles all that is owed, as far as the funds go; returns what is to be paid. Without funds the lease is
    /// suspended from the moment on in which they were used up, and nothing later is billed.
    pub fn bill(&mut self, price: Option<Price>, now: i64) -> Result<Bill> {
        self.accrue(now)?;
        if let Some(price) = price {
            // The last known price stands in for a missing one.
            self.escrow.set_price(price);
        }
        let due = match self.owed {
            // Needs no price.
            0 => 0,
            owed => self.escrow.worth(owed, price, self.settled_at, now)?,
        };
        let bill = lease::bill(self.owed_seconds, due, self.escrow.reserved).ok_or(JobsError::Overflow)?;
        if bill.used_up {
            let unpaid = self.owed_seconds.checked_sub(bill.seconds).ok_or(JobsError::Overflow)?;
            self.suspend(unpaid)?;
        }
        self.owed = 0;
        self.owed_seconds = 0;
        self.billed_seconds = self.billed_seconds.checked_add(bill.seconds).ok_or(JobsError::Overflow)?;
        self.settled_at = now;
        Ok(bill)
    }

    /// The same for a settlement that anyone asks for: not too often, unless there is no more to come.
    pub fn settle(&mut self, price: Option<Price>, now: i64) -> Result<Bill> {
        self.require_state(LeaseState::Running, JobsError::LeaseNotRunning)?;
        let waited = now.saturating_sub(self.settled_at) >= LEASE_SETTLE_SECONDS;
        let bill = self.bill(price, now)?;
        let last = bill.used_up || now >= self.service_ends_at();
        require!(waited || last, JobsError::SettledLately);
        Ok(bill)
    }

    /// The last `unpaid` seconds are not paid for. A ping that came later than the funds lasted is void.
    fn suspend(&mut self, unpaid: u64) -> Result<()> {
        let unpaid = i64::try_from(unpaid).map_err(|_| JobsError::Overflow)?;
        self.suspended_at = self.paid_until.checked_sub(unpaid).ok_or(JobsError::Overflow)?;
        self.paid_until = self.suspended_at;
        self.pinged_at = 0;
        self.state = LeaseState::Suspended.byte();
        Ok(())
    }

    /// For how long the funds last, in seconds, where that is less than the client wants to be warned of.
    pub fn low(&self, price: Option<Price>, now: i64) -> Result<Option<u64>> {
        if self.low_seconds == 0 {
            return Ok(None);
        }
        // A warning can do with the price of the posting, where there is no other.
        let cost = self.escrow.worth(self.cost(self.low_seconds)?, price, 0, now)?;
        let left = lease::bill(u64::from(self.low_seconds), cost, self.escrow.reserved).ok_or(JobsError::Overflow)?;
        Ok((cost > self.escrow.reserved).then_some(left.seconds))
    }

    /// Holds more for it; one out of funds goes on, if that lasts a while.
    pub fn fund(&mut self, amount: u64, now: i64) -> Result<()> {
        require!(amount > 0, JobsError::ZeroAmount);
        let state = self.state()?;
        require!(state != LeaseState::Closed, JobsError::LeaseClosed);
        require!(now < self.service_ends_at(), JobsError::LeaseOver);
        self.escrow.reserved = self.escrow.reserved.checked_add(amount).ok_or(JobsError::Overflow)?;
        if state == LeaseState::Suspended {
            require!(now <= self.grace_ends_at()?, JobsError::GraceOver);
            require!(self.pays_for(MIN_LEASE_SECONDS)?, JobsError::FundsTooLow);
            self.run(now);
        }
        Ok(())
    }

    /// The client asks whether the worker is there; it costs a minute if it is.
    pub fn ping(&mut self, now: i64) -> Result<()> {
        self.require_state(LeaseState::Running, JobsError::LeaseNotRunning)?;
        require!(self.pinged_at == 0, JobsError::PingOpen);
        require!(now < self.service_ends_at(), JobsError::LeaseOver);
        self.accrue(now)?;
        require!(self.pays_for(PING_BOND_SECONDS)?, JobsError::FundsTooLow);
        self.pinged_at = now;
        self.penalised_bps = 0;
        Ok(())
    }

    /// The worker is there. In time it gets the client's minute; later the outage is not billed, and what it
    /// costs must have been taken. Returns whether it was in time.
    pub fn answer(&mut self, now: i64) -> Result<bool> {
        self.require_state(LeaseState::Running, JobsError::LeaseNotRunning)?;
        require!(self.pinged_at != 0, JobsError::NoPing);
        let in_time = now.saturating_sub(self.pinged_at) <= ANSWER_SECONDS;
        if in_time {
            let minute = self.cost(PING_BOND_SECONDS)?;
            self.owed = self.owed.checked_add(minute).ok_or(JobsError::Overflow)?;
        } else {
            self.require_no_penalty(now)?;
            self.accrue(now)?;
            self.paid_until = now;
        }
        self.pinged_at = 0;
        Ok(in_time)
    }

    /// A lease ends while a ping is open. One that the worker may still answer is withdrawn: it would be a way
    /// not to pay the last seconds.
    pub fn withdraw_ping(&mut self, now: i64) {
        if now.saturating_sub(self.pinged_at) <= ANSWER_SECONDS {
            self.pinged_at = 0;
        }
    }

    /// How long the worker has been down while it had a duty, in seconds: since the ping that it has not
    /// answered, or since it should have started.
    pub fn down_seconds(&self, now: i64) -> Result<i64> {
        let since = match self.state()? {
            LeaseState::Assigned => self.start_by,
            LeaseState::Running if self.pinged_at != 0 => self.pinged_at,
            _ => return Ok(0),
        };
        Ok(now.min(self.service_ends_at()).saturating_sub(since))
    }

    /// What may be taken for the present outage and was not yet, in basis points of the collateral.
    pub fn penalty_bps(&self, now: i64) -> Result<u16> {
        Ok(downtime_bps(self.down_seconds(now)?).saturating_sub(self.penalised_bps))
    }

    /// No penalty is due: no worker leaves before it is taken.
    pub fn require_no_penalty(&self, now: i64) -> Result<()> {
        require!(self.penalty_bps(now)? == 0, JobsError::PenaltyDue);
        Ok(())
    }

    /// Records that the penalty due is taken. After a long outage the worker has lost the lease, once it is
    /// paid for the time before. Returns whether it has.
    pub fn penalise(&mut self, now: i64) -> Result<bool> {
        let due = self.penalty_bps(now)?;
        require!(due > 0, JobsError::NotDown);
        self.penalised_bps = self.penalised_bps.checked_add(due).ok_or(JobsError::Overflow)?;
        if self.down_seconds(now)? <= FAILOVER_SECONDS {
            return Ok(false);
        }
        require!(self.owed == 0 && self.paid_until >= self.pinged_at, JobsError::SettleFirst);
        self.attempts = self.attempts.checked_add(1).ok_or(JobsError::Overflow)?;
        self.part(CloseReason::Down, now)?;
        Ok(true)
    }

    /// Last moment to put more funds in.
    pub(super) fn grace_ends_at(&self) -> Result<i64> {
        after(self.suspended_at, self.grace_seconds)
    }

    /// Whether what is held covers what is owed and so many seconds more, at the last known price.
    pub(super) fn pays_for(&self, seconds: u32) -> Result<bool> {
        let amount = self.cost(seconds)?.checked_add(self.owed).ok_or(JobsError::Overflow)?;
        // More than fits is more than is held.
        Ok(self.escrow.to_hold(amount).is_ok_and(|needed| needed <= self.escrow.reserved))
    }
}

#[cfg(test)]
mod tests {
    use anchor_lang::bytemuck::Zeroable;
    use furnace_common::state::{Payment, PriceMode};

    use super::*;
    use crate::state::Worker;

    const START: i64 = 1_000;
    const RATE: u64 = 10;

    /// Started at `START`, with funds for `funded` seconds, a grace of 100 and a notice of 200.
    fn running(funded: u64) -> Lease {
        let mut lease = Lease::zeroed();
        lease.rate = RATE;
        lease.max_seconds = 100_000;
        lease.claim_seconds = 50;
        lease.grace_seconds = 100;
        lease.notice_seconds = 200;
        lease.escrow.payment = Payment::Heat.byte();
        lease.escrow.reserved = RATE * funded;
        lease.mode = PriceMode::Fixed.byte();
        lease.state = LeaseState::Assigned.byte();
        lease.worker = Address::from([1; 32]);
        lease.start_by = START;
        lease.start(START).unwrap();
        lease
    }

    /// Bills and pays; the seconds paid for.
    fn settle(lease: &mut Lease, now: i64) -> u64 {
        let bill = lease.bill(None, now).unwrap();
        lease.escrow.reserved -= bill.amount;
        lease.escrow.paid += bill.amount;
        bill.seconds
    }

    fn refuses<T: core::fmt::Debug + PartialEq>(result: Result<T>, error: JobsError) {
        assert_eq!(result, Err(error.into()));
    }

    #[test]
    fn time_is_billed_once() {
        let mut lease = running(1_000);
        assert_eq!(settle(&mut lease, START + 60), 60);
        assert_eq!(settle(&mut lease, START + 60), 0);
        assert_eq!(settle(&mut lease, START + 61), 1);
        assert_eq!((lease.escrow.paid, lease.billed_seconds), (61 * RATE, 61));
    }

    #[test]
    fn strangers_settle_once_a_minute_or_at_the_end() {
        let mut lease = running(1_000);
        refuses(lease.settle(None, START + 59), JobsError::SettledLately);
        let mut lease = running(1_000);
        assert_eq!(lease.settle(None, START + 60).unwrap().seconds, 60);
        let mut short = running(30);
        assert!(short.settle(None, START + 30).unwrap().used_up);
        let mut left = running(1_000);
        left.leaves_at = START + 20;
        assert_eq!(left.settle(None, START + 40).unwrap().seconds, 20);
    }

    #[test]
    fn without_funds_nothing_is_billed_until_there_are_more() {
        let mut lease = running(100);
        assert_eq!(settle(&mut lease, START + 150), 100);
        assert_eq!((lease.state().unwrap(), lease.suspended_at), (LeaseState::Suspended, START + 100));
        assert_eq!(settle(&mut lease, START + 180), 0);
        refuses(lease.over(START + 200), JobsError::LeaseGoesOn);
        assert_eq!(lease.over(START + 201), Ok(CloseReason::OutOfFunds));

        refuses(lease.fund(0, START + 190), JobsError::ZeroAmount);
        refuses(lease.fund(59 * RATE, START + 190), JobsError::FundsTooLow);
        lease.escrow.reserved = 0;
        refuses(lease.fund(60 * RATE, START + 201), JobsError::GraceOver);
        lease.escrow.reserved = 0;
        lease.fund(60 * RATE, START + 190).unwrap();
        assert_eq!(settle(&mut lease, START + 200), 10);
        assert_eq!(lease.billed_seconds, 110);
    }

    #[test]
    fn nothing_is_billed_past_the_end_or_the_notice() {
        let mut lease = running(1_000_000);
        lease.give_notice(START + 10).unwrap();
        refuses(lease.give_notice(START + 20), JobsError::NoticeGiven);
        refuses(lease.require_leaving(START + 209), JobsError::NoticeNotOver);
        lease.require_leaving(START + 210).unwrap();
        assert_eq!(settle(&mut lease, START + 500), 210);
        lease.part(CloseReason::WorkerLeft, START + 500).unwrap();
        assert_eq!((lease.state().unwrap(), lease.expires_at), (LeaseState::Open, START + 550));
        refuses(lease.require_leaving(START + 500), JobsError::LeaseNotHeld);

        let mut lease = running(1_000_000);
        assert_eq!(settle(&mut lease, START + 200_000), 100_000);
        assert_eq!(lease.over(START + 200_000), Ok(CloseReason::TimeUp));
    }

    #[test]
    fn an_answer_in_time_costs_the_client_a_minute() {
        let mut lease = running(1_000);
        lease.ping(START + 10).unwrap();
        refuses(lease.ping(START + 11), JobsError::PingOpen);
        refuses(lease.give_notice(START + 11), JobsError::PingOpen);
        // What is settled meanwhile is the time before the ping.
        assert_eq!(settle(&mut lease, START + 100), 10);
        assert_eq!(lease.answer(START + 190), Ok(true));
        assert_eq!(settle(&mut lease, START + 190), 180);
        assert_eq!((lease.escrow.paid, lease.billed_seconds), ((190 + 60) * RATE, 190));
        refuses(lease.answer(START + 191), JobsError::NoPing);
    }

    #[test]
    fn an_outage_is_not_billed_and_its_penalty_comes_first() {
        let mut lease = running(1_000);
        lease.ping(START + 10).unwrap();
        refuses(lease.penalise(START + 190), JobsError::NotDown);
        refuses(lease.answer(START + 191), JobsError::PenaltyDue);
        refuses(lease.over(START + 191), JobsError::PenaltyDue);
        assert_eq!((lease.penalty_bps(START + 191), lease.penalise(START + 191)), (Ok(200), Ok(false)));
        refuses(lease.penalise(START + 430), JobsError::NotDown);
        assert_eq!(lease.answer(START + 300), Ok(false));
        assert_eq!(settle(&mut lease, START + 305), 15);
        // The next outage is another.
        lease.ping(START + 310).unwrap();
        assert_eq!(lease.penalty_bps(START + 491), Ok(200));
    }

    #[test]
    fn who_is_down_for_long_loses_the_lease_after_its_pay() {
        let mut lease = running(1_000);
        lease.backup = Address::from([2; 32]);
        lease.ping(START + 10).unwrap();
        refuses(lease.answer(START + 431), JobsError::PenaltyDue);
        let mut unpaid = lease;
        refuses(unpaid.penalise(START + 431), JobsError::SettleFirst);
        assert_eq!(settle(&mut lease, START + 431), 10);
        assert_eq!((lease.penalty_bps(START + 431), lease.penalise(START + 431)), (Ok(400), Ok(true)));
        assert_eq!((lease.state().unwrap(), lease.attempts), (LeaseState::Open, 1));

        // Kept for the backup, then for anyone.
        let (by, kept) = (Worker::zeroed(), START + 431 + i64::from(BACKUP_SECONDS));
        refuses(lease.claim(Address::from([3; 32]), &by, kept), JobsError::KeptForBackup);
        let mut other = lease;
        other.claim(Address::from([3; 32]), &by, kept + 50).unwrap();
        refuses(other.claim(Address::from([3; 32]), &by, kept + 50), JobsError::LeaseNotOpen);
        lease.claim(lease.backup, &by, kept).unwrap();

        // The backup never starts, and then nobody is favoured.
        refuses(lease.start(lease.start_by + 1), JobsError::StartOver);
        let late = lease.start_by + FAILOVER_SECONDS + 1;
        refuses(lease.over(late), JobsError::PenaltyDue);
        assert_eq!(lease.penalise(late), Ok(true));
        assert_eq!((lease.backup_until, lease.expires_at), (0, late + 50));
        assert_eq!(lease.attempts, 2);
    }

    #[test]
    fn nobody_is_down_who_has_no_duty() {
        let mut lease = running(1_000_000);
        lease.give_notice(START + 10).unwrap();
        lease.ping(START + 110).unwrap();
        assert_eq!(lease.penalty_bps(START + 9_999), Ok(0));
        lease.require_leaving(START + 9_999).unwrap();
        refuses(lease.ping(START + 210), JobsError::PingOpen);
        assert_eq!(settle(&mut lease, START + 9_999), 110);
        lease.part(CloseReason::WorkerLeft, START + 9_999).unwrap();
        assert_eq!(lease.penalty_bps(START + 9_999_999), Ok(0));
    }

    #[test]
    fn a_lease_with_nothing_left_is_not_opened_again() {
        let mut lease = running(59);
        lease.part(CloseReason::WorkerLeft, START).unwrap();
        assert_eq!((lease.state().unwrap(), lease.reason), (LeaseState::Closed, CloseReason::WorkerLeft.byte()));
        let mut lease = running(60);
        lease.part(CloseReason::WorkerLeft, START + 100_000).unwrap();
        assert_eq!(lease.state().unwrap(), LeaseState::Closed);
        let mut lease = running(60);
        lease.attempts = MAX_ATTEMPTS;
        lease.part(CloseReason::Down, START).unwrap();
        assert_eq!((lease.state().unwrap(), lease.reason), (LeaseState::Closed, CloseReason::Down.byte()));
    }

    #[test]
    fn a_ping_cannot_save_the_last_seconds() {
        let mut lease = running(1_000);
        lease.ping(START + 10).unwrap();
        let mut down = lease;
        lease.withdraw_ping(START + 100);
        assert_eq!(settle(&mut lease, START + 100), 100);
        down.withdraw_ping(START + 191);
        assert_eq!(settle(&mut down, START + 191), 10);
    }
}
