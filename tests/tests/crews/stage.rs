//! One job that a crew does, among as many operators as it needs, a client and a stranger.

use furnace_client::accounts::{ClientBalance, Crew, Job};
use furnace_client::generated::jobs::types::{JobTerms, Seat};
use furnace_client::instructions::jobs::{Payee, Venue};
use furnace_client::pda;
use furnace_common::state::{JobState, Payment, SeatState};
use furnace_tests::network::dollars::{USD, market_terms_in};
use furnace_tests::network::{Network, OperatorActor, WorkerActor, gang_terms, replica_terms};
use furnace_tests::price_update::PriceUpdate;
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// What one seat is paid and puts at stake, base units: so odd that everything that is divided is rounded.
pub(crate) const EACH: u64 = 10_000_003;
/// Dollars in the client's balance where a market is paid in them, base units.
pub(crate) const DOLLARS: u64 = 100 * USD;
/// Of the markets that the network opens.
pub(crate) const TAKE_BPS: u16 = 1_000;
pub(crate) const BURN_BPS: u16 = 5_000;

/// What replicas are asked for, of which `quorum` must agree.
pub(crate) fn replicas(seats: u8, quorum: u8) -> JobTerms {
    replica_terms(EACH, seats, quorum)
}

/// What a gang is asked for.
pub(crate) fn gang(seats: u8) -> JobTerms {
    gang_terms(EACH, seats)
}

pub(crate) struct Stage {
    pub(crate) network: Network,
    pub(crate) operators: Vec<OperatorActor>,
    /// The first worker of each operator, in the same order; then those that a test adds.
    pub(crate) workers: Vec<WorkerActor>,
    pub(crate) client: Keypair,
    /// Has SOL, an empty HEAT account, and no part in anything.
    pub(crate) stranger: Keypair,
    pub(crate) venue: Venue,
    pub(crate) balance: Address,
    pub(crate) job: Address,
    /// The moment from which [`at`](Self::at) counts.
    pub(crate) began: i64,
}

impl Stage {
    /// So many operators with a worker each, and no job yet; in the first market.
    pub(crate) fn new(operators: u8) -> Self {
        Self::with(operators, |network, _, _| Venue::heat(network.market))
    }

    /// The same in a market of the stranger's that is paid like this.
    pub(crate) fn paid_in(payment: Payment, operators: u8) -> Self {
        Self::with(operators, |network, client, stranger| {
            if payment == Payment::Usd {
                network.add_dollars(client, DOLLARS);
            }
            let market = network.open_market(stranger, market_terms_in(payment, 0));
            network.venue(market)
        })
    }

    fn with(operators: u8, venue: impl FnOnce(&mut Network, &Keypair, &Keypair) -> Venue) -> Self {
        let mut network = Network::new();
        let client = network.client("client", DEPOSIT);
        let stranger = network.wallet("stranger", 0);
        let venue = venue(&mut network, &client, &stranger);
        let balance = pda::balance(&client.pubkey(), &venue.mint);
        let began = network.chain.now();
        let actors = (1..=operators).map(|index| {
            let operator = network.operator(&format!("operator {index}"), STAKE);
            let worker = network.worker(&operator, &format!("worker {index}"));
            (operator, worker)
        });
        let (operators, workers) = actors.collect();
        Self { network, operators, workers, client, stranger, venue, balance, job: Address::default(), began }
    }

    /// A job whose crew waits for workers, of which there are just enough.
    pub(crate) fn open(terms: JobTerms) -> Self {
        Self::new(terms.seats).opened(terms)
    }

    /// Posts the job and opens its crew.
    pub(crate) fn opened(mut self, terms: JobTerms) -> Self {
        self.post(terms).expect("job is posted");
        self.open_crew().expect("crew opens");
        self
    }

    /// A job whose workers began with [`began`](Self::began).
    pub(crate) fn assembled(terms: JobTerms) -> Self {
        Self::open(terms).assemble()
    }

    /// Every worker takes a seat, each the one of its number.
    pub(crate) fn assemble(mut self) -> Self {
        (0..self.operators.len()).for_each(|index| drop(self.join(index).expect("join")));
        self.began = self.network.chain.now();
        self
    }

    /// Replicas that committed to these results after ten seconds.
    pub(crate) fn committed(quorum: u8, results: &[u8]) -> Self {
        let mut stage = Self::assembled(replicas(results.len() as u8, quorum));
        stage.at(10);
        (0..).zip(results).for_each(|(seat, result)| drop(stage.commit(seat, *result).expect("commit")));
        stage
    }

    /// Replicas that revealed these results after twenty seconds.
    pub(crate) fn revealed(quorum: u8, results: &[u8]) -> Self {
        let mut stage = Self::committed(quorum, results);
        stage.at(20);
        (0..).zip(results).for_each(|(seat, result)| drop(stage.reveal(seat, *result).expect("reveal")));
        stage
    }

    /// A gang whose parts were all submitted after ten seconds: ones, twos and so on by rank.
    pub(crate) fn delivered(seats: u8) -> Self {
        Self::assembled(gang(seats)).deliver()
    }

    /// Every member of the gang submits its part.
    pub(crate) fn deliver(mut self) -> Self {
        self.at(10);
        (0..self.job().seats).for_each(|seat| drop(self.submit(seat, seat + 1).expect("submit")));
        self
    }

    /// A gang whose result the client accepted.
    pub(crate) fn accepted(seats: u8) -> Self {
        let mut stage = Self::delivered(seats);
        stage.accept().expect("accept");
        stage
    }

    /// So many seconds after the beginning.
    pub(crate) fn at(&mut self, seconds: i64) -> &mut Self {
        self.network.chain.set_time(self.began + seconds);
        self
    }

    /// At the very last moment to commit or submit, and so many seconds after it.
    pub(crate) fn after_deadline(&mut self, seconds: i64) -> &mut Self {
        let deadline = self.job().deadline;
        self.network.chain.set_time(deadline + seconds);
        self
    }

    /// The same for the last moment to reveal.
    pub(crate) fn after_reveal(&mut self, seconds: i64) -> &mut Self {
        let ends_at = self.crew().reveal_ends_at;
        self.network.chain.set_time(ends_at + seconds);
        self
    }

    /// Another worker of the operator; returns its number.
    pub(crate) fn add_worker(&mut self, operator: usize, name: &str) -> usize {
        let worker = self.network.worker(&self.operators[operator], name);
        self.workers.push(worker);
        self.workers.len() - 1
    }

    /// Puts a price of this second on the chain: so many hundred-millionths of a dollar for a HEAT, without doubt.
    pub(crate) fn price(&mut self, price: i64) -> &mut Self {
        let update = PriceUpdate { price, confidence: 0, ..PriceUpdate::now(&self.network) };
        self.venue.price_update = Some(update.post(&mut self.network));
        self
    }

    /// Forgets the price.
    pub(crate) fn without_price(&mut self) -> &mut Self {
        self.venue.price_update = None;
        self
    }

    // What there is

    pub(crate) fn job(&self) -> Job {
        self.network.job(&self.job)
    }

    pub(crate) fn crew(&self) -> Crew {
        self.network.crew(&self.job)
    }

    pub(crate) fn crew_address(&self) -> Address {
        pda::crew(&self.job).0
    }

    pub(crate) fn seat(&self, seat: u8) -> Seat {
        self.network.seat(&self.job, seat)
    }

    pub(crate) fn state(&self) -> JobState {
        self.network.state(&self.job)
    }

    /// Where the seats that are taken stand.
    pub(crate) fn seats(&self) -> Vec<SeatState> {
        taken(&self.crew()).iter().map(|seat| SeatState::from_byte(seat.state).expect("known state")).collect()
    }

    /// The client's balance that pays.
    pub(crate) fn client_balance(&self) -> ClientBalance {
        self.network.chain.read(&self.balance)
    }

    /// Free and reserved of the balance that pays.
    pub(crate) fn books(&self) -> (u64, u64) {
        let balance = self.client_balance();
        (balance.free, balance.reserved)
    }

    /// Where the operator of a seat is paid, at the price on the chain.
    pub(crate) fn payee(&self, seat: u8) -> Payee {
        let book = self.network.book(&self.seat(seat).operator);
        Payee { price_update: self.venue.price_update, ..Payee::new(&book) }
    }

    /// What each operator was paid, base units.
    pub(crate) fn incomes(&self) -> Vec<u64> {
        let vaults = self.operators.iter().map(|operator| pda::income_vault(&operator.pool, &self.venue.mint));
        vaults.map(|vault| self.network.tokens(&vault)).collect()
    }

    /// Stake that each operator's seats hold, HEAT base units.
    pub(crate) fn locked(&self) -> Vec<u64> {
        self.operators.iter().map(|operator| self.network.book(&operator.operator).collateral_locked).collect()
    }

    /// Where a stranger that reports an offence is paid.
    pub(crate) fn reporter(&self) -> Address {
        pda::heat_account(&self.stranger.pubkey())
    }

    pub(crate) fn lamports(&self, address: &Address) -> u64 {
        self.network.chain.account(address).map_or(0, |account| account.lamports)
    }
}

/// The seats that somebody took.
pub(crate) fn taken(crew: &Crew) -> &[Seat] {
    &crew.seats[..usize::from(crew.joined)]
}
