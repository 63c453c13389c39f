use super::*;
use crate::accounts::ProgramAccount;

const START: i64 = 1_000;

fn blank() -> Lease {
    Lease::parse(&vec![0; Lease::SIZE]).expect("zeros are a lease")
}

/// Paid by the second with 10 units, running since `START`, with funds for a hundred seconds.
fn running() -> Lease {
    let mut lease = blank();
    lease.state = LeaseState::Running.byte();
    lease.escrow.payment = Payment::Heat.byte();
    lease.escrow.reserved = 1_000;
    lease.rate = 10;
    lease.max_seconds = 86_400;
    lease.ends_at = START + 86_400;
    lease.paid_until = START;
    lease
}

#[test]
fn what_is_due_ends_with_a_ping_and_with_the_service() {
    let mut lease = running();
    assert_eq!((lease.due(START + 30), lease.seconds_left(START + 30)), (300, Some(70)));
    lease.pinged_at = START + 20;
    assert_eq!(lease.due(START + 30), 200);
    lease.leaves_at = START + 10;
    assert_eq!(lease.due(START + 30), 100);
    lease.state = LeaseState::Suspended.byte();
    lease.owed = 7;
    assert_eq!(lease.due(START + 30), 7);
}

#[test]
fn an_outage_begins_with_a_ping_and_costs_what_was_not_taken_yet() {
    let mut lease = running();
    assert_eq!(lease.penalty_bps(START + 9_999), 0);
    lease.pinged_at = START;
    assert_eq!((lease.down_seconds(START + 180), lease.penalty_bps(START + 180)), (180, 0));
    assert_eq!(lease.penalty_bps(START + 181), 200);
    lease.penalised_bps = 200;
    assert_eq!((lease.penalty_bps(START + 420), lease.penalty_bps(START + 421)), (0, 200));
    // The worker has no more to do.
    lease.leaves_at = START + 100;
    assert_eq!(lease.penalty_bps(START + 9_999), 0);
}

#[test]
fn a_worker_is_paid_before_it_loses_the_lease() {
    let mut lease = running();
    lease.pinged_at = START + 10;
    assert!(!lease.is_settled_first(START + 430), "it does not lose it yet");
    assert!(lease.is_settled_first(START + 431));
    lease.paid_until = START + 10;
    assert!(!lease.is_settled_first(START + 431));
    lease.owed = 1;
    assert!(lease.is_settled_first(START + 431));
}

#[test]
fn only_an_open_lease_in_time_is_claimable() {
    let mut lease = running();
    lease.expires_at = START + 50;
    assert!(!lease.is_claimable(START));
    lease.state = LeaseState::Open.byte();
    assert!(lease.is_claimable(START + 50) && !lease.is_claimable(START + 51));
    lease.ends_at = START + 20;
    assert!(!lease.is_claimable(START + 20));
}
