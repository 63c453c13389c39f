//! Everyone leaves: what is owed is claimed, what is locked or cools down is waited for, every account that can
//! be is closed, and only gifts and rounding stay behind.

use furnace_common::limits::LEAVING_SECONDS;
use furnace_tests::network::EPOCH;

use crate::action::{Action, MINTS, Mint};
use crate::case::{AT_ONCE, Case};
use crate::cast::POOLS;
use crate::model::{Division, KEPT, Model, Position, current};

/// After two epochs every payment is released.
const RELEASE: i64 = 2 * EPOCH;

impl Case {
    pub(crate) fn everyone_leaves(mut self) {
        self.end_jobs();
        self.phase(|_| (0..POOLS).map(|pool| Action::Retire { pool }).collect());
        self.phase(distributions);
        self.phase(emissions);
        self.phase(|_| (0..POOLS).map(|pool| Action::Sync { pool }).collect());
        self.phase(commissions);
        // Locks and cool-downs end, and what was booked is released to those who are there.
        let ends = |position: &Position| {
            position.unbondings.iter().map(|(_, unlock_at)| *unlock_at).max().unwrap_or(0).max(position.lock_until)
        };
        let last = self.model.positions.values().map(ends).max().unwrap_or(0);
        self.wait_until(last.max(self.model.now + RELEASE));
        self.phase(withdrawals);
        let stakers = self.model.pools.each_ref().map(|pool| pool.stake.active.shares > 0);
        self.phase(unstakes);
        self.assert_everything_was_released(stakers);
        self.phase(claims);
        let cooldown = self.model.parameters.cooldown_seconds;
        self.wait_until(self.model.now + cooldown.max((KEPT as i64 + 2) * EPOCH).max(LEAVING_SECONDS));
        self.phase(withdrawals);
        self.phase(|model| {
            let places = model.positions.keys();
            places.map(|&(pool, who)| Action::ClosePosition { who, pool }).collect()
        });
        self.phase(|model| model.emission.epochs.keys().map(|&epoch| Action::CloseEpoch { epoch }).collect());
        self.assert_only_gifts_and_rounding_are_left();
        for pool in 0..POOLS {
            self.together(&[Action::CloseBook { pool }, Action::ClosePool { pool }, Action::ClosePoints { pool }]);
        }
    }

    /// Takes all actions that the reference names, some at a time.
    fn phase(&mut self, actions: impl Fn(&Model) -> Vec<Action>) {
        for some in actions(&self.model).chunks(AT_ONCE) {
            self.together(some);
        }
    }

    fn wait_until(&mut self, time: i64) {
        let wait = Action::Wait { seconds: time - self.model.now };
        let after = self.model.after(&wait);
        self.step(&wait, &after);
    }

    /// Workers deliver what they still can; the rest is missed.
    fn end_jobs(&mut self) {
        for (job, held) in self.model.jobs.held.clone() {
            let in_time = self.model.now <= held.deadline;
            self.together(&[if in_time { Action::Deliver { job } } else { Action::Miss { job } }]);
        }
    }

    /// Where somebody was there all the time, nothing is still on its way.
    fn assert_everything_was_released(&self, stakers: [bool; POOLS]) {
        for (pool, there) in self.model.pools.iter().zip(stakers) {
            let pending: u64 = pool.income.iter().map(|income| income.stream.pending()).sum();
            assert!(!there || pending == 0, "{pending} units of income were not released");
        }
    }

    /// Less than a unit for each position that was closed and left a part of one, and what is carried; besides
    /// what waits for stakers who never came.
    fn assert_only_gifts_and_rounding_are_left(&self) {
        let model = &self.model;
        let bound = |division: &Division, closed: u32| u64::from(closed) + (division.carried >> 32) + 1;
        for (pool, &closed) in model.pools.iter().zip(&model.closed) {
            assert_eq!((pool.stake.slashable(), pool.weight, pool.weighted), (0, 0, 0));
            for income in &pool.income {
                let left = income.vault - income.stream.pending();
                assert!(left <= bound(&income.division, closed), "{left} units of income belong to nobody");
            }
        }
        for (m, fees) in model.staker_fees.mints.iter().enumerate() {
            let left = fees.booked - fees.stream.pending();
            let pools =
                model.pools.iter().zip(&model.closed).map(|(pool, &closed)| bound(&pool.fees[m].division, closed));
            let most = bound(&fees.division, 0) + pools.sum::<u64>();
            assert!(left <= most, "{left} units of fees belong to nobody");
        }
        assert_eq!((model.fee_vaults, model.usd_fee_vault, model.jobs.reserved), ([0; 2], 0, 0));
    }
}

fn distributions(model: &Model) -> Vec<Action> {
    let heat = (0..2).filter(|&market| model.fee_vaults[market] > 0);
    let heat = heat.map(|market| Action::Distribute { market, mint: Mint::Heat });
    let usd = (model.usd_fee_vault > 0).then_some(Action::Distribute { market: 0, mint: Mint::Usd });
    heat.chain(usd).collect()
}

/// Shares of emission that can be claimed now; others are too young or too old, and are never minted.
fn emissions(model: &Model) -> Vec<Action> {
    let now = current(model.now);
    let ripe = model.emission.epochs.keys().filter(|&&epoch| epoch + 1 < now && now < epoch + KEPT);
    let all = ripe.flat_map(|&epoch| (0..POOLS).map(move |pool| (pool, epoch)));
    let owed = all.filter(|&(pool, epoch)| model.emission.points(pool, epoch) > 0);
    owed.map(|(pool, epoch)| Action::Emit { pool, epoch }).collect()
}

fn commissions(model: &Model) -> Vec<Action> {
    let all = (0..POOLS).flat_map(|pool| MINTS.map(|mint| (pool, mint)));
    let due = all.filter(|&(pool, mint)| model.pools[pool].income[mint as usize].operator_due > 0);
    due.map(|(pool, mint)| Action::ClaimCommission { pool, mint }).collect()
}

fn withdrawals(model: &Model) -> Vec<Action> {
    let places = model.positions.iter().flat_map(|(&(pool, who), position)| {
        let held = (0u8..8).zip(position.unbondings).filter(|(_, (shares, _))| *shares > 0);
        held.map(move |(index, _)| Action::Withdraw { who, pool, index })
    });
    places.collect()
}

fn unstakes(model: &Model) -> Vec<Action> {
    let holders = model.positions.iter().filter(|(_, position)| position.shares > 0);
    holders.map(|(&(pool, who), position)| Action::Unstake { who, pool, shares: position.shares }).collect()
}

fn claims(model: &Model) -> Vec<Action> {
    let all = model.positions.iter().flat_map(|(place, position)| MINTS.map(|mint| (*place, position, mint)));
    let owed = all.filter(|(_, position, mint)| {
        let m = *mint as usize;
        position.income[m].units() + position.fees[m].units() > 0
    });
    owed.map(|((pool, who), _, mint)| Action::Claim { who, pool, mint }).collect()
}
