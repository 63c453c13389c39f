//! Pools as documents.

use furnace_client::{
    accounts::{Books, Found, Pool},
    chain::ChainError,
    furnace::Present,
};
use serde::Serialize;

use crate::cli::{
    amounts::{Both, Estimate, weight},
    report::{heat, moment, percent},
};

#[derive(Serialize)]
pub(super) struct PoolView {
    pub(super) pool: String,
    pub(super) operator: String,
    pub(super) active: u64,
    pub(super) own: u64,
    pub(super) unbonding: u64,
    /// Everything that a slash can reach.
    pub(super) at_risk: u64,
    pub(super) slashed: u64,
    /// What others than the operator have in it, and may at most.
    pub(super) delegated: u64,
    pub(super) delegation_cap: u64,
    /// With which it counts in the stakers' fees, HEAT base units.
    pub(super) weight: u64,
    pub(super) commission_bps: u16,
    pub(super) next_commission: Option<NextCommission>,
    pub(super) income: Income,
    pub(super) estimate: Estimate,
    pub(super) position_count: u32,
}

#[derive(Serialize)]
pub(super) struct NextCommission {
    commission_bps: u16,
    from_epoch: i64,
    /// Unix seconds.
    from: i64,
}

/// What the pool's workers earned for its stakers, the commission taken off.
#[derive(Serialize)]
pub(super) struct Income {
    /// Released over the epoch before.
    pub(super) last_epoch: Both,
    /// Released over this epoch.
    pub(super) this_epoch: Both,
    /// Booked so far for the next one.
    pub(super) next_epoch: Both,
}

impl PoolView {
    pub(super) fn new(present: &Present, pool: &Found<Pool>) -> Result<Self, ChainError> {
        let books = present.books(pool)?;
        let Found { address, data } = pool;
        let next_commission = data.announced_commission().map(|(commission_bps, from_epoch)| NextCommission {
            commission_bps,
            from_epoch,
            from: present.epoch_begins(from_epoch),
        });
        Ok(Self {
            pool: address.to_string(),
            operator: data.operator.to_string(),
            active: data.active,
            own: data.own_stake(),
            unbonding: data.unbonding,
            at_risk: data.at_risk(),
            slashed: data.slashed,
            delegated: data.delegated(),
            delegation_cap: data.delegation_cap(present.governance.parameters.delegation_cap_bps),
            weight: data.weight,
            commission_bps: data.commission_bps,
            next_commission,
            income: Income::new(&books),
            estimate: Estimate::from(books.unlocked_a_year()),
            position_count: data.positions,
        })
    }

    /// The commission, and the next one with its time.
    pub(super) fn commission(&self) -> String {
        let commission = percent(self.commission_bps);
        match &self.next_commission {
            None => commission,
            Some(next) => format!("{commission}, {} from {}", percent(next.commission_bps), moment(next.from)),
        }
    }

    /// Delegations against their cap.
    pub(super) fn delegations(&self) -> String {
        format!("{} of at most {}", heat(self.delegated), heat(self.delegation_cap))
    }

    /// Its weight, and how much more that is than its stake.
    pub(super) fn weighed(&self) -> String {
        match (u128::from(self.weight) * 10_000).checked_div(u128::from(self.active)) {
            Some(multiple) => {
                format!("{} ({})", heat(self.weight), weight(u64::try_from(multiple).unwrap_or(u64::MAX)))
            }
            None => heat(self.weight),
        }
    }
}

impl Income {
    fn new(books: &Books) -> Self {
        let income = &books.pool.income;
        Self {
            last_epoch: income.each_ref().map(|income| income.stream.previous).into(),
            this_epoch: income.each_ref().map(|income| income.stream.releasing).into(),
            next_epoch: income.each_ref().map(|income| income.stream.next).into(),
        }
    }
}
