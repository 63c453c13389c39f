//! What should happen, in plain integers: every rule of stake, rewards, fees, auction and emission once more,
//! as the protocol's page states it. Only the prices of the auction and the sums of the emission schedule are
//! taken from `furnace_common`, which tests them against wide integers.

mod auction;
mod bucket;
mod emission;
mod fees;
mod governance;
mod jobs;
mod maths;
mod pool;
mod position;
mod refusal;
mod rewards;
mod staking;
mod stream;
mod tokens;

use std::collections::BTreeMap;

use furnace_client::generated::governance::types::Parameters;
use furnace_common::limits::{GENESIS_SUPPLY, MARKET_BOND};
use furnace_tests::network::parameters;

use crate::action::Action;
use crate::cast::*;

pub(crate) use auction::Auction;
pub(crate) use bucket::Bucket;
pub(crate) use emission::{Emission, KEPT, current, scheduled};
pub(crate) use jobs::Jobs;
pub(crate) use maths::parts;
pub(crate) use pool::{Division, Pool};
pub(crate) use position::{Accrual, Position};
pub(crate) use refusal::Refusal;
pub(crate) use rewards::StakerFees;

/// The network's books and everybody's tokens.
#[derive(Clone)]
pub(crate) struct Model {
    /// Unix seconds.
    pub(crate) now: i64,
    pub(crate) paused: u8,
    pub(crate) parameters: Parameters,
    /// Announced parameters, and from when they may take effect.
    pub(crate) proposed: Option<(Parameters, i64)>,
    /// HEAT and dollars in each actor's wallet.
    pub(crate) wallets: [[u64; 2]; NAMES.len()],
    pub(crate) treasury: [u64; 2],
    pub(crate) pools: [Pool; POOLS],
    /// By pool and wallet.
    pub(crate) positions: BTreeMap<(usize, usize), Position>,
    pub(crate) staker_fees: StakerFees,
    /// Fees of both markets in HEAT.
    pub(crate) fee_vaults: [u64; 2],
    /// Fees of the first market in dollars.
    pub(crate) usd_fee_vault: u64,
    pub(crate) distributed: fees::Distributed,
    pub(crate) auction: Auction,
    pub(crate) emission: Emission,
    pub(crate) jobs: Jobs,
    /// Positions closed so far in each pool, each perhaps with a part of a unit; and the pool itself.
    pub(crate) closed: [u32; POOLS],
    /// HEAT burned so far.
    pub(crate) burned: u64,
    /// What the rules gave each actor and took from it so far, slashes and rounding left out, Q64.64.
    pub(crate) rightful: [[i128; 2]; NAMES.len()],
    /// Why the last action was refused, if it was.
    pub(crate) refused: Option<Refusal>,
}

impl Model {
    /// The network as `World::new` sets it up.
    pub(crate) fn new() -> Self {
        let mut model = Self {
            now: START,
            paused: 0,
            parameters: parameters(),
            proposed: None,
            wallets: [WALLET; NAMES.len()],
            treasury: [0; 2],
            pools: Default::default(),
            positions: POSITIONS.into_iter().map(|place| (place, Position::default())).collect(),
            staker_fees: StakerFees::default(),
            fee_vaults: [0; 2],
            usd_fee_vault: 0,
            distributed: fees::Distributed::default(),
            auction: Auction::new(),
            emission: Emission::default(),
            jobs: Jobs::new(),
            closed: [0; POOLS],
            burned: 0,
            rightful: Default::default(),
            refused: None,
        };
        model.wallets[CLIENT] = [0; 2];
        for operator in 0..POOLS {
            model.wallets[operator][0] += OWN_STAKE;
            model.stake(operator, operator, OWN_STAKE).expect("operators stake");
        }
        let bonds = COLLATERAL_BPS.len() as u64 * MARKET_BOND;
        let given = STAKERS as u64 * WALLET[0] + POOLS as u64 * OWN_STAKE + DEPOSIT + bonds;
        model.treasury[0] = GENESIS_SUPPLY - given;
        model
    }

    /// The network after `action`, or as it was and why.
    pub(crate) fn after(&self, action: &Action) -> Self {
        let mut next = self.clone();
        match next.act(action) {
            Ok(()) => Self { refused: None, ..next },
            Err(refusal) => Self { refused: Some(refusal), ..self.clone() },
        }
    }

    fn act(&mut self, action: &Action) -> Result<(), Refusal> {
        match *action {
            Action::Stake { who, pool, amount } => self.stake(who, pool, amount),
            Action::Unstake { who, pool, shares } => self.unstake(who, pool, shares),
            Action::Cancel { who, pool, index } => self.cancel(who, pool, index),
            Action::Withdraw { who, pool, index } => self.withdraw(who, pool, index),
            Action::Lock { who, pool, shares, seconds } => self.lock(who, pool, shares, seconds),
            Action::Refresh { who, pool } => self.refresh(who, pool),
            Action::OpenPosition { who, pool } => self.open_position(who, pool),
            Action::ClosePosition { who, pool } => self.close_position(who, pool),
            Action::Sync { pool } => self.sync(pool),
            Action::Claim { who, pool, mint } => self.claim(who, pool, mint),
            Action::ClaimCommission { pool, mint } => self.claim_commission(pool, mint),
            Action::AnnounceCommission { pool, bps } => self.pools[pool].announce(bps, self.now),
            Action::Work { pool, market, price } => self.work(pool, market, price),
            Action::Take { pool, market, price } => self.take_job(pool, market, price).map(|_| ()),
            Action::Deliver { job } => self.deliver(job),
            Action::Miss { job } => self.miss(job),
            Action::Quit { job } => self.quit(job),
            Action::Slash { pool, amount, to_client, to_reporter } => self.slash(pool, amount, to_client, to_reporter),
            Action::Donate { who, to, amount } => self.donate(who, to, amount),
            Action::Distribute { market, mint } => self.distribute(market, mint),
            Action::StartLot => self.auction.start_lot(&self.parameters, self.now),
            Action::Buy { who, amount, max_cost } => self.buy(who, amount, max_cost),
            Action::OpenEpoch { epoch } => self.emission.open(epoch, self.now),
            Action::Record { pool, epoch, score, uptime_bps } => self.record(pool, epoch, score, uptime_bps),
            Action::Emit { pool, epoch } => self.emit(pool, epoch),
            Action::CloseEpoch { epoch } => self.emission.close(epoch, self.now),
            Action::Pause { what } => self.pause(what),
            Action::Unpause { what } => self.unpause(what),
            Action::Propose { ref parameters } => self.propose(parameters),
            Action::Apply => self.apply(),
            Action::CancelProposal => self.cancel_proposal(),
            Action::Retire { pool } => self.retire(pool),
            Action::CloseBook { pool } => self.close_book(pool),
            Action::ClosePool { pool } => self.close_pool(pool),
            Action::ClosePoints { pool } => self.close_points(pool),
            Action::Wait { seconds } => {
                self.now += seconds;
                Ok(())
            }
        }
    }
}

/// A failing sequence is shown with the state that it began with; that one is always the same.
impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "the network at {}", self.now)
    }
}
