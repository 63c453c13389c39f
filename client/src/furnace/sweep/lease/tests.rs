use furnace_common::state::Payment;
use solana_address::Address;

use super::super::Sweep;
use super::*;
use crate::accounts::ProgramAccount;

const START: i64 = 1_000;
const EVERYTHING: Sweep = Sweep { report: true, close: true };
const GENTLE: Sweep = Sweep { report: false, close: false };

/// By the second for 10 units, running since `START`, with funds for a hundred seconds and a day's grace.
fn running() -> Lease {
    let mut lease = Lease::parse(&vec![0; Lease::SIZE]).expect("a lease");
    lease.state = LeaseState::Running.byte();
    lease.escrow.payment = Payment::Heat.byte();
    lease.escrow.reserved = 1_000;
    lease.rate = 10;
    lease.grace_seconds = 86_400;
    lease.ends_at = START + 100_000;
    lease.paid_until = START;
    lease.settled_at = START;
    lease
}

fn plan(lease: &Lease, sweep: Sweep, now: i64) -> Vec<Step> {
    steps(lease, View { caller: lease.client, now, slot: 0, sweep })
}

#[test]
fn a_lease_without_funds_is_settled_and_ends_after_its_grace() {
    let mut lease = running();
    assert_eq!(plan(&lease, GENTLE, START + 99), []);
    assert_eq!(plan(&lease, GENTLE, START + 100), [Step::Settle]);
    lease.state = LeaseState::Suspended.byte();
    lease.suspended_at = START + 100;
    assert_eq!(plan(&lease, GENTLE, START + 100 + 86_400), []);
    assert_eq!(plan(&lease, GENTLE, START + 101 + 86_400), [Step::End]);
}

#[test]
fn time_and_notice_end_it() {
    let mut lease = running();
    lease.escrow.reserved = u64::MAX;
    assert_eq!(plan(&lease, GENTLE, START + 99_999), []);
    assert_eq!(plan(&lease, GENTLE, START + 100_000), [Step::End]);
    lease.leaves_at = START + 50;
    assert_eq!(plan(&lease, GENTLE, START + 50), [Step::Leave]);
    assert_eq!(plan(&lease, GENTLE, START + 100_000), [Step::End]);
}

#[test]
fn an_outage_comes_first_and_only_where_it_is_reported() {
    let mut lease = running();
    lease.pinged_at = START;
    assert_eq!(plan(&lease, EVERYTHING, START + 180), []);
    assert_eq!(plan(&lease, EVERYTHING, START + 181), [Step::Reclaim]);
    assert_eq!(plan(&lease, EVERYTHING, START + 100_000), [Step::Reclaim]);
    assert_eq!(plan(&lease, GENTLE, START + 100_000), []);
}

#[test]
fn a_worker_that_never_starts_is_down() {
    let mut lease = running();
    lease.state = LeaseState::Assigned.byte();
    lease.ends_at = 0;
    lease.start_by = START;
    assert_eq!(plan(&lease, EVERYTHING, START + 180), []);
    assert_eq!(plan(&lease, EVERYTHING, START + 181), [Step::Reclaim]);
}

#[test]
fn an_ended_lease_closes_its_bids_and_then_itself() {
    let mut lease = running();
    lease.state = LeaseState::Open.byte();
    lease.expires_at = START;
    assert_eq!(plan(&lease, GENTLE, START), []);
    assert_eq!(plan(&lease, GENTLE, START + 1), [Step::Expire]);
    lease.state = LeaseState::Closed.byte();
    lease.ended_at = START;
    lease.attached = 1;
    assert_eq!(plan(&lease, EVERYTHING, START), [Step::CloseBids]);
    lease.attached = 0;
    assert_eq!(plan(&lease, EVERYTHING, START), [Step::Close]);
    assert_eq!(plan(&lease, GENTLE, START), []);
    let stranger = View { caller: Address::new_from_array([2; 32]), now: START, slot: 0, sweep: EVERYTHING };
    assert_eq!(steps(&lease, stranger), []);
}
