//! Positions as documents.

use furnace_client::{chain::ChainError, furnace::Holding};
use serde::Serialize;

use crate::cli::{
    amounts::{Both, Estimate, weight},
    report::{heat, moment},
};

#[derive(Serialize)]
pub(super) struct PositionView {
    pub(super) pool: String,
    pub(super) operator: String,
    pub(super) owner: String,
    pub(super) shares: u64,
    pub(super) staked: u64,
    /// Everything that a slash can reach.
    pub(super) at_risk: u64,
    pub(super) locked: u64,
    pub(super) locked_until: i64,
    /// 10000 is 1x.
    pub(super) weight_bps: u64,
    pub(super) unbondings: Vec<UnbondingView>,
    pub(super) claimable: Both,
    pub(super) estimate: Estimate,
    #[serde(skip)]
    now: i64,
}

#[derive(Serialize)]
pub(super) struct UnbondingView {
    /// By which it is taken back.
    pub(super) number: u8,
    pub(super) amount: u64,
    pub(super) unlock_at: i64,
    pub(super) ready: bool,
}

impl PositionView {
    pub(super) fn new(holding: &Holding) -> Result<Self, ChainError> {
        let (pool, position, now) = (&holding.pool.data, &holding.position.data, holding.books.now);
        let unbondings = position.unbondings(pool).into_iter().map(|unbonding| UnbondingView {
            number: unbonding.index,
            amount: unbonding.amount,
            unlock_at: unbonding.unlock_at,
            ready: unbonding.unlock_at <= now,
        });
        Ok(Self {
            pool: holding.pool.address.to_string(),
            operator: pool.operator.to_string(),
            owner: position.owner.to_string(),
            shares: position.shares,
            staked: position.staked(pool),
            at_risk: position.at_risk(pool),
            locked: pool.worth(position.locked_at(now)),
            locked_until: position.lock_until,
            weight_bps: position.weight_bps(),
            unbondings: unbondings.collect(),
            claimable: Both::from(holding.owed()?.map(|owed| owed.sum())),
            estimate: Estimate::from(holding.books.position_a_year(position)),
            now,
        })
    }

    /// How much is locked and until when.
    pub(super) fn lock(&self) -> String {
        match self.locked_until {
            0 => "-".to_owned(),
            until if self.now < until => format!("{} until {}", heat(self.locked), moment(until)),
            // It counts until somebody touches the position.
            until => format!("over since {}", moment(until)),
        }
    }

    pub(super) fn weight(&self) -> String {
        weight(self.weight_bps)
    }

    pub(super) fn cooling(&self) -> String {
        let parts: Vec<String> = self.unbondings.iter().map(UnbondingView::text).collect();
        if parts.is_empty() { "-".to_owned() } else { parts.join(", ") }
    }
}

impl UnbondingView {
    fn text(&self) -> String {
        let amount = heat(self.amount);
        if self.ready { format!("{amount} ready") } else { format!("{amount} until {}", moment(self.unlock_at)) }
    }
}

#[cfg(test)]
pub(in crate::cli) mod tests {
    use furnace_client::accounts::{Books, Found, Pool, Position, ProgramAccount, StakerFees};
    use solana_address::Address;

    use super::*;

    fn blank<T: ProgramAccount>() -> T {
        T::parse(&vec![0; T::SIZE]).expect("zeros are an account")
    }

    /// 50 HEAT of the 100 in a pool, nothing locked or earned.
    pub(in crate::cli) fn holding() -> Holding {
        let (mut pool, mut position): (Pool, Position) = (blank(), blank());
        (pool.active, pool.active_shares, pool.weighted_shares) = (100_000_000, 100_000_000, 100_000_000);
        (position.shares, position.weighted_shares) = (50_000_000, 50_000_000);
        let books = Books::at(&pool, &blank::<StakerFees>(), 1_700_000_000, 86_400).expect("sound books");
        Holding {
            pool: Found { address: Address::new_from_array([1; 32]), data: pool },
            position: Found { address: Address::new_from_array([2; 32]), data: position },
            books,
        }
    }

    #[test]
    fn a_view_tells_risk_lock_and_what_is_owed() {
        let mut holding = holding();
        let now = holding.books.now;
        let position = &mut holding.position.data;
        (position.locked_shares, position.lock_until, position.weighted_shares) = (20_000_000, now + 1, 60_000_000);
        (position.unbonding_shares[3], position.unlock_at[3]) = (7_000_000, now);
        position.income[1].owed = 5 << 32;
        (holding.pool.data.unbonding, holding.pool.data.unbonding_shares) = (7_000_000, 7_000_000);
        let view = PositionView::new(&holding).expect("a view");
        assert_eq!((view.staked, view.at_risk), (50_000_000, 57_000_000));
        assert_eq!(view.lock(), "20 HEAT until 2023-11-14T22:13:21Z");
        assert_eq!((view.weight(), view.cooling()), ("1.20x".to_owned(), "7 HEAT ready".to_owned()));
        assert_eq!((view.claimable, view.unbondings[0].number), (Both { heat: 0, usd: 5 }, 3));
        let document = serde_json::to_value(&view).expect("JSON");
        assert_eq!(
            (&document["estimate"]["apr_bps"], &document["locked"]),
            (&serde_json::Value::Null, &20_000_000.into())
        );
    }
}
