//! What brings a lease to its end.

use furnace_common::{limits::LEASE_SETTLE_SECONDS, state::LeaseState};

use super::{Step, View};
use crate::accounts::Lease;

/// The steps that can be taken for a lease now.
pub(super) fn steps(lease: &Lease, view: View) -> Vec<Step> {
    let step = match lease.state() {
        Some(LeaseState::Open) => (!lease.is_claimable(view.now)).then_some(Step::Expire),
        Some(LeaseState::Closed) => of_ended(lease, view),
        Some(_) => of_held(lease, view),
        None => None,
    };
    step.into_iter().collect()
}

fn of_held(lease: &Lease, view: View) -> Option<Step> {
    let now = view.now;
    if lease.penalty_bps(now) > 0 {
        // Nothing else goes before it.
        return view.sweep.report.then_some(Step::Reclaim);
    }
    if lease.ends_at != 0 && now >= lease.ends_at {
        return Some(Step::End);
    }
    if lease.leaves_at != 0 && now >= lease.leaves_at {
        return Some(Step::Leave);
    }
    let suspended = lease.state() == Some(LeaseState::Suspended);
    if suspended {
        return (now > lease.grace_ends_at()).then_some(Step::End);
    }
    // Its grace begins once it is settled.
    let waited = now.saturating_sub(lease.settled_at) >= LEASE_SETTLE_SECONDS;
    let due = lease.due(now);
    let used_up = lease.escrow.at_posting(due).is_some_and(|due| due > 0 && due >= lease.escrow.reserved);
    (waited && used_up).then_some(Step::Settle)
}

fn of_ended(lease: &Lease, view: View) -> Option<Step> {
    if lease.attached != 0 {
        return Some(Step::CloseBids);
    }
    view.may_close(&lease.client, lease.ended_at).then_some(Step::Close)
}

#[cfg(test)]
mod tests;
