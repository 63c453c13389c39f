//! `furnace pool show`

use clap::Args;
use furnace_client::accounts::{Found, Pool, Position};
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Report, heat, listing, moment, percent, properties},
};

/// Show an operator's stake pool, who staked in it and what cools down.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace pool show\n  furnace pool show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --json"
)]
pub(in crate::cli) struct Show {
    /// The operator's wallet [default: your own].
    operator: Option<Address>,
}

#[derive(Serialize)]
struct PoolView {
    pool: String,
    operator: String,
    active: u64,
    own: u64,
    unbonding: u64,
    slashed: u64,
    commission_bps: u16,
    positions: Vec<PositionView>,
}

#[derive(Serialize)]
struct PositionView {
    owner: String,
    shares: u64,
    staked: u64,
    unbondings: Vec<UnbondingView>,
}

#[derive(Serialize)]
struct UnbondingView {
    amount: u64,
    unlock_at: i64,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let operator = context.address_or_own(command.operator)?;
    let furnace = context.furnace()?;
    let pool = furnace.pool(&operator).await?.ok_or_else(|| {
        refusal(format!("{operator} has no stake pool")).hint("an operator opens its pool with 'furnace pool create'")
    })?;
    let positions = furnace.positions_in(&pool.address).await?;
    context.output.result(&PoolView::new(&pool, &positions))
}

impl PoolView {
    fn new(pool: &Found<Pool>, positions: &[Found<Position>]) -> Self {
        let Found { address, data } = pool;
        Self {
            pool: address.to_string(),
            operator: data.operator.to_string(),
            active: data.active,
            own: data.own_stake(),
            unbonding: data.unbonding,
            slashed: data.slashed,
            commission_bps: data.commission_bps,
            positions: positions.iter().map(|position| PositionView::new(&position.data, data)).collect(),
        }
    }
}

impl PositionView {
    fn new(position: &Position, pool: &Pool) -> Self {
        let unbondings = position.unbondings(pool).into_iter();
        Self {
            owner: position.owner.to_string(),
            shares: position.shares,
            staked: position.staked(pool),
            unbondings: unbondings
                .map(|unbonding| UnbondingView { amount: unbonding.amount, unlock_at: unbonding.unlock_at })
                .collect(),
        }
    }

    fn row(&self) -> Vec<String> {
        let cooling = self.unbondings.iter();
        let cooling = cooling.map(|part| format!("{} until {}", heat(part.amount), moment(part.unlock_at)));
        vec![self.owner.clone(), heat(self.staked), cooling.collect::<Vec<_>>().join(", ")]
    }
}

impl Report for PoolView {
    fn text(&self, colour: bool) -> String {
        let pool = properties(
            colour,
            [
                ("pool", self.pool.clone()),
                ("operator", self.operator.clone()),
                ("active stake", heat(self.active)),
                ("of it own", heat(self.own)),
                ("cooling down", heat(self.unbonding)),
                ("slashed so far", heat(self.slashed)),
                ("commission", percent(self.commission_bps)),
            ],
        );
        let positions =
            listing(colour, &["OWNER", "STAKED", "COOLING DOWN"], self.positions.iter().map(PositionView::row));
        format!("{pool}\n\n{positions}")
    }
}
