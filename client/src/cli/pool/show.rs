//! `furnace pool show`

use clap::Args;
use furnace_client::accounts::{Pool, Position};
use serde::Serialize;
use solana_address::Address;

use super::view::PoolView;
use crate::cli::{
    amounts::weight,
    context::Context,
    failure::refusal,
    report::{Report, heat, listing, moment, properties},
    stake::operator_of,
};

/// Show an operator's stake pool: what it earns, who staked in it and what cools down.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace pool show\n  furnace pool show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --json"
)]
pub(in crate::cli) struct Show {
    /// The operator's wallet, or the pool [default: your own].
    operator: Option<Address>,
}

#[derive(Serialize)]
struct PoolAndPositions {
    #[serde(flatten)]
    pool: PoolView,
    positions: Vec<PositionView>,
}

#[derive(Serialize)]
struct PositionView {
    owner: String,
    shares: u64,
    staked: u64,
    locked_until: i64,
    /// 10000 is 1x.
    weight_bps: u64,
    unbondings: Vec<UnbondingView>,
}

#[derive(Serialize)]
struct UnbondingView {
    amount: u64,
    unlock_at: i64,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let operator = operator_of(&furnace, context.address_or_own(command.operator)?).await?;
    let (present, pool) = furnace.pool_at_present(&operator).await?;
    let pool = pool.ok_or_else(|| {
        refusal(format!("{operator} has no stake pool")).hint("an operator opens its pool with 'furnace pool create'")
    })?;
    let positions = furnace.positions_in(&pool.address).await?;
    let positions = positions.iter().map(|position| PositionView::new(&position.data, &pool.data)).collect();
    context.output.result(&PoolAndPositions { pool: PoolView::new(&present, &pool)?, positions })
}

impl PositionView {
    fn new(position: &Position, pool: &Pool) -> Self {
        let unbondings = position.unbondings(pool).into_iter();
        Self {
            owner: position.owner.to_string(),
            shares: position.shares,
            staked: position.staked(pool),
            locked_until: position.lock_until,
            weight_bps: position.weight_bps(),
            unbondings: unbondings
                .map(|unbonding| UnbondingView { amount: unbonding.amount, unlock_at: unbonding.unlock_at })
                .collect(),
        }
    }

    fn row(&self) -> Vec<String> {
        let cooling = self.unbondings.iter();
        let cooling = cooling.map(|part| format!("{} until {}", heat(part.amount), moment(part.unlock_at)));
        vec![
            self.owner.clone(),
            heat(self.staked),
            weight(self.weight_bps),
            moment(self.locked_until),
            cooling.collect::<Vec<_>>().join(", "),
        ]
    }
}

impl Report for PoolAndPositions {
    fn text(&self, colour: bool) -> String {
        let Self { pool, positions } = self;
        let properties = properties(
            colour,
            [
                ("pool", pool.pool.clone()),
                ("operator", pool.operator.clone()),
                ("active stake", heat(pool.active)),
                ("of it own", heat(pool.own)),
                ("cooling down", heat(pool.unbonding)),
                ("a slash can reach", heat(pool.at_risk)),
                ("slashed so far", heat(pool.slashed)),
                ("delegations", pool.delegations()),
                ("weight in fees", pool.weighed()),
                ("commission", pool.commission()),
                ("to stakers, last epoch", pool.income.last_epoch.text()),
                ("this epoch", pool.income.this_epoch.text()),
                ("booked for the next", pool.income.next_epoch.text()),
                ("a year, unlocked (estimate)", pool.estimate.text()),
                ("positions", pool.position_count.to_string()),
            ],
        );
        let headings = ["OWNER", "STAKED", "WEIGHT", "LOCKED UNTIL", "COOLING DOWN"];
        format!("{properties}\n\n{}", listing(colour, &headings, positions.iter().map(PositionView::row)))
    }
}
