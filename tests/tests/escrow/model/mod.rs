//! The reference: the escrow in plain numbers, without accounts and tokens, written from the rules alone.

mod auction;
mod balance;
mod billing;
mod crew;
mod dispute;
mod ends;
mod job;
mod lease;
mod money;
mod parties;
mod progress;
mod refusal;
mod seats;
mod stake;
mod work;

use furnace_common::limits::GENESIS_SUPPLY;

use crate::action::Action;
use crate::cast::*;

pub(crate) use auction::Auction;
pub(crate) use balance::Purse;
pub(crate) use crew::Crew;
pub(crate) use dispute::heard_until;
pub(crate) use ends::RETENTION;
pub(crate) use job::Job;
pub(crate) use lease::Lease;
pub(crate) use money::{Escrow, Price};
pub(crate) use parties::{Ledger, Market, Operator, Worker};
pub(crate) use refusal::{Outcome, Refusal};

/// One thing that a client buys.
#[derive(Clone, Debug, Default)]
pub(crate) enum Order {
    Job(Box<Job>),
    Lease(Box<Lease>),
    /// Its account is closed.
    #[default]
    Gone,
}

impl Order {
    fn job(&mut self) -> Option<&mut Job> {
        if let Self::Job(job) = self { Some(job) } else { None }
    }

    fn lease(&mut self) -> Option<&mut Lease> {
        if let Self::Lease(lease) = self { Some(lease) } else { None }
    }

    fn any(&mut self) -> Option<&mut Self> {
        Some(self)
    }

    fn is_closed(&self) -> bool {
        match self {
            Self::Job(job) => job.closed,
            Self::Lease(lease) => lease.closed,
            Self::Gone => true,
        }
    }

    /// Its money, as long as it is there.
    pub(crate) fn escrow(&self) -> Option<&Escrow> {
        match self {
            Self::Job(job) => Some(&job.escrow),
            Self::Lease(lease) => Some(&lease.escrow),
            Self::Gone => None,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) now: i64,
    pub(crate) price: Price,
    pub(crate) paused: bool,
    pub(crate) purses: [Purse; PURSES.len()],
    /// In HEAT and in dollars.
    pub(crate) wallets: [[u64; 2]; WALLETS.len()],
    pub(crate) operators: [Operator; OPERATORS.len()],
    pub(crate) workers: [Worker; WORKERS.len()],
    pub(crate) markets: [Market; MARKETS.len()],
    pub(crate) orders: Vec<Order>,
    /// HEAT that exists.
    pub(crate) supply: u64,
    pub(crate) ledger: Ledger,
    /// Why the last action was refused, if it was.
    pub(crate) refused: Option<Refusal>,
}

impl Model {
    pub(crate) fn new() -> Self {
        let operators = std::array::from_fn(|operator| {
            let mut stake = stake::Stake::default();
            stake.active.put(OPERATORS[operator].1);
            let workers = WORKERS.iter().filter(|worker| worker.0 == operator).count() as u64;
            Operator { stake, workers, ..Operator::default() }
        });
        Self {
            now: START,
            price: Price { mantissa: 25_000_000, confidence: 250_000 },
            paused: false,
            purses: PURSES.map(|(_, _, free)| Purse { free, ..Purse::default() }),
            wallets: [WALLET; WALLETS.len()],
            operators,
            workers: std::array::from_fn(|_| Worker::default()),
            markets: std::array::from_fn(|_| Market::default()),
            orders: Vec::new(),
            supply: GENESIS_SUPPLY,
            ledger: Ledger::default(),
            refused: None,
        }
    }

    /// The state after an action; a refused one changes nothing.
    pub(crate) fn after(&self, action: &Action) -> Self {
        let mut after = self.clone();
        match after.act(action) {
            Ok(()) => Self { refused: None, ..after },
            Err(refusal) => Self { refused: Some(refusal), ..self.clone() },
        }
    }

    pub(crate) fn accepts(&self, action: &Action) -> bool {
        self.after(action).refused.is_none()
    }

    /// Whether there is, or was, what the action is about.
    pub(crate) fn knows(&self, action: &Action) -> bool {
        let Some(order) = action.order() else { return true };
        match self.orders.get(order) {
            Some(Order::Job(_)) => action.wants_lease() != Some(true),
            Some(Order::Lease(_)) => action.wants_lease() != Some(false),
            Some(Order::Gone) | None => false,
        }
    }

    #[rustfmt::skip]
    fn act(&mut self, action: &Action) -> Outcome {
        use Action::*;
        match *action {
            Deposit { purse, by, amount } => self.deposit(purse, by, amount),
            Sponsor { purse, by, amount } => self.sponsor(purse, by, amount),
            Refund { purse, to, by } => self.refund(purse, to, by),
            Withdraw { purse, by, amount } => self.withdraw(purse, by, amount),
            Unstake { operator, shares } => self.unstake(operator, shares),
            WithdrawStake { operator, index } => self.withdraw_stake(operator, index),
            Retire { worker } => self.retire(worker),
            Post { purse, by, market, quote, ref ask } => self.post(purse, by, market, quote, ask),
            OpenLease { purse, by, market, quote, ref ask } => self.open_lease(purse, by, market, quote, ask),
            OpenBids { order, by } => self.open_bids(order, by),
            Bid { order, worker, price } => self.bid(order, worker, price),
            WithdrawBid { order, worker } => self.withdraw_bid(order, worker),
            DropBid { order, worker } => self.drop_bid(order, worker),
            Award { order, by, worker, most } => self.award(order, by, worker, most),
            AwardBest { order, worker } => self.award_best(order, worker),
            CloseBids { order } => self.close_bids(order),
            CloseMarket { market, by } => self.close_market(market, by),
            Pause { jobs } => { self.paused = jobs; Ok(()) }
            Price { mantissa, confidence } => { self.price = money::Price { mantissa, confidence }; Ok(()) }
            Wait { seconds } => { self.now += seconds; Ok(()) }
            ref other => match other.order() {
                Some(order) if other.wants_lease() == Some(true) => {
                    self.on(order, Order::lease, |model, lease| model.act_on_lease(lease, other))
                }
                Some(order) => self.on(order, Order::job, |model, job| model.act_on_job(job, other)),
                None => unreachable!("{other:?} is about an order"),
            },
        }
    }

    #[rustfmt::skip]
    fn act_on_job(&mut self, job: &mut Job, action: &Action) -> Outcome {
        use Action::*;
        match *action {
            Claim { worker, .. } => self.claim(job, worker),
            Start { worker, from, .. } => self.start(job, worker, from),
            Checkpoint { worker, sequence, progress, .. } => self.checkpoint(job, worker, sequence, progress),
            Submit { worker, result, .. } => self.submit(job, worker, result),
            Accept { by, quote, .. } => self.accept(job, by, quote),
            Accuse { by, result, .. } => self.accuse(job, by, result),
            Acquit { .. } => self.acquit(job),
            Settle { quote, .. } => self.settle(job, quote),
            PayCredit { index, .. } => self.pay_credit(job, index),
            ForfeitCredit { index, .. } => self.forfeit_credit(job, index),
            Cancel { by, .. } => self.cancel(job, by),
            Expire { .. } => self.expire(job),
            Quit { worker, .. } => self.quit(job, worker),
            Miss { .. } => self.miss(job),
            Close { by, .. } => self.close(job, by),
            OpenCrew { by, .. } => self.open_crew(job, by),
            Join { worker, .. } => self.join(job, worker),
            Meet { worker, rank, .. } => self.meet(job, worker, rank),
            Commit { worker, seat, result, .. } => self.commit(job, worker, seat, result),
            Reveal { worker, seat, result, .. } => self.reveal(job, worker, seat, result),
            Deliver { worker, seat, result, .. } => self.deliver_part(job, worker, seat, result),
            AcceptCrew { by, .. } => self.accept_crew(job, by),
            SettleCrew { .. } => self.settle_crew(job),
            Conclude { .. } => self.conclude(job),
            PaySeat { seat, quote, .. } => self.pay_seat(job, seat, quote),
            ReleaseSeat { seat, .. } => self.release_seat(job, seat),
            MissSeat { seat, .. } => self.miss_seat(job, seat),
            QuitSeat { worker, seat, .. } => self.quit_seat(job, worker, seat),
            CloseCrew { by, .. } => self.close_crew(job, by),
            ref other => unreachable!("{other:?} is about a job"),
        }
    }

    #[rustfmt::skip]
    fn act_on_lease(&mut self, lease: &mut Lease, action: &Action) -> Outcome {
        use Action::*;
        match *action {
            Take { worker, .. } => self.take(lease, worker),
            StartLease { worker, .. } => self.start_lease(lease, worker),
            SettleLease { quote, .. } => self.settle_lease(lease, quote),
            TopUp { by, amount, .. } => self.top_up(lease, by, amount),
            Ping { by, .. } => self.ping(lease, by),
            Answer { worker, .. } => self.answer(lease, worker),
            Notice { worker, .. } => self.notice(lease, worker),
            Leave { quote, .. } => self.leave(lease, quote),
            CloseLease { by, quote, reason, .. } => self.close_lease(lease, by, quote, reason),
            EndLease { quote, .. } => self.end_lease(lease, quote),
            CancelLease { by, .. } => self.cancel_lease(lease, by),
            ExpireLease { .. } => self.expire_lease(lease),
            Down { .. } => self.down(lease),
            Sweep { by, .. } => self.sweep(lease, by),
            ref other => unreachable!("{other:?} is about a lease"),
        }
    }
}
