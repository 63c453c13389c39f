//! The chain is what the reference says.

use furnace_client::accounts::{Bids, ClientBalance, Crew, Job, Lease, Market, Operator, PenaltyLedger, Pool, Worker};
use furnace_client::pda;
use solana_address::Address;

use crate::cast::*;
use crate::model::{self, Ledger, Model, Order};
use crate::world::{Known, PLACES, Snapshot};

/// Compares everything with the reference; `orders` are those whose accounts were there before the step.
pub(crate) fn assert_same(snapshot: &Snapshot, orders: &[Known], model: &Model) {
    assert_purses(snapshot, model);
    assert_parties(snapshot, model);
    assert_tokens(snapshot, model);
    for (index, (known, order)) in orders.iter().zip(&model.orders).enumerate() {
        match order {
            Order::Job(job) => assert_job(snapshot, known, job, index),
            Order::Lease(lease) => assert_lease(snapshot, known, lease, index),
            Order::Gone => assert!(!snapshot.has(&known.address), "order {index} is closed"),
        }
    }
}

fn assert_purses(snapshot: &Snapshot, model: &Model) {
    for (index, purse) in model.purses.iter().enumerate() {
        let is: ClientBalance = snapshot.get(&PLACES.purses[index]);
        let queue = is.sponsors.queue.iter().filter(|sponsor| sponsor.amount > 0);
        let sponsors: Vec<_> = queue.map(|sponsor| (sponsor.depositor, sponsor.amount)).collect();
        let expected: Vec<_> =
            purse.sponsors.iter().map(|(wallet, amount)| (PLACES.wallets[*wallet], *amount)).collect();
        assert_eq!(sponsors, expected, "sponsors of balance {index}");
        assert_eq!(
            (is.free, is.reserved, is.sponsors.total, is.spent, is.next_job),
            (purse.free, purse.reserved, purse.sponsored(), purse.spent, purse.next),
            "money of balance {index}"
        );
        assert_eq!(
            (is.settled, is.rejected, is.lost_disputes),
            (purse.settled, purse.rejected, purse.lost_disputes),
            "record of balance {index}"
        );
    }
}

fn assert_parties(snapshot: &Snapshot, model: &Model) {
    for (index, operator) in model.operators.iter().enumerate() {
        let book: Operator = snapshot.get(&PLACES.books[index]);
        assert_eq!(
            (book.collateral_locked, book.earned, u64::from(book.workers)),
            (operator.locked, operator.earned, operator.workers),
            "book of operator {index}"
        );
        let pool: Pool = snapshot.get(&PLACES.pools[index]);
        let stake = &operator.stake;
        assert_eq!((pool.active, pool.active_shares), (stake.active.amount, stake.active.shares), "stake of {index}");
        assert_eq!(pool.unbonding, stake.unbonding.amount, "unbonding stake of {index}");
    }
    for (index, worker) in model.workers.iter().enumerate() {
        let is: Worker = snapshot.get(&PLACES.workers[index]);
        assert_eq!(
            (is.jobs, is.completed, is.failed, is.busy_seconds, is.retired == 1),
            (worker.jobs, worker.completed, worker.failed, worker.busy_seconds, worker.retired),
            "worker {index}"
        );
    }
    for (index, market) in model.markets.iter().enumerate() {
        let is: Market = snapshot.get(&PLACES.markets[index]);
        assert_eq!(
            (is.settled, is.failed, is.unclaimed, is.busy_seconds, is.paid, is.closed == 1),
            (market.settled, market.failed, market.unclaimed, market.busy_seconds, market.paid, market.closed),
            "market {index}"
        );
    }
    let PenaltyLedger { count, slashed, to_clients, to_reporters, burned, held, .. } =
        snapshot.get(&pda::penalty_ledger());
    assert_eq!(Ledger { count, slashed, to_clients, to_reporters, burned }, model.ledger, "penalties");
    assert_eq!(held, model.bonds(), "bonds in the books");
}

fn assert_tokens(snapshot: &Snapshot, model: &Model) {
    for (wallet, name) in WALLETS.iter().enumerate() {
        let held = [Mint::Heat, Mint::Usd].map(|mint| snapshot.tokens(&PLACES.account(wallet, mint)));
        assert_eq!(held, model.wallets[wallet], "wallet of the {name}");
    }
    for (index, operator) in model.operators.iter().enumerate() {
        let held = snapshot.tokens(&pda::heat_account(&PLACES.operators[index]));
        assert_eq!(held, operator.heat, "wallet of operator {index}");
        let income =
            PLACES.mints.each_ref().map(|mint| snapshot.tokens(&pda::income_vault(&PLACES.pools[index], mint)));
        let earned = [operator.earned[0] + operator.awarded, operator.earned[1]];
        assert_eq!(income, earned, "income of operator {index}");
    }
    for (index, market) in model.markets.iter().enumerate() {
        let fees = pda::fee_vault(&PLACES.markets[index], &PLACES.market_mint(index));
        assert_eq!(snapshot.tokens(&fees), market.fees, "fees of market {index}");
    }
    assert_eq!(snapshot.supply(Mint::Heat), model.supply, "supply");
    assert_eq!(snapshot.tokens(&pda::bond_vault()), model.bonds(), "bonds");
}

fn named(worker: Option<usize>) -> Address {
    worker.map(|worker| PLACES.workers[worker]).unwrap_or_default()
}

fn assert_job(snapshot: &Snapshot, known: &Known, job: &model::Job, index: usize) {
    let is: Job = snapshot.get(&known.address);
    let mut expected = Job {
        number: job.number,
        price: job.price,
        worth: job.worth,
        vote_fee: job.vote_fee,
        disputes: job.disputes,
        upheld: u8::from(job.upheld),
        state: job.state.byte(),
        attempts: job.attempts,
        worker: named(job.worker),
        designated: named(job.designated),
        posted_at: job.posted_at,
        expires_at: job.expires_at,
        claimed_at: job.claimed_at,
        started_at: job.started_at,
        deadline: job.deadline,
        submitted_at: job.submitted_at,
        review_ends_at: job.review_ends_at,
        ended_at: job.ended_at,
        attached: u8::from(job.auction.is_some() || job.crew.is_some()),
        ..is.clone()
    };
    expected.escrow.reserved = job.escrow.reserved;
    expected.escrow.paid = job.escrow.paid;
    expected.escrow.collateral = job.escrow.collateral;
    expected.progress.last.sequence = job.progress.sequence;
    expected.progress.last.progress_bps = job.progress.done;
    expected.progress.count = job.progress.count as u8;
    expected.progress.pending = job.progress.pending.map(|operator| PLACES.books[operator]).unwrap_or_default();
    assert_eq!(is, expected, "job {index}");
    assert_bids(snapshot, known, job.auction.as_ref(), index);
    assert_crew(snapshot, known, job.crew.as_ref(), index);
}

fn assert_crew(snapshot: &Snapshot, known: &Known, crew: Option<&model::Crew>, index: usize) {
    let is: Option<Crew> = snapshot.find(&known.crew);
    assert_eq!(is.is_some(), crew.is_some(), "whether the crew of job {index} is there");
    let (Some(is), Some(crew)) = (is, crew) else { return };
    assert_eq!(
        (is.each, is.reveal_ends_at, usize::from(is.joined), usize::from(is.open), is.paid),
        (crew.each, crew.reveal_ends_at, crew.seats.len(), crew.open(), crew.paid),
        "crew of job {index}"
    );
    for (rank, (is, seat)) in is.seats.iter().zip(&crew.seats).enumerate() {
        assert_eq!(
            (is.worker, is.state, is.submitted_at),
            (PLACES.workers[seat.worker], seat.state.byte(), seat.submitted_at),
            "seat {rank} of job {index}"
        );
    }
}

fn assert_bids(snapshot: &Snapshot, known: &Known, auction: Option<&model::Auction>, index: usize) {
    let is: Option<Bids> = snapshot.find(&known.bids);
    assert_eq!(is.is_some(), auction.is_some(), "whether the bids for order {index} are there");
    let (Some(is), Some(auction)) = (is, auction) else { return };
    let taken = is.bids[..usize::from(is.count)].iter();
    let bids: Vec<_> = taken.map(|bid| (bid.worker, bid.price)).collect();
    let expected: Vec<_> = auction.bids.iter().map(|bid| (PLACES.workers[bid.worker], bid.price)).collect();
    assert_eq!((bids, is.closes_at), (expected, auction.closes_at), "bids for order {index}");
}

fn assert_lease(snapshot: &Snapshot, known: &Known, lease: &model::Lease, index: usize) {
    let is: Lease = snapshot.get(&known.address);
    let mut expected = Lease {
        number: lease.number,
        rate: lease.rate,
        owed: lease.owed,
        owed_seconds: lease.owed_seconds,
        billed_seconds: lease.billed_seconds,
        state: lease.state.byte(),
        reason: lease.reason.map_or(0, |reason| reason.byte()),
        attempts: lease.attempts,
        worker: named(lease.worker),
        designated: named(lease.designated),
        posted_at: lease.posted_at,
        expires_at: lease.expires_at,
        backup_until: lease.backup_until,
        start_by: lease.start_by,
        paid_until: lease.paid_until,
        settled_at: lease.settled_at,
        ends_at: lease.ends_at.unwrap_or(0),
        suspended_at: lease.suspended_at,
        pinged_at: lease.pinged_at.unwrap_or(0),
        leaves_at: lease.leaves_at.unwrap_or(0),
        ended_at: lease.ended_at,
        penalised_bps: lease.penalised_bps as u16,
        attached: u8::from(lease.auction.is_some()),
        ..is.clone()
    };
    expected.escrow.reserved = lease.escrow.reserved;
    expected.escrow.paid = lease.escrow.paid;
    expected.escrow.collateral = lease.escrow.collateral;
    assert_eq!(is, expected, "lease {index}");
    assert_bids(snapshot, known, lease.auction.as_ref(), index);
}
