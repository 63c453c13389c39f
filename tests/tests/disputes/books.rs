//! What must hold after everything that parties, verifiers and strangers do: every vault holds what the books say, and
//! every book is the sum of what it stands for.

use furnace_client::accounts::{
    ClientBalance, Crew, Dispute, Found, Job, JobState, Operator, Pool, ProgramAccount, Verifier,
};
use furnace_client::generated::jobs::types::Seat;
use furnace_client::{pda, program};
use furnace_common::state::{DisputeState, Round, SeatState};
use furnace_tests::network::Network;
use solana_address::Address;

/// The books agree with one another and with what the accounts hold.
#[track_caller]
pub(crate) fn assert_books(network: &Network) {
    assert_books_beside(network, &[]);
}

/// The same where vaults hold more than their books say: what was given to each past them.
#[track_caller]
pub(crate) fn assert_books_beside(network: &Network, gifts: &[(Address, u64)]) {
    let gift = |vault: &Address| gifts.iter().filter(|(to, _)| to == vault).map(|(_, amount)| amount).sum::<u64>();
    let disputes: Vec<Found<Dispute>> = all(network);
    assert_bonds(network, &disputes, gift(&pda::bond_vault()));
    for Found { address, data } in all::<Pool>(network) {
        let books = data.active + data.unbonding + gift(&data.vault);
        assert_eq!(network.tokens(&data.vault), books, "the pool's vault equals its books");
        let pending = disputes.iter().filter(|found| found.data.pool == address && is_pending(&found.data)).count();
        assert_eq!(data.penalties_pending as usize, pending, "penalties that wait are counted");
    }
    assert_escrows(network, gift);
    assert_answers(network, &disputes);
    assert_supply(network);
}

/// Operators answer for as many seats as wait for their first ruling to be carried out.
#[track_caller]
fn assert_answers(network: &Network, disputes: &[Found<Dispute>]) {
    let waits = |dispute: &Dispute| match dispute.state() {
        Some(DisputeState::Drawing | DisputeState::Voting | DisputeState::Ruled) => {
            dispute.seat().is_some() && dispute.round() == Some(Round::First)
        }
        _ => false,
    };
    for Found { address, data } in all::<Operator>(network) {
        let seats = disputes.iter().filter(|found| found.data.operator == address && waits(&found.data)).count();
        assert_eq!(data.disputed_seats as usize, seats, "seats that are judged are counted");
    }
}

/// The bond vault holds what verifiers, accusers, appellants, penalties and pots have in it.
#[track_caller]
fn assert_bonds(network: &Network, disputes: &[Found<Dispute>], gift: u64) {
    let bonds: u64 = all::<Verifier>(network).iter().map(|found| found.data.bond + found.data.earned).sum();
    let held = |dispute: &Dispute| dispute.bond + dispute.appeal_bond + dispute.penalty + dispute.pot;
    let disputed: u64 = disputes.iter().map(|found| held(&found.data)).sum();
    assert_eq!(network.ledger().held, bonds + disputed, "the ledger is the sum of bonds, pay, penalties and pots");
    assert_eq!(network.bonds(), network.ledger().held + gift, "the bond vault equals its books");
}

/// Balances hold what their jobs hold of them; operators and workers what jobs hold of theirs.
#[track_caller]
fn assert_escrows(network: &Network, gift: impl Fn(&Address) -> u64) {
    let jobs: Vec<Found<Job>> = all(network);
    for Found { address, data } in all::<ClientBalance>(network) {
        let books = data.free + data.reserved + gift(&data.vault);
        assert_eq!(network.tokens(&data.vault), books, "the balance's vault equals its books");
        let own = jobs.iter().filter(|job| job.data.escrow.balance == address);
        let reserved: u64 = own.map(|job| job.data.escrow.reserved).sum();
        assert_eq!(data.reserved, reserved, "jobs hold what is reserved");
    }
    let held = engaged(&jobs, &all(network));
    for Found { address, data } in all::<Operator>(network) {
        let locked: u64 = held.iter().filter(|held| held.operator == address).map(|held| held.collateral).sum();
        assert_eq!(data.collateral_locked, locked, "jobs hold the collateral that is locked");
    }
    for Engaged { worker, .. } in &held {
        let places = held.iter().filter(|other| other.worker == *worker).count();
        assert_eq!(usize::from(network.worker_account(worker).jobs), places, "the worker has as many jobs as name it");
    }
}

/// What a job holds of its worker, or of one of them.
struct Engaged {
    worker: Address,
    operator: Address,
    collateral: u64,
}

/// Workers at work, alone or in a seat.
fn engaged(jobs: &[Found<Job>], crews: &[Found<Crew>]) -> Vec<Engaged> {
    let alone = jobs.iter().map(|job| &job.data);
    let alone = alone.filter(|job| job.worker != Address::default() && job.state().is_some_and(is_engaging));
    let alone =
        alone.map(|job| Engaged { worker: job.worker, operator: job.operator, collateral: job.escrow.collateral });
    let seated = crews.iter().flat_map(|crew| {
        let of = jobs.iter().find(|job| job.address == crew.data.job).expect("the crew's job");
        let collateral = of.data.escrow.collateral;
        let open = crew.data.seats.iter().filter(|seat| is_open(seat));
        open.map(move |seat| Engaged { worker: seat.worker, operator: seat.operator, collateral })
    });
    alone.chain(seated).collect()
}

/// Whatever is not burned is in somebody's account.
#[track_caller]
fn assert_supply(network: &Network) {
    let mint = pda::heat_mint();
    let accounts = network.chain.svm.get_program_accounts(&program::SPL_TOKEN);
    let heat =
        accounts.iter().filter(|(_, account)| account.data.len() == 165 && account.data.starts_with(mint.as_ref()));
    let total: u64 = heat.map(|(address, _)| network.tokens(address)).sum();
    assert_eq!(total, network.supply(), "all accounts together hold the supply");
}

/// Every account of a kind.
pub(crate) fn all<T: ProgramAccount>(network: &Network) -> Vec<Found<T>> {
    let accounts = network.chain.svm.get_program_accounts(&T::PROGRAM);
    accounts.iter().filter_map(|(address, account)| T::read(address, account).ok()).collect()
}

/// Whether a penalty of the dispute's waits for an appeal.
fn is_pending(dispute: &Dispute) -> bool {
    let heard = dispute.round() == Some(Round::Appeal) && dispute.state() != Some(DisputeState::Ended);
    dispute.state() == Some(DisputeState::Convicted) || heard
}

/// Whether a job of one worker in this state holds that worker, and stake of its operator's.
fn is_engaging(state: JobState) -> bool {
    state.is_held() || matches!(state, JobState::Review | JobState::Disputed)
}

/// Whether a seat holds its worker, and stake of its operator's.
fn is_open(seat: &Seat) -> bool {
    SeatState::from_byte(seat.state).is_some_and(SeatState::is_open)
}
