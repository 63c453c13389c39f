//! The books hold by what is on the chain alone.

use furnace_client::accounts::{ClientBalance, Crew, Job, Operator, Pool};
use furnace_client::generated::jobs::types::Escrow;
use furnace_client::pda;
use furnace_common::state::{JobState, LeaseState, SeatState};

use crate::cast::*;
use crate::world::{Content, Known, PLACES, Snapshot, VAULTS};

/// Vaults equal books, sums over orders equal what is held and locked, and all tokens are somewhere.
pub(crate) fn assert_books(snapshot: &Snapshot, orders: &[Known], usd_supply: u64) {
    let live: Vec<_> = orders.iter().filter(|known| !known.gone).collect();
    for (index, (_, mint, _)) in PURSES.into_iter().enumerate() {
        let purse = &PLACES.purses[index];
        let balance: ClientBalance = snapshot.get(purse);
        let books = balance.free + balance.reserved;
        assert_eq!(snapshot.tokens(&pda::balance_vault(purse)), books, "vault of balance {index} in {mint:?}");
        assert!(books >= balance.sponsors.total, "balance {index} has what its sponsors are owed");
        let escrows = live.iter().map(|known| escrow(known)).filter(|escrow| escrow.balance == *purse);
        assert_eq!(balance.reserved, escrows.map(|escrow| escrow.reserved).sum::<u64>(), "held of balance {index}");
    }
    for (index, book) in PLACES.books.iter().enumerate() {
        let pool: Pool = snapshot.get(&PLACES.pools[index]);
        let vault = snapshot.tokens(&pda::pool_vault(&PLACES.pools[index]));
        assert_eq!(vault, pool.active + pool.unbonding, "stake of operator {index}");
        let account: Operator = snapshot.get(book);
        let held = live.iter().flat_map(|known| holders(snapshot, known)).filter(|(operator, _, _)| operator == book);
        let locked = held.map(|(_, _, collateral)| collateral).sum::<u64>();
        assert_eq!(account.collateral_locked, locked, "collateral of operator {index}");
    }
    for (mint, supply) in [(Mint::Heat, snapshot.supply(Mint::Heat)), (Mint::Usd, usd_supply)] {
        let vaults = VAULTS.iter().filter(|(of, _)| *of == mint);
        let all: u64 = vaults.map(|(_, vault)| snapshot.tokens(vault)).sum();
        assert_eq!(all, supply, "all {mint:?} is in the accounts of the cast");
    }
}

fn escrow(known: &Known) -> &Escrow {
    match &known.content {
        Content::Job(job) => &job.escrow,
        Content::Lease(lease) => &lease.escrow,
    }
}

type Holder = (solana_address::Address, solana_address::Address, u64);

/// Operator, worker and collateral of everyone who holds the order.
fn holders(snapshot: &Snapshot, known: &Known) -> Vec<Holder> {
    match &known.content {
        Content::Job(job) if job.seats > 1 => {
            let crew: Option<Crew> = snapshot.find(&known.crew);
            let open = |state: u8| SeatState::from_byte(state).is_some_and(SeatState::is_open);
            let seats = crew.into_iter().flat_map(|crew| crew.seats).filter(|seat| open(seat.state));
            seats.map(|seat| (seat.operator, seat.worker, job.escrow.collateral)).collect()
        }
        Content::Job(job) => {
            let waits = matches!(state(job), JobState::Review | JobState::Disputed);
            let held = state(job).is_held() || waits;
            held.then_some((job.operator, job.worker, job.escrow.collateral)).into_iter().collect()
        }
        Content::Lease(lease) => {
            let held = LeaseState::from_byte(lease.state).is_some_and(LeaseState::is_held);
            held.then_some((lease.operator, lease.worker, lease.escrow.collateral)).into_iter().collect()
        }
    }
}

fn state(job: &Job) -> JobState {
    JobState::from_byte(job.state).expect("a known state")
}

/// How an order ended, if it did.
pub(crate) fn end_of(known: &Known) -> Option<u8> {
    match &known.content {
        Content::Job(job) => JobState::from_byte(job.state).filter(|state| state.is_final()).map(JobState::byte),
        Content::Lease(lease) => (lease.state == LeaseState::Closed.byte()).then_some(lease.reason),
    }
}

/// An order that ended stays as it ended.
pub(crate) fn assert_ends_once(ends: &mut Vec<Option<u8>>, orders: &[Known]) {
    ends.resize(orders.len(), None);
    for (index, (was, known)) in ends.iter_mut().zip(orders).enumerate() {
        let is = end_of(known);
        assert!(was.is_none() || *was == is, "order {index} ended as {was:?} and then as {is:?}");
        *was = is;
    }
}
