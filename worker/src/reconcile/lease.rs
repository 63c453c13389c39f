//! What a worker owes a lease.

use furnace_client::accounts::LeaseState;
use furnace_common::limits::LEASE_SETTLE_SECONDS;
use solana_address::Address;

use crate::chain::LeaseAccount;

/// What a worker owes a lease, as the chain shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaseDuty {
    /// Nothing: it is not this worker's, or no longer.
    Nothing,
    /// Answering a ping, before anything else: silence costs collateral, and after seven minutes the lease.
    Answer,
    /// Bringing the service up, so that it answers.
    Prepare,
    /// Saying that the service answers: from then on it is billed.
    Start,
    /// Nothing more can be done: the time to start is over.
    Late,
    /// Ending it: its time is over, or its grace without funds.
    End,
    /// Leaving it: the notice is over.
    Leave,
    /// Giving notice, because the worker is stopping.
    Notice,
    /// Collecting what is earned.
    Settle,
    /// Keeping the place free, and computing nothing, until there are funds again.
    Pause,
    /// Serving it.
    Serve,
}

/// How the worker stands to a lease that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// Whether the service answers.
    pub answers: bool,
    /// Whether the worker is stopping, and leaves its leases.
    pub leaving: bool,
    /// How often to collect what is earned, in seconds.
    pub settle_every: i64,
}

/// What `worker` owes a lease at `now`, unix seconds.
pub fn lease_duty(lease: &LeaseAccount, worker: &Address, service: Service, now: i64) -> LeaseDuty {
    if !lease.is_held_by(worker) {
        return LeaseDuty::Nothing;
    }
    let over = |moment: i64| moment != 0 && now >= moment;
    let paused = lease.state == LeaseState::Suspended;
    if lease.state == LeaseState::Running && lease.pinged_at != 0 {
        LeaseDuty::Answer
    } else if over(lease.ends_at) || (paused && now > lease.grace_ends_at) {
        LeaseDuty::End
    } else if over(lease.leaves_at) {
        LeaseDuty::Leave
    } else if lease.state == LeaseState::Assigned && now > lease.start_by {
        LeaseDuty::Late
    } else if !service.answers {
        LeaseDuty::Prepare
    } else if lease.state == LeaseState::Assigned {
        LeaseDuty::Start
    } else if service.leaving && lease.leaves_at == 0 {
        LeaseDuty::Notice
    } else if paused {
        LeaseDuty::Pause
    } else if is_settled_now(lease, service.settle_every, now) {
        LeaseDuty::Settle
    } else {
        LeaseDuty::Serve
    }
}

/// From time to time, and as soon as the funds are used up: what is served later is not paid.
fn is_settled_now(lease: &LeaseAccount, every: i64, now: i64) -> bool {
    now >= lease.funds_until || now.saturating_sub(lease.settled_at) >= every.max(LEASE_SETTLE_SECONDS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::lease_account;

    const OWN: Address = Address::new_from_array([1; 32]);
    const OTHER: Address = Address::new_from_array([2; 32]);
    const UP: Service = Service { answers: true, leaving: false, settle_every: 600 };
    const DOWN: Service = Service { answers: false, ..UP };
    const LEAVING: Service = Service { leaving: true, ..UP };

    /// Claimed at 0, to start by 100; settled at 1,000, with funds until 5,000; out of funds, with a grace until 6,000.
    fn held(state: LeaseState) -> LeaseAccount {
        let started = state != LeaseState::Assigned;
        LeaseAccount {
            state,
            worker: OWN,
            start_by: 100,
            settled_at: if started { 1_000 } else { 0 },
            funds_until: if state == LeaseState::Running { 5_000 } else { 0 },
            ends_at: if started { 9_000 } else { 0 },
            grace_ends_at: if state == LeaseState::Suspended { 6_000 } else { 0 },
            ..lease_account(1)
        }
    }

    fn owed(lease: &LeaseAccount, service: Service, now: i64) -> LeaseDuty {
        lease_duty(lease, &OWN, service, now)
    }

    #[test]
    fn it_starts_once_the_service_answers() {
        let assigned = held(LeaseState::Assigned);
        assert_eq!(owed(&assigned, DOWN, 50), LeaseDuty::Prepare);
        assert_eq!(owed(&assigned, UP, 100), LeaseDuty::Start);
        assert_eq!(owed(&assigned, LEAVING, 100), LeaseDuty::Start);
        assert_eq!(owed(&assigned, UP, 101), LeaseDuty::Late);
    }

    #[test]
    fn a_running_one_is_served_and_settled_at_times() {
        let running = held(LeaseState::Running);
        assert_eq!(owed(&running, UP, 1_599), LeaseDuty::Serve);
        assert_eq!(owed(&running, UP, 1_600), LeaseDuty::Settle);
        assert_eq!(owed(&running, DOWN, 1_600), LeaseDuty::Prepare);
        // No more often than the protocol allows
        assert_eq!(owed(&running, Service { settle_every: 0, ..UP }, 1_059), LeaseDuty::Serve);
        // but at once when the funds are used up
        let poor = LeaseAccount { funds_until: 1_030, ..running };
        assert_eq!((owed(&poor, UP, 1_029), owed(&poor, UP, 1_030)), (LeaseDuty::Serve, LeaseDuty::Settle));
    }

    #[test]
    fn one_without_funds_keeps_its_place_until_its_grace_is_over() {
        let suspended = held(LeaseState::Suspended);
        assert_eq!(owed(&suspended, UP, 6_000), LeaseDuty::Pause);
        assert_eq!(owed(&suspended, UP, 6_001), LeaseDuty::End);
        assert_eq!(owed(&suspended, LEAVING, 6_000), LeaseDuty::Notice);
    }

    #[test]
    fn a_ping_goes_before_everything() {
        let pinged = LeaseAccount { pinged_at: 2_000, leaves_at: 2_100, ..held(LeaseState::Running) };
        for service in [UP, DOWN, LEAVING] {
            assert_eq!(owed(&pinged, service, 9_999), LeaseDuty::Answer);
        }
    }

    #[test]
    fn it_is_left_when_the_notice_is_over_and_ended_when_its_time_is() {
        let leaving = LeaseAccount { leaves_at: 2_000, ..held(LeaseState::Running) };
        assert_eq!(owed(&leaving, LEAVING, 1_500), LeaseDuty::Serve);
        assert_eq!(owed(&leaving, UP, 2_000), LeaseDuty::Leave);
        assert_eq!(owed(&leaving, UP, 9_000), LeaseDuty::End);
        assert_eq!(owed(&held(LeaseState::Running), LEAVING, 1_500), LeaseDuty::Notice);
    }

    proptest! {
        #[test]
        fn nothing_is_owed_for_the_leases_of_others(
            state in prop::sample::select(LeaseState::ALL), answers: bool, leaving: bool, now: i64,
        ) {
            let lease = LeaseAccount { worker: OTHER, ..held(state) };
            prop_assert_eq!(owed(&lease, Service { answers, leaving, ..UP }, now), LeaseDuty::Nothing);
        }

        #[test]
        fn a_held_one_is_never_left_silently(
            state in prop::sample::select(vec![LeaseState::Assigned, LeaseState::Running, LeaseState::Suspended]),
            answers: bool, leaving: bool, settle_every in 0i64..10_000, now in -10i64..10_000, pinged: bool,
        ) {
            let pinged = pinged && state == LeaseState::Running;
            let lease = LeaseAccount { pinged_at: i64::from(pinged), ..held(state) };
            let duty = owed(&lease, Service { answers, leaving, settle_every }, now);
            prop_assert_ne!(duty, LeaseDuty::Nothing);
            prop_assert_eq!(duty == LeaseDuty::Answer, pinged);
            // What is not paid is not served
            prop_assert!(duty != LeaseDuty::Serve || (state == LeaseState::Running && now < lease.funds_until));
            prop_assert!(duty != LeaseDuty::Start || answers);
        }
    }
}
