//! Vaults hold what the books say, and books say the same of one another.

use furnace_client::accounts::Job;
use furnace_common::state::{DisputeState, JobState};

use crate::view::View;
use crate::world::PLACES;

pub(crate) fn assert_books(view: &View) {
    let all: u64 = view.tokens.values().sum();
    assert_eq!(all, view.supply, "all accounts together hold the supply");
    assert_bonds(view);
    assert_operators(view);
    assert_clients(view);
}

/// The vault of bonds has what verifiers, accusers, penalties in appeal and votes have in it.
fn assert_bonds(view: &View) {
    let of_verifiers: u64 = view.verifiers.iter().flatten().map(|verifier| verifier.bond + verifier.earned).sum();
    let disputes = view.open_disputes();
    let of_disputes: u64 =
        disputes.map(|(_, dispute)| dispute.bond + dispute.appeal_bond + dispute.penalty + dispute.pot).sum();
    assert_eq!(view.ledger.held, of_verifiers + of_disputes, "the ledger is the sum of its parts");
    assert_eq!(view.tokens[&PLACES.bonds], view.ledger.held, "the vault of bonds equals its books");
}

fn state(job: &Job) -> JobState {
    JobState::from_byte(job.state).expect("a state")
}

fn assert_operators(view: &View) {
    for (index, place) in PLACES.operators.iter().enumerate() {
        let pool = &view.pools[index];
        // What is given back where nobody has a share belongs to nobody.
        let (vault, books) = (view.tokens[&place.vault], pool.active + pool.unbonding);
        assert!(vault == books || vault > books && pool.active_shares + pool.unbonding_shares == 0, "{vault} {books}");
        let is_pending = |state| !matches!(state, Some(DisputeState::Ended));
        let appealable = view.open_disputes().filter(|(_, dispute)| {
            let convicted = dispute.penalty > 0 || dispute.state() == Some(DisputeState::Convicted);
            dispute.pool == place.pool && convicted && is_pending(dispute.state())
        });
        assert_eq!(pool.penalties_pending as usize, appealable.count(), "penalties that wait for an appeal");
        let bound = |job: &&Job| job.operator == place.book && !state(job).is_final() && state(job) != JobState::Open;
        let held: Vec<&Job> = view.jobs.iter().flatten().filter(bound).collect();
        let locked: u64 = held.iter().map(|job| job.escrow.collateral).sum();
        assert_eq!(view.books[index].collateral_locked, locked, "collateral is locked for jobs that are held");
        assert_eq!(usize::from(view.workers[index].jobs), held.len(), "jobs that the worker holds");
    }
}

fn assert_clients(view: &View) {
    for (client, (address, vault)) in PLACES.balances.iter().enumerate() {
        let balance = &view.balances[client];
        assert_eq!(view.tokens[vault], balance.free + balance.reserved, "the client's vault equals its books");
        let own = view.jobs.iter().flatten().filter(|job| job.escrow.balance == *address);
        let live: Vec<&Job> = own.filter(|job| !state(job).is_final()).collect();
        for job in &live {
            assert_eq!(job.escrow.reserved, job.price + job.audit_fee, "a live job holds its price and its audit");
        }
        let reserved: u64 = live.iter().map(|job| job.escrow.reserved).sum();
        assert_eq!(balance.reserved, reserved, "reserved is what live jobs hold");
    }
}
