//! Nobody has more than is rightfully theirs.

use furnace_common::shares::VIRTUAL;

use super::owed;
use crate::cast::{CLIENT, NAMES};
use crate::model::{Bucket, parts};
use crate::view::View;

/// What an actor has, parts of 2^-32 of a base unit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wealth {
    /// In the wallet, claimable, or in the client's balance: HEAT and dollars.
    pub(crate) liquid: [i128; 2],
    /// Stake in HEAT, as it could be redeemed now.
    pub(crate) stake: i128,
    /// Places in which that was rounded.
    pub(crate) places: u32,
}

pub(crate) type Everyone = [Wealth; NAMES.len()];

/// Counts everything from the chain.
pub(crate) fn count(view: &View) -> Everyone {
    let mut all = Everyone::default();
    for m in 0..2 {
        for (who, wealth) in all.iter_mut().enumerate() {
            let name = format!("wallet of the {}", NAMES[who]);
            wealth.liquid[m] += units(view.amount(&name, crate::action::MINTS[m]));
        }
        for (operator, pool) in view.pools.iter().enumerate() {
            all[operator].liquid[m] += pool.as_ref().map_or(0, |pool| units(pool.income[m].operator_due));
        }
    }
    all[CLIENT].liquid[0] += units(view.balance.free + view.balance.reserved);
    for ((pool, who), position) in &view.positions {
        let pool = view.pools[*pool].as_ref().expect("a position has a pool");
        let wealth = &mut all[*who];
        for m in 0..2 {
            let fees = owed::fees(position, pool, m) + owed::to_come(position, pool, view, m);
            wealth.liquid[m] += (owed::income(position, pool, m) + fees) as i128;
        }
        let active = Bucket { amount: pool.active, shares: pool.active_shares, own: 0 };
        let unbonding = Bucket { amount: pool.unbonding, shares: pool.unbonding_shares, own: 0 };
        let worths = position.unbonding_shares.iter().map(|shares| unbonding.worth(*shares));
        let stake = active.worth(position.shares) + worths.sum::<u64>();
        wealth.stake += units(stake);
        wealth.places += 1 + position.unbonding_shares.iter().filter(|shares| **shares > 0).count() as u32;
    }
    all
}

/// What may move without a right to it.
#[derive(Clone, Copy)]
pub(crate) struct Slack {
    pub(crate) steps: usize,
    /// Whether one of them was a slash, which takes stake.
    pub(crate) slash: bool,
    /// What divisions may have left or may leave, which goes to those who are there later, parts of 2^-32.
    pub(crate) undivided: u64,
    /// Buckets that were ever slashed. What their shares are worth one by one is more than what they hold, by
    /// less than the virtual units, which bear no slash: who leaves first is paid it, and the last one is not.
    pub(crate) slashed: u64,
}

/// Compares everyone with before: `rightful` is what the rules gave and took in between, Q64.64. Each step
/// rounds by a unit at each place in which an actor has something.
pub(crate) fn assert_rightful(
    before: &Everyone,
    after: &Everyone,
    rightful: &[[i128; 2]; NAMES.len()],
    Slack { steps, slash, undivided, slashed }: Slack,
) {
    let carried = i128::from(undivided) * steps as i128;
    for (who, name) in NAMES.iter().enumerate() {
        let (was, is) = (&before[who], &after[who]);
        let rounding = 2 + u64::from(was.places.max(is.places));
        let slack = carried + units(steps as u64 * rounding + slashed * VIRTUAL);
        let gain = |m: usize| is.liquid[m] - was.liquid[m] - (rightful[who][m] >> 32);
        let usd = gain(1) >> 32;
        assert!(gain(1) <= carried + units(1), "the {name} has {usd} dollar units too many");
        // A position that is closed leaves parts of a unit.
        assert!(gain(1) >= -carried - units(2 * rounding), "the {name} has {usd} dollar units too many");
        let stake = is.stake - was.stake;
        assert!(!slash || stake <= 0, "a slash gave stake to the {name}");
        let heat = if slash { gain(0) } else { gain(0) + stake };
        assert!(heat <= slack, "the {name} has {} HEAT base units too many", heat >> 32);
        assert!(heat >= -slack - units(rounding), "the {name} has {} HEAT base units too few", -heat >> 32);
    }
}

fn units(amount: u64) -> i128 {
    parts(amount) as i128
}
