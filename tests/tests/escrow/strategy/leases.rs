//! What can be done about a lease.

use furnace_common::state::{CloseReason, LeaseState};

use super::Choice;
use crate::action::Action;
use crate::model::{Lease, Model, RETENTION};

pub(super) fn offer(model: &Model, order: usize, lease: &Lease, choice: &mut Choice) {
    let (client, now) = (lease.client(), model.now);
    match lease.state {
        LeaseState::Open => {
            if !lease.auctioned {
                let named = if now <= lease.backup_until { lease.ask.backup } else { lease.designated };
                let worker = choice.holder(named);
                choice.add(if now > lease.expires_at { 1 } else { 40 }, Action::Take { order, worker });
            }
            let by = choice.mostly(client);
            choice.add(1, Action::CancelLease { order, by });
            choice.add(if now > lease.expires_at { 20 } else { 1 }, Action::ExpireLease { order });
        }
        LeaseState::Assigned => {
            let worker = choice.holder(lease.worker);
            choice.add(if now > lease.start_by { 1 } else { 60 }, Action::StartLease { order, worker });
        }
        LeaseState::Running => running(now, order, lease, choice),
        LeaseState::Suspended => {}
        LeaseState::Closed => {
            let by = choice.closer(client);
            choice.add(if now > lease.ended_at + RETENTION { 15 } else { 6 }, Action::Sweep { order, by });
        }
    }
    if lease.state.is_held() {
        held(now, order, lease, choice);
    }
    if lease.state != LeaseState::Closed {
        let (by, free) = (choice.mostly(client), model.purses[lease.escrow.purse].free);
        let amount = if choice.chance(4) { choice.part(free) } else { (lease.escrow.reserved / 2).max(1) };
        choice.add(if lease.state == LeaseState::Suspended { 20 } else { 3 }, Action::TopUp { order, by, amount });
    }
}

fn running(now: i64, order: usize, lease: &Lease, choice: &mut Choice) {
    let quote = choice.quote();
    let due = now - lease.settled_at >= 60;
    choice.add(if due { 20 } else { 2 }, Action::SettleLease { order, quote });
    let by = choice.mostly(lease.client());
    choice.add(if lease.pinged_at.is_none() { 12 } else { 1 }, Action::Ping { order, by });
    let worker = choice.holder(lease.worker);
    choice.add(if lease.pinged_at.is_some() { 15 } else { 1 }, Action::Answer { order, worker });
}

fn held(now: i64, order: usize, lease: &Lease, choice: &mut Choice) {
    let worker = choice.holder(lease.worker);
    choice.add(if lease.leaves_at.is_none() { 6 } else { 1 }, Action::Notice { order, worker });
    let leaving = lease.leaves_at.is_some_and(|leaves_at| now >= leaves_at);
    let quote = choice.quote();
    choice.add(if leaving { 25 } else { 1 }, Action::Leave { order, quote });
    let over = now >= lease.service_ends_at() || lease.state == LeaseState::Suspended;
    let quote = choice.quote();
    choice.add(if over { 15 } else { 1 }, Action::EndLease { order, quote });
    choice.add(if lease.penalty_bps(now) > 0 { 25 } else { 1 }, Action::Down { order });
    let (by, quote) = (choice.mostly(lease.client()), choice.quote());
    let reason =
        choice.one(&[CloseReason::Finished, CloseReason::Finished, CloseReason::Unsatisfied, CloseReason::Down]);
    choice.add(3, Action::CloseLease { order, by, quote, reason });
}
