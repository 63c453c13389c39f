//! One auction among a client, workers of several operators, a stranger, and a landlord that pays the rent of the
//! bids; money and books are checked after each step.

use furnace_client::accounts::{Bids, JobState};
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::instructions::jobs::Venue;
use furnace_client::{pda, program};
use furnace_common::limits::{AWARD_SECONDS, STAKE_PER_GPU};
use furnace_tests::errors::Failure;
use furnace_tests::network::{CLAIM_SECONDS, Network, OperatorActor, WorkerActor, worker_args};
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::order::{Kind, Order};

/// Of a job, and by the second of a lease, base units: so odd that what is divided is rounded.
pub(crate) const CEILING: u64 = 10_007;
/// Last moment to bid, in seconds from the posting.
pub(crate) const CLOSE: i64 = CLAIM_SECONDS as i64;
/// Last moment to award, in seconds from the posting.
pub(crate) const LAST: i64 = CLOSE + AWARD_SECONDS as i64;
/// Price of the jobs that workers do for others than the client, base units.
const ELSEWHERE: u64 = 1_000;

/// A worker that may bid, and the wallet of its operator.
pub(crate) struct Contender {
    pub(crate) owner: Keypair,
    pub(crate) worker: WorkerActor,
    /// Jobs that it holds for others than the client.
    elsewhere: u64,
}

pub(crate) struct Stage {
    pub(crate) network: Network,
    pub(crate) client: Keypair,
    /// Has no part in anything.
    pub(crate) stranger: Keypair,
    /// Pays the rent of the bids, and nothing else.
    pub(crate) landlord: Keypair,
    /// Another client, for whom workers may be busy.
    patron: Keypair,
    /// Three workers of three operators, and who comes later.
    pub(crate) contenders: Vec<Contender>,
    pub(crate) market: Address,
    pub(crate) kind: Kind,
    pub(crate) order: Address,
    /// The moment from which [`at`](Self::at) counts: that of the posting.
    began: i64,
    /// What the landlord began with, lamports.
    wealth: u64,
}

impl Stage {
    /// An order under [`CEILING`] that is open to bids.
    pub(crate) fn new(kind: Kind) -> Self {
        let mut stage = Self::posted(kind);
        stage.open_bids().expect("bidding opens");
        stage
    }

    /// The same in a market of the stranger's, under another ceiling.
    pub(crate) fn in_market(kind: Kind, terms: MarketOpenInstructionArgs, ceiling: u64) -> Self {
        let mut stage = Self::empty(kind);
        let stranger = stage.stranger.insecure_clone();
        stage.market = stage.network.open_market(&stranger, terms);
        stage.post(ceiling, true).expect("order is posted");
        stage.open_bids().expect("bidding opens");
        stage
    }

    /// An order under [`CEILING`] that asks for no bids yet.
    pub(crate) fn posted(kind: Kind) -> Self {
        let mut stage = Self::empty(kind);
        stage.post(CEILING, true).expect("order is posted");
        stage
    }

    /// No order yet.
    pub(crate) fn empty(kind: Kind) -> Self {
        let mut network = Network::new();
        let client = network.client("client", DEPOSIT);
        let patron = network.client("patron", DEPOSIT);
        let [stranger, landlord] = ["stranger", "landlord"].map(|name| network.wallet(name, 0));
        let wealth = network.chain.account(&landlord.pubkey()).expect("landlord").lamports;
        let (market, began) = (network.market, network.chain.now());
        let order = Address::default();
        let contenders = Vec::new();
        let mut stage =
            Self { network, client, stranger, landlord, patron, contenders, market, kind, order, began, wealth };
        for name in ["first", "second", "third"] {
            stage.enter(name, STAKE, worker_args());
        }
        stage
    }

    /// Another operator with this stake and one worker; returns who it is among the contenders.
    pub(crate) fn enter(&mut self, name: &str, stake: u64, args: WorkerRegisterInstructionArgs) -> usize {
        let operator = self.network.operator(name, stake);
        self.employ(&operator, &format!("{name} worker"), args)
    }

    /// Another operator with so many workers of one GPU; returns who they are.
    pub(crate) fn enter_many(&mut self, count: usize) -> Vec<usize> {
        let stake = STAKE + STAKE_PER_GPU * u64::try_from(count).expect("count");
        let operator = self.network.operator("host", stake);
        (0..count).map(|index| self.employ(&operator, &format!("host's {index}"), worker_args())).collect()
    }

    fn employ(&mut self, operator: &OperatorActor, name: &str, args: WorkerRegisterInstructionArgs) -> usize {
        let worker = self.network.worker_with(operator, name, args);
        self.contenders.push(Contender { owner: operator.wallet.insecure_clone(), worker, elsewhere: 0 });
        self.contenders.len() - 1
    }

    /// Posts an order and makes it that of the stage.
    pub(crate) fn post(&mut self, price: u64, auction: bool) -> Result<(), Failure> {
        let client = self.client.insecure_clone();
        let (number, venue) = (self.network.balance(&client.pubkey()).next_job, Venue::heat(self.market));
        let (order, post) = self.kind.post(client.pubkey(), self.network.payer(), &venue, number, price, auction);
        self.network.send(&[post], &[&client])?;
        self.order = order;
        self.began = self.network.chain.now();
        Ok(())
    }

    /// So many seconds after the posting.
    pub(crate) fn at(&mut self, seconds: i64) -> &mut Self {
        self.network.chain.set_time(self.began + seconds);
        self
    }

    // What workers do elsewhere

    /// The worker holds one more job of another client.
    pub(crate) fn occupy(&mut self, who: usize) -> Address {
        let job = self.network.post(&self.patron, ELSEWHERE);
        self.network.try_claim(&self.contenders[who].worker, job).expect("claim");
        self.contenders[who].elsewhere += 1;
        job
    }

    /// The worker gives up such a job.
    pub(crate) fn quit_elsewhere(&mut self, who: usize, job: Address) {
        self.network.try_quit(&self.contenders[who].worker, job).expect("quit");
        self.contenders[who].elsewhere -= 1;
    }

    /// The worker delivers a job of another client.
    pub(crate) fn succeed(&mut self, who: usize) {
        let job = self.network.post(&self.patron, ELSEWHERE);
        self.network.drive(&self.contenders[who].worker, job, JobState::Review);
        self.network.try_accept(&self.patron, job).expect("accept");
    }

    /// The worker gives up a job of another client.
    pub(crate) fn fail(&mut self, who: usize) {
        let job = self.occupy(who);
        self.quit_elsewhere(who, job);
    }

    // What there is

    /// The order as it is.
    pub(crate) fn account(&self) -> Order {
        self.kind.read(&self.network, &self.order)
    }

    pub(crate) fn bids(&self) -> Bids {
        self.network.bids(&self.order)
    }

    /// The workers whose bids there are and their prices, in the order of the places.
    pub(crate) fn placed(&self) -> Vec<(Address, u64)> {
        let bids = self.bids();
        bids.bids[..usize::from(bids.count)].iter().map(|bid| (bid.worker, bid.price)).collect()
    }

    /// Whether there is an account of bids.
    pub(crate) fn takes_bids(&self) -> bool {
        let account = self.network.chain.account(&pda::bids(&self.order).0);
        account.is_some_and(|account| account.owner == program::JOBS)
    }

    pub(crate) fn address(&self, who: usize) -> Address {
        self.contenders[who].worker.address
    }

    /// Free and reserved of the client's balance, HEAT base units.
    pub(crate) fn books(&self) -> (u64, u64) {
        let balance = self.network.balance(&self.client.pubkey());
        (balance.free, balance.reserved)
    }

    /// Stake that the contender's operator has locked, HEAT base units.
    pub(crate) fn locked(&self, who: usize) -> u64 {
        self.network.book(&pda::operator(&self.contenders[who].owner.pubkey())).collateral_locked
    }

    // What must hold

    /// The books agree with one another and with what the accounts hold, and nobody pays another's rent.
    #[track_caller]
    pub(crate) fn verify(&self) {
        let balance = self.network.balance(&self.client.pubkey());
        assert_eq!(self.network.tokens(&balance.vault), balance.free + balance.reserved, "vault equals books");
        let order = self.network.chain.account(&self.order).map(|_| self.account());
        let reserved = order.as_ref().map_or(0, |order| order.escrow.reserved);
        assert_eq!(balance.reserved, reserved, "what is held is held for the order");
        if let Some(order) = &order {
            assert_eq!(balance.spent, order.escrow.paid, "what is spent is paid for the order");
            assert_eq!(order.attached, u8::from(self.takes_bids()), "an order knows whether it has bids");
        }
        for contender in &self.contenders {
            let jobs = self.network.worker_account(&contender.worker.address).jobs;
            assert_eq!(u64::from(jobs), contender.elsewhere + u64::from(holds(contender, &order)), "places are taken");
            let employed = self.contenders.iter().filter(|other| other.worker.wallet == contender.worker.wallet);
            let collateral = order.as_ref().map_or(0, |order| order.escrow.collateral);
            let held = |other: &Contender| if holds(other, &order) { collateral } else { 0 };
            let locked: u64 = employed.map(|other| other.elsewhere * ELSEWHERE + held(other)).sum();
            let Some(_) = self.network.chain.account(&pda::operator(&contender.worker.wallet)) else { continue };
            let book = self.network.book(&pda::operator(&contender.worker.wallet));
            assert_eq!(book.collateral_locked, locked, "who holds the order has its collateral locked, nobody else");
        }
        let lamports = |address: &Address| self.network.chain.account(address).map_or(0, |account| account.lamports);
        let rent = if self.takes_bids() { lamports(&pda::bids(&self.order).0) } else { 0 };
        assert_eq!(lamports(&self.landlord.pubkey()) + rent, self.wealth, "the rent is the landlord's");
    }
}

/// Whether the contender's worker holds the order.
fn holds(contender: &Contender, order: &Option<Order>) -> bool {
    order.as_ref().is_some_and(|order| order.held && order.worker == contender.worker.address)
}
