//! One lease among two operators, a client and a stranger, whose money and books are checked after each step.

use furnace_client::accounts::{ClientBalance, Lease};
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs::{self, Payee, Venue};
use furnace_client::pda;
use furnace_common::fees;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::state::{LeaseState, Payment};
use furnace_common::units::HEAT;
use furnace_tests::errors::Failure;
use furnace_tests::network::dollars::{USD, market_terms_in};
use furnace_tests::network::{Network, OperatorActor, WorkerActor, lease_terms};
use furnace_tests::price_update::PriceUpdate;
use furnace_tests::scene::{STAKE, Scene};
use solana_address::Address;
use solana_signer::Signer;

/// By the second, base units: so odd that everything that is divided is rounded.
pub(crate) const RATE: u64 = 10_007;
/// Paid ahead, in seconds.
pub(crate) const FUNDED: i64 = 3_600;
/// Held when the lease opens, and at stake: an hour, base units.
pub(crate) const HELD: u64 = 3_600 * RATE;
/// Dollars in the client's balance where a market is paid in them, base units.
pub(crate) const DOLLARS: u64 = 50 * USD;
/// Of the markets that the network opens.
const TAKE_BPS: u16 = 1_000;
const BURN_BPS: u16 = 5_000;

/// What the leases of the tests ask for: an hour paid ahead, a day at most.
pub(crate) fn terms() -> LeaseTerms {
    lease_terms(RATE)
}

pub(crate) struct Stage {
    pub(crate) scene: Scene,
    /// Another operator.
    pub(crate) rival: OperatorActor,
    /// That operator's worker, which tests name as the backup where they need one.
    pub(crate) second: WorkerActor,
    pub(crate) venue: Venue,
    pub(crate) balance: Address,
    pub(crate) lease: Address,
    /// HEAT that the client began with in its balance, base units.
    deposit: u64,
    /// The moment from which [`at`](Self::at) counts.
    pub(crate) began: i64,
}

impl Stage {
    /// No lease yet, in the first market.
    pub(crate) fn new() -> Self {
        Self::with(Scene::new(), |network| Venue::heat(network.market))
    }

    /// No lease yet, in a market of the stranger's that is paid like this.
    pub(crate) fn paid_in(payment: Payment) -> Self {
        let mut scene = Scene::new();
        if payment == Payment::Usd {
            scene.network.add_dollars(&scene.client, DOLLARS);
        }
        let market = scene.network.open_market(&scene.stranger, market_terms_in(payment, 0));
        Self::with(scene, |network| network.venue(market))
    }

    /// No lease yet, a client with much, and a market quoted in dollars and paid in HEAT that asks for no collateral.
    pub(crate) fn of_the_rich() -> Self {
        let mut scene = Scene::with(STAKE, 200_000_000 * HEAT);
        let terms = MarketOpenInstructionArgs {
            max_lease_seconds: 365 * 86_400,
            collateral_bps: 0,
            ..market_terms_in(Payment::HeatForUsd, 0)
        };
        let market = scene.network.open_market(&scene.stranger, terms);
        Self::with(scene, |network| network.venue(market))
    }

    fn with(mut scene: Scene, venue: impl FnOnce(&mut Network) -> Venue) -> Self {
        let rival = scene.network.operator("rival", STAKE);
        let second = scene.network.worker(&rival, "second worker");
        let venue = venue(&mut scene.network);
        let balance = pda::balance(&scene.client.pubkey(), &venue.mint);
        let began = scene.network.chain.now();
        let deposit = scene.books().0;
        Self { deposit, scene, rival, second, venue, balance, lease: Address::default(), began }
    }

    /// A lease that waits for a claim.
    pub(crate) fn open(terms: LeaseTerms) -> Self {
        let mut stage = Self::new();
        stage.open_lease(terms).expect("lease opens");
        stage
    }

    /// A lease that the scene's worker claimed.
    pub(crate) fn assigned(terms: LeaseTerms) -> Self {
        let mut stage = Self::open(terms);
        stage.claim().expect("claim");
        stage
    }

    /// A lease that the scene's worker runs since [`began`](Self::began).
    pub(crate) fn running(terms: LeaseTerms) -> Self {
        let mut stage = Self::assigned(terms);
        stage.start().expect("start");
        stage
    }

    /// A lease that ran out of funds this second.
    pub(crate) fn suspended(terms: LeaseTerms) -> Self {
        let mut stage = Self::running(terms);
        stage.at(FUNDED).settle().expect("settle");
        assert_eq!(stage.state(), LeaseState::Suspended);
        stage
    }

    pub(crate) fn open_lease(&mut self, terms: LeaseTerms) -> Result<(), Failure> {
        let client = self.scene.client.insecure_clone();
        let number = self.client_balance().next_job;
        let (lease, open) = jobs::lease_open(client.pubkey(), self.network().payer(), &self.venue, number, terms);
        let result = self.network().send(&[open], &[&client]);
        if result.is_ok() {
            self.lease = lease;
        }
        self.verify();
        result.map(drop)
    }

    pub(crate) fn network(&mut self) -> &mut Network {
        &mut self.scene.network
    }

    /// So many seconds after the beginning.
    pub(crate) fn at(&mut self, seconds: i64) -> &mut Self {
        self.scene.network.chain.set_time(self.began + seconds);
        self
    }

    /// Puts a price of this second on the chain: so many hundred-millionths of a dollar for a HEAT, without doubt.
    pub(crate) fn price(&mut self, price: i64) -> &mut Self {
        let update = PriceUpdate { price, confidence: 0, ..PriceUpdate::now(&self.scene.network) };
        self.venue.price_update = Some(update.post(&mut self.scene.network));
        self
    }

    /// Forgets the price.
    pub(crate) fn without_price(&mut self) -> &mut Self {
        self.venue.price_update = None;
        self
    }

    // What there is

    pub(crate) fn account(&self) -> Lease {
        self.scene.network.lease(&self.lease)
    }

    pub(crate) fn state(&self) -> LeaseState {
        self.scene.network.lease_state(&self.lease)
    }

    /// The client's balance that pays.
    pub(crate) fn client_balance(&self) -> ClientBalance {
        self.scene.network.chain.read(&self.balance)
    }

    /// Free and reserved of the balance that pays.
    pub(crate) fn books(&self) -> (u64, u64) {
        let balance = self.client_balance();
        (balance.free, balance.reserved)
    }

    /// Where the present worker of the lease is paid, at the price on the chain.
    pub(crate) fn payee(&self) -> Payee {
        Payee { price_update: self.venue.price_update, ..self.scene.network.lease_payee(&self.lease) }
    }

    /// What the first and the second worker's operators were paid, base units.
    pub(crate) fn incomes(&self) -> [u64; 2] {
        let pools = [&self.scene.operator.pool, &self.rival.pool];
        pools.map(|pool| self.scene.network.tokens(&pda::income_vault(pool, &self.venue.mint)))
    }

    /// The worker's part of so many seconds, base units.
    pub(crate) fn earned(seconds: u64) -> u64 {
        fees::settle(seconds * RATE, TAKE_BPS, BURN_BPS).expect("parts").worker
    }

    // What must hold

    /// The books agree with one another and with what the accounts hold.
    #[track_caller]
    pub(crate) fn verify(&self) {
        let balance = self.client_balance();
        let network = &self.scene.network;
        assert_eq!(network.tokens(&balance.vault), balance.free + balance.reserved, "vault equals books");
        self.verify_shares(balance.spent);
        let Some(_) = network.chain.account(&self.lease).filter(|_| self.lease != Address::default()) else {
            assert_eq!(balance.reserved, 0, "nothing is held for no lease");
            return;
        };
        let lease = self.account();
        assert_eq!(
            (balance.reserved, balance.spent),
            (lease.escrow.reserved, lease.escrow.paid),
            "escrow equals books"
        );
        let held = self.state().is_held();
        let mut billed = 0;
        for worker in [&self.scene.worker, &self.second] {
            let holds = held && lease.worker == worker.address;
            let book = network.book(&pda::operator(&worker.wallet));
            assert_eq!(book.collateral_locked, if holds { lease.escrow.collateral } else { 0 }, "collateral is held");
            let account = network.worker_account(&worker.address);
            assert_eq!(account.jobs, u8::from(holds), "places are taken");
            billed += account.busy_seconds;
        }
        assert_eq!(billed, lease.billed_seconds, "time is billed once");
        assert_eq!(lease.ended_at != 0, self.state() == LeaseState::Closed, "what ended has a time");
    }

    /// However often it was settled, worker, fire and fees have what one settlement would have given them; and the
    /// penalties are where the ledger says.
    #[track_caller]
    fn verify_shares(&self, paid: u64) {
        let network = &self.scene.network;
        let market = network.market(&self.venue.market);
        let parts = fees::settle(paid, TAKE_BPS, BURN_BPS).expect("parts");
        let in_heat = self.venue.mint == pda::heat_mint();
        let (burned, fee) = if in_heat { (parts.burn, parts.fee) } else { (0, parts.fee + parts.burn) };
        assert_eq!(self.incomes().iter().sum::<u64>(), parts.worker, "workers have their part");
        assert_eq!(network.tokens(&market.fee_vault), fee, "the protocol has its part");
        let ledger = network.ledger();
        assert_eq!(network.supply(), GENESIS_SUPPLY - burned - ledger.burned, "the rest is burned");
        let heat = network.balance(&self.scene.client.pubkey());
        let spent = if in_heat { paid } else { 0 };
        assert_eq!(heat.free + heat.reserved, self.deposit - spent + ledger.to_clients, "the client has the remainder");
        let active: u64 =
            [&self.scene.operator, &self.rival].map(|owner| network.pool(&owner.pool).active).iter().sum();
        assert_eq!(active, 2 * STAKE - ledger.slashed, "pools bear the penalties");
    }
}
