//! Leases, with the money that is held for them.

use std::time::{Duration, Instant};

use furnace_client::{accounts::LeaseState, artifacts::Digest, heat::Heat};
use furnace_worker::chain::{Action, LeaseAccount, Needs};
use solana_address::Address;

use super::{FakeChain, State, WORKER};

/// By the second, base units.
pub(crate) const RATE: u64 = 10;
const MAX_SECONDS: i64 = 1_000_000;
const GRACE: i64 = 600;
const NOTICE: i64 = 3;
const ANSWER: i64 = 180;

/// A lease with its escrow.
#[derive(Clone, Debug)]
pub(crate) struct Rental {
    account: LeaseAccount,
    held: u64,
    paid_until: i64,
}

impl FakeChain {
    /// Opens a lease of `client`, paid for `seconds`.
    pub(crate) fn let_lease(
        &self,
        number: u8,
        store_uri: &str,
        spec: Digest,
        client: Address,
        seconds: u64,
    ) -> Address {
        let (address, now) = (Address::new_from_array([number; 32]), self.now());
        let account = LeaseAccount {
            address,
            client,
            market: Address::new_from_array([100; 32]),
            worker: Address::default(),
            state: LeaseState::Open,
            rate: Heat(RATE),
            in_dollars: false,
            collateral: Heat(5_000_000),
            auctioned: false,
            designated: None,
            backup: None,
            expires_at: now + 600,
            bidding_ends_at: 0,
            start_by: 0,
            settled_at: 0,
            funds_until: 0,
            paid: 0,
            billed_seconds: 0,
            pinged_at: 0,
            leaves_at: 0,
            ends_at: 0,
            grace_ends_at: 0,
            needs: Needs { regions: 0, min_gpus: 1, min_vram_gib: 0, class_multiplier: 100, min_score: 0 },
            spec,
            store_uri: store_uri.to_owned(),
        };
        self.state().leases.insert(address, Rental { account, held: RATE * seconds, paid_until: 0 });
        address
    }

    /// Gives a lease to the worker of the tests, as an award does.
    pub(crate) fn award_lease(&self, lease: &Address) {
        let now = self.now();
        self.with(lease, |rental| rental.assign(now));
    }

    /// The client asks.
    pub(crate) fn ping(&self, lease: &Address) {
        let now = self.now();
        self.with(lease, |rental| rental.account.pinged_at = now);
    }

    /// The client puts in what lasts for `seconds`.
    pub(crate) fn top_up(&self, lease: &Address, seconds: u64) {
        let now = self.now();
        self.with(lease, |rental| {
            rental.held += RATE * seconds;
            if rental.account.state == LeaseState::Suspended {
                rental.run(now);
            }
        });
    }

    /// The client ends it.
    pub(crate) fn close_lease(&self, lease: &Address) {
        let now = self.now();
        self.with(lease, |rental| {
            rental.bill(now);
            rental.account.state = LeaseState::Closed;
        });
    }

    pub(crate) fn read_lease(&self, lease: &Address) -> LeaseAccount {
        self.state().lease(lease).expect("a lease")
    }

    /// Waits until a lease is as wanted.
    pub(crate) async fn until_lease(&self, lease: &Address, wanted: impl Fn(&LeaseAccount) -> bool) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while !wanted(&self.read_lease(lease)) {
            assert!(Instant::now() < deadline, "the lease stays {:?}", self.read_lease(lease));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn with(&self, lease: &Address, change: impl FnOnce(&mut Rental)) {
        change(self.state().leases.get_mut(lease).expect("a lease"));
    }
}

impl State {
    /// Open ones, and those of the worker.
    pub(super) fn seen_leases(&self) -> Vec<LeaseAccount> {
        let shown = self.leases.values().map(Rental::shown);
        shown.filter(|lease| lease.state == LeaseState::Open || lease.is_held_by(&WORKER)).collect()
    }

    pub(super) fn lease(&self, lease: &Address) -> Option<LeaseAccount> {
        self.leases.get(lease).map(Rental::shown)
    }

    pub(super) fn lease_step(&mut self, lease: &Address, action: &Action, now: i64) -> bool {
        self.leases.get_mut(lease).is_some_and(|rental| rental.step(action, now))
    }
}

impl Rental {
    fn shown(&self) -> LeaseAccount {
        let running = self.account.state == LeaseState::Running;
        let funds_until = if running { self.paid_until + (self.held / RATE).cast_signed() } else { 0 };
        LeaseAccount { funds_until, ..self.account.clone() }
    }

    fn step(&mut self, action: &Action, now: i64) -> bool {
        let over = |moment: i64| moment != 0 && now >= moment;
        let LeaseAccount { state, worker, expires_at, start_by, settled_at, pinged_at, leaves_at, ends_at, .. } =
            self.account;
        let (own, running) = (worker == WORKER, state == LeaseState::Running);
        let held = own && matches!(state, LeaseState::Assigned | LeaseState::Running | LeaseState::Suspended);
        match action {
            Action::LeaseClaim if state == LeaseState::Open && now <= expires_at => self.assign(now),
            Action::LeaseStart if own && state == LeaseState::Assigned && now <= start_by => {
                self.account.ends_at = now + MAX_SECONDS;
                self.run(now);
            }
            Action::LeaseSettle if own && running && (now - settled_at >= 60 || now >= self.shown().funds_until) => {
                self.bill(now);
            }
            Action::LeaseAnswer if own && running && pinged_at != 0 && now - pinged_at <= ANSWER => {
                self.account.pinged_at = 0;
            }
            Action::LeaseNotice if held && state != LeaseState::Assigned && leaves_at == 0 && pinged_at == 0 => {
                self.account.leaves_at = now + NOTICE;
            }
            Action::LeaseEnd if held && over(ends_at) => self.account.state = LeaseState::Closed,
            Action::LeaseEnd if held && over(leaves_at) => {
                self.bill(leaves_at);
                (self.account.state, self.account.leaves_at) = (LeaseState::Open, 0);
                // For others.
                self.account.designated = Some(super::OTHER);
            }
            Action::LeaseEnd if state == LeaseState::Suspended && now > self.account.grace_ends_at => {
                self.account.state = LeaseState::Closed;
            }
            _ => return false,
        }
        true
    }

    fn assign(&mut self, now: i64) {
        let account = &mut self.account;
        (account.state, account.worker, account.start_by) = (LeaseState::Assigned, WORKER, now + 600);
    }

    fn run(&mut self, now: i64) {
        (self.account.state, self.account.settled_at, self.paid_until) = (LeaseState::Running, now, now);
    }

    /// Pays for the time until a moment, as far as the funds go.
    fn bill(&mut self, until: i64) {
        let due = RATE * (until - self.paid_until).max(0).unsigned_abs();
        let paid = due.min(self.held);
        self.held -= paid;
        let account = &mut self.account;
        account.paid += paid;
        account.billed_seconds += paid / RATE;
        (account.settled_at, self.paid_until) = (until, until);
        if due > 0 && self.held == 0 {
            (account.state, account.grace_ends_at) = (LeaseState::Suspended, until + GRACE);
        }
    }
}
