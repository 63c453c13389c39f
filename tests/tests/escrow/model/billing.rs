//! What a lease bills by the second, when it does not, and what silence costs.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_common::state::{CloseReason, LeaseState};

use super::lease::MINUTE;
use super::money::{Price, floor};
use super::refusal::{Outcome, require};
use super::{Lease, Model};
use crate::action::Quote;

/// Not answering for longer than so many seconds costs so many basis points of the collateral in all.
const OUTAGES: [(i64, u64); 4] = [(432_000, 5_000), (172_800, 3_000), (420, 400), (180, 200)];
/// After so long the lease is lost.
const LOST_AFTER: i64 = 420;

/// What one settlement pays, and the whole seconds that it pays for.
struct Bill {
    amount: u64,
    seconds: u64,
    used_up: bool,
}

impl Lease {
    /// Adds what was earned since the last time: until now, the end of the duty, or a ping without an answer.
    pub(super) fn accrue(&mut self, now: i64) {
        if self.state != LeaseState::Running {
            return;
        }
        let until = now.min(self.service_ends_at()).min(self.pinged_at.unwrap_or(i64::MAX));
        let seconds = u64::try_from(until - self.paid_until).unwrap_or(0);
        self.owed += self.rate * seconds;
        self.owed_seconds += seconds;
        self.paid_until = self.paid_until.max(until);
    }

    fn bill(&mut self, price: Option<Price>, now: i64) -> Outcome<Bill> {
        self.accrue(now);
        self.escrow.remember(price);
        let due = if self.owed == 0 { 0 } else { self.escrow.worth(self.owed, price, self.settled_at, now)? };
        let funds = self.escrow.reserved;
        let seconds = if due > funds { floor(self.owed_seconds, funds, due) } else { self.owed_seconds };
        let used_up = due > 0 && due >= funds;
        if used_up {
            // Out of funds from the first second on that is not paid for.
            self.paid_until -= (self.owed_seconds - seconds) as i64;
            self.suspended_at = self.paid_until;
            (self.pinged_at, self.state) = (None, LeaseState::Suspended);
        }
        (self.owed, self.owed_seconds) = (0, 0);
        self.billed_seconds += seconds;
        self.settled_at = now;
        Ok(Bill { amount: due.min(funds), seconds, used_up })
    }

    /// What can still be answered need not be: it would be a way not to pay the last seconds.
    fn withdraw_ping(&mut self, now: i64) {
        self.pinged_at = self.pinged_at.filter(|pinged_at| now - pinged_at > 180);
    }

    fn down_seconds(&self, now: i64) -> i64 {
        let since = match (self.state, self.pinged_at) {
            (LeaseState::Assigned, _) => self.start_by,
            (LeaseState::Running, Some(pinged_at)) => pinged_at,
            _ => return 0,
        };
        now.min(self.service_ends_at()) - since
    }

    /// What the present outage costs beyond what was taken for it.
    pub(crate) fn penalty_bps(&self, now: i64) -> u64 {
        let down = self.down_seconds(now);
        let all = OUTAGES.iter().find(|(longer_than, _)| down > *longer_than).map_or(0, |(_, bps)| *bps);
        all.saturating_sub(self.penalised_bps)
    }
}

impl Model {
    fn pay_bill(&mut self, lease: &mut Lease, bill: &Bill) -> Outcome {
        let (_, operator) = Self::holder(lease)?;
        let kept = lease.escrow.reserved - bill.amount;
        self.pay(&mut lease.escrow, operator, bill.amount, kept);
        Ok(())
    }

    pub(super) fn settle_lease(&mut self, lease: &mut Lease, quote: Quote) -> Outcome {
        let (worker, _) = Self::holder(lease)?;
        let price = self.quoted(quote)?;
        lease.is(LeaseState::Running, LeaseNotRunning)?;
        let waited = self.now - lease.settled_at >= MINUTE as i64;
        let bill = lease.bill(price, self.now)?;
        require(waited || bill.used_up || self.now >= lease.service_ends_at(), SettledLately)?;
        self.workers[worker].busy_seconds += bill.seconds;
        self.pay_bill(lease, &bill)
    }

    pub(super) fn top_up(&mut self, lease: &mut Lease, by: usize, amount: u64) -> Outcome {
        require(by == lease.client(), NotClient)?;
        require(amount > 0, ZeroAmount)?;
        require(lease.state != LeaseState::Closed, LeaseClosed)?;
        require(self.now < lease.service_ends_at(), LeaseOver)?;
        lease.escrow.reserved += amount;
        if lease.state == LeaseState::Suspended {
            require(self.now <= lease.grace_ends_at(), GraceOver)?;
            require(lease.pays_for(MINUTE)?, FundsTooLow)?;
            lease.run(self.now);
        }
        self.purses[lease.escrow.purse].reserve(amount)
    }

    pub(super) fn ping(&mut self, lease: &mut Lease, by: usize) -> Outcome {
        require(by == lease.client(), NotClient)?;
        lease.is(LeaseState::Running, LeaseNotRunning)?;
        require(lease.pinged_at.is_none(), PingOpen)?;
        require(self.now < lease.service_ends_at(), LeaseOver)?;
        lease.accrue(self.now);
        require(lease.pays_for(MINUTE)?, FundsTooLow)?;
        (lease.pinged_at, lease.penalised_bps) = (Some(self.now), 0);
        Ok(())
    }

    pub(super) fn leave(&mut self, lease: &mut Lease, quote: Quote) -> Outcome {
        let (worker, _) = Self::holder(lease)?;
        require(lease.state.is_held(), LeaseNotHeld)?;
        require(lease.leaves_at.is_some_and(|leaves_at| self.now >= leaves_at), NoticeNotOver)?;
        require(lease.penalty_bps(self.now) == 0, PenaltyDue)?;
        lease.withdraw_ping(self.now);
        let price = self.quoted(quote)?;
        let bill = lease.bill(price, self.now)?;
        self.pay_bill(lease, &bill)?;
        self.complete(worker, &lease.escrow, bill.seconds);
        lease.part(CloseReason::WorkerLeft, self.now)?;
        self.refund_ended(lease);
        Ok(())
    }

    pub(super) fn close_lease(&mut self, lease: &mut Lease, by: usize, quote: Quote, reason: CloseReason) -> Outcome {
        Self::holder(lease)?;
        require(by == lease.client(), NotClient)?;
        require(matches!(reason, CloseReason::Finished | CloseReason::Unsatisfied), NotClientsReason)?;
        require(lease.state.is_held(), LeaseNotHeld)?;
        self.end(lease, quote, reason)
    }

    pub(super) fn end_lease(&mut self, lease: &mut Lease, quote: Quote) -> Outcome {
        Self::holder(lease)?;
        require(lease.state.is_held(), LeaseNotHeld)?;
        require(lease.penalty_bps(self.now) == 0, PenaltyDue)?;
        if lease.ends_at.is_some_and(|ends_at| self.now >= ends_at) {
            return self.end(lease, quote, CloseReason::TimeUp);
        }
        let out = lease.state == LeaseState::Suspended && self.now > lease.grace_ends_at();
        require(out, LeaseGoesOn)?;
        self.end(lease, quote, CloseReason::OutOfFunds)
    }

    /// Pays what is owed, and lets worker and client go.
    fn end(&mut self, lease: &mut Lease, quote: Quote, reason: CloseReason) -> Outcome {
        let (worker, _) = Self::holder(lease)?;
        let began = lease.state != LeaseState::Assigned;
        lease.withdraw_ping(self.now);
        let price = self.quoted(quote)?;
        let bill = lease.bill(price, self.now)?;
        self.pay_bill(lease, &bill)?;
        lease.end(reason, self.now);
        if began && reason != CloseReason::Unsatisfied {
            self.complete(worker, &lease.escrow, bill.seconds);
        } else {
            self.disengage(worker, &lease.escrow);
            self.workers[worker].busy_seconds += bill.seconds;
        }
        self.refund_ended(lease);
        Ok(())
    }

    fn refund_ended(&mut self, lease: &mut Lease) {
        if lease.state == LeaseState::Closed {
            self.refund_all(&mut lease.escrow);
        }
    }

    /// Somebody reports an outage.
    pub(super) fn down(&mut self, lease: &mut Lease) -> Outcome {
        let (worker, _) = Self::holder(lease)?;
        let due = lease.penalty_bps(self.now);
        require(due > 0, FurnaceSlashingError::NotDown)?;
        self.punish(worker, &lease.escrow, 1, due, true);
        lease.penalised_bps += due;
        if lease.down_seconds(self.now) <= LOST_AFTER {
            return Ok(());
        }
        let settled = lease.owed == 0 && lease.pinged_at.is_none_or(|pinged_at| lease.paid_until >= pinged_at);
        require(settled, SettleFirst)?;
        self.lose(worker, &lease.escrow);
        lease.attempts += 1;
        lease.part(CloseReason::Down, self.now)?;
        self.refund_ended(lease);
        Ok(())
    }
}
