//! What everyone does often writes the accounts of its own parties alone.

use furnace_client::pda;
use solana_address::Address;
use solana_instruction::Instruction;

use crate::action::Action;
use crate::cast::{PURSES, WORKERS};
use crate::model::Model;
use crate::world::{Known, PLACES};

/// The accounts that the action may write, where it is one that is done often; `model` is the state after it.
fn parties(action: &Action, known: &Known, model: &Model, order: usize) -> Option<Vec<Address>> {
    let engaged = |worker: usize| vec![known.address, PLACES.workers[worker], PLACES.books[WORKERS[worker].0]];
    match *action {
        Action::Post { purse, .. } | Action::OpenLease { purse, .. } => {
            Some(vec![known.address, PLACES.purses[purse], PLACES.landlord])
        }
        Action::Claim { worker, .. } | Action::Take { worker, .. } => Some(engaged(worker)),
        Action::Join { worker, .. } => Some([engaged(worker), vec![known.crew]].concat()),
        Action::Start { .. }
        | Action::Checkpoint { .. }
        | Action::Submit { .. }
        | Action::StartLease { .. }
        | Action::Ping { .. }
        | Action::Answer { .. }
        | Action::Notice { .. } => Some(vec![known.address]),
        Action::Bid { .. } | Action::WithdrawBid { .. } => Some(vec![known.bids]),
        Action::Meet { .. } | Action::Commit { .. } => Some(vec![known.crew]),
        Action::Reveal { .. } | Action::Deliver { .. } => Some(vec![known.address, known.crew]),
        Action::Accept { .. } | Action::Settle { .. } | Action::SettleLease { .. } | Action::PayCredit { .. } => {
            Some(paid(known, model, order))
        }
        Action::PaySeat { .. } => Some([paid(known, model, order), vec![known.crew]].concat()),
        _ => None,
    }
}

/// Everything that the payment of an order writes: order, worker, balance and book with their vaults, the market's
/// fees, and the mint.
fn paid(known: &Known, model: &Model, order: usize) -> Vec<Address> {
    let escrow = model.orders[order].escrow().expect("it is there");
    let purse = PLACES.purses[escrow.purse];
    let mint = PLACES.mints[PURSES[escrow.purse].1 as usize];
    let fees = pda::fee_vault(&PLACES.markets[escrow.market], &mint);
    let incomes = PLACES.pools.iter().map(|pool| pda::income_vault(pool, &mint));
    let common = [known.address, purse, pda::balance_vault(&purse), fees, pda::heat_mint()];
    common.into_iter().chain(incomes).chain(PLACES.workers).chain(PLACES.books).collect()
}

/// Asserts that the instructions neither wrote nor could have written anything else.
pub(crate) fn assert_only_parties_are_written(
    action: &Action,
    instructions: &[Instruction],
    changed: &[Address],
    known: &Known,
    model: &Model,
    order: usize,
) {
    let Some(parties) = parties(action, known, model, order) else { return };
    let metas = instructions.iter().flat_map(|instruction| &instruction.accounts);
    let writable: Vec<_> = metas.filter(|meta| meta.is_writable).map(|meta| &meta.pubkey).collect();
    for address in writable.iter().copied().chain(changed) {
        // An account that is left out stands as the program itself.
        let ours = parties.contains(address) || instructions.iter().any(|asked| *address == asked.program_id);
        assert!(ours, "{action:?} writes {address}, which is none of its parties'");
    }
    assert!(writable.len() <= 9, "{action:?} writes too much");
}
