//! Disputes: who pays whom.

use furnace_client::accounts::Dispute;
use furnace_client::pda;
use furnace_common::bps;
use furnace_common::penalties;
use furnace_common::state::Ruling;
use solana_address::Address;

use super::Moves;
use super::law::*;
use crate::view::View;
use crate::world::{PLACES, Place};

/// What all votes that are to be paid cost.
fn fees(dispute: &Dispute) -> u64 {
    given(dispute).iter().filter(|vote| merit(dispute, vote) == Merit::Paid).count() as u64 * dispute.fee
}

/// The collateral, and 5% of the pool.
fn penalty(view: &View, dispute: &Dispute) -> u64 {
    let pool = &view.pools[view.operator_of(&dispute.operator).expect("an operator of the cast")];
    let all = pool.active + pool.unbonding;
    (dispute.collateral + bps::of_ceil(all, 500).expect("fits")).min(all)
}

pub(super) fn place(dispute: &Dispute) -> &'static Place {
    PLACES.operators.iter().find(|place| place.pool == dispute.pool).expect("a pool of the cast")
}

/// From the bonds back to the accuser, if there is one.
pub(super) fn back(dispute: &Dispute, amount: u64) -> Moves {
    Moves::default().pay(PLACES.bonds, pda::heat_account(&dispute.accuser), amount)
}

pub(super) fn uphold(view: &View, dispute: &Dispute) -> Moves {
    let job = view.jobs[view.number_of(&dispute.job)].as_ref().expect("a job that is judged");
    let audit = if dispute.accuser == Address::default() && fees(dispute) > 0 { job.audit_fee } else { 0 };
    // The accuser pays every seat, also those who kept silent.
    let votes = (given(dispute).len() as u64 * dispute.fee).min(dispute.bond);
    // A tenth of the price, which is two fees.
    let worker = (dispute.fee / 5).min(dispute.bond - votes);
    let client = PLACES.balances.iter().find(|(balance, _)| *balance == job.escrow.balance).expect("a client");
    back(dispute, dispute.bond - votes - worker).pay(client.1, PLACES.bonds, audit).pay(
        PLACES.bonds,
        place(dispute).income,
        worker,
    )
}

/// Who appealed pays the votes, then the client and the accuser out of their parts.
pub(super) fn release(dispute: &Dispute) -> Moves {
    let accused = dispute.accuser != Address::default();
    let parts = penalties::split(dispute.penalty, accused).expect("parts");
    let by_appellant = fees(dispute).min(dispute.appeal_bond);
    let by_client = (fees(dispute) - by_appellant).min(parts.client);
    let by_accuser = (fees(dispute) - by_appellant - by_client).min(parts.reporter);
    let client = PLACES.balances.iter().find(|(balance, _)| *balance == dispute.compensation).expect("a client");
    back(dispute, dispute.bond + parts.reporter - by_accuser)
        .pay(PLACES.bonds, client.1, parts.client - by_client)
        .pay(PLACES.bonds, pda::heat_account(&dispute.appellant), dispute.appeal_bond - by_appellant)
        .burn(PLACES.bonds, parts.burn)
}

pub(super) fn reverse(dispute: &Dispute, ruling: Option<Ruling>) -> Moves {
    let right = ruling != Some(Ruling::Undecided);
    let worker = if right { (2 * dispute.fee).min(dispute.bond) } else { 0 };
    let votes = if right { fees(dispute).min(dispute.bond - worker) } else { 0 };
    let vault = PLACES.bonds;
    back(dispute, dispute.bond - worker - votes)
        .pay(vault, place(dispute).vault, dispute.penalty)
        .pay(vault, place(dispute).income, worker)
        .pay(vault, pda::heat_account(&dispute.appellant), dispute.appeal_bond)
}

pub(super) fn convict(view: &View, dispute: &Dispute) -> Moves {
    Moves::default().pay(place(dispute).vault, PLACES.bonds, penalty(view, dispute))
}

/// What is left of the pot goes to whom it is owed, and is burned.
pub(super) fn close(dispute: &Dispute) -> Moves {
    let owed = dispute.owed.min(dispute.pot);
    Moves::default().pay(PLACES.bonds, place(dispute).income, owed).burn(PLACES.bonds, dispute.pot - owed)
}
