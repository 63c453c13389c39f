//! What each pool holds, and whose it is: what its owners put in and did not take out, but for what was lost rightly.

use furnace_client::accounts::{Pool, Position};
use furnace_common::shares;

use crate::action::{Action, Errand, Party, Step};
use crate::cast::purse;
use crate::view::View;
use crate::world::PLACES;

/// What rounding may move between owners, HEAT base units: some virtual units a step.
const ROUNDED: u64 = 100_000;

/// What one pool has to hold.
struct Rightful {
    vault: u64,
    /// The operator's and the delegator's.
    owners: [u64; 2],
    /// A deadline that was missed, or a verdict, took something that both bear; or who withdrew while a penalty waited
    /// left its part to the other.
    shared: bool,
}

pub(crate) struct Stakes(Vec<Rightful>);

impl Stakes {
    pub(crate) fn of(view: &View) -> Self {
        let pools = PLACES.operators.iter().zip(&view.pools).zip(&view.positions);
        let rightful = pools.map(|((place, pool), positions)| Rightful {
            vault: view.tokens[&place.vault],
            owners: positions.each_ref().map(|position| worth(pool, position)),
            shared: false,
        });
        Self(rightful.collect())
    }

    /// Notes what owners moved, or what was lost by a missed deadline or a verdict. What a conviction took is still the
    /// pool's until there is one.
    pub(crate) fn note(&mut self, before: &View, after: &View, action: &Action) {
        match *action {
            Action::Stake { pool, own, .. } => {
                let party = if own { Party::Operator(pool) } else { Party::Delegator(pool) };
                let (was, is) = (before.tokens[&purse(party)], after.tokens[&purse(party)]);
                let rightful = &mut self.0[pool];
                rightful.vault = rightful.vault + was - is;
                let of = &mut rightful.owners[usize::from(!own)];
                *of = (*of + was).saturating_sub(is);
                rightful.shared |= is > was && before.pools[pool].penalties_pending > 0;
            }
            Action::Errand { errand: Errand::Miss, .. } => {
                for (rightful, place) in self.0.iter_mut().zip(&PLACES.operators) {
                    let lost = before.tokens[&place.vault] - after.tokens[&place.vault];
                    rightful.vault -= lost;
                    rightful.shared |= lost > 0;
                }
            }
            Action::Take { dispute, step: Step::Release } => {
                let was = before.disputes[dispute].as_ref().expect("a dispute");
                let pool = PLACES.operators.iter().position(|place| place.pool == was.pool);
                let rightful = &mut self.0[pool.expect("a pool of the cast")];
                rightful.vault -= was.penalty;
                rightful.shared |= was.penalty > 0;
            }
            _ => {}
        }
    }

    /// Nothing waits any more: every pool, and everyone in it, has what is its own. Those verdicts that took it from
    /// honest ones are judged where they fall.
    pub(crate) fn assert_whole(&self, view: &View) {
        for (index, rightful) in self.0.iter().enumerate() {
            let vault = view.tokens[&PLACES.operators[index].vault];
            assert_eq!(vault, rightful.vault, "stake went where it does not belong");
            if rightful.shared {
                continue;
            }
            for (position, rightful) in view.positions[index].iter().zip(rightful.owners) {
                let worth = worth(&view.pools[index], position);
                assert!(worth.abs_diff(rightful) <= ROUNDED, "{worth} of {rightful} are whose they should be");
            }
        }
    }
}

fn worth(pool: &Pool, position: &Position) -> u64 {
    let of = |shares: u64, amount, all| shares::redeem(shares, amount, all).expect("fits");
    let unbonding = position.unbonding_shares.iter().map(|held| of(*held, pool.unbonding, pool.unbonding_shares));
    of(position.shares, pool.active, pool.active_shares) + unbonding.sum::<u64>()
}
