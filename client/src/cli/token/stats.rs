//! `furnace token stats`

use clap::Args;
use furnace_client::furnace::Statistics;
use serde::Serialize;

use crate::cli::{
    context::Context,
    report::{Report, heat, properties},
};

/// Show the token in numbers: minted, burned, staked, slashed.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token stats --json")]
pub(in crate::cli) struct Stats {}

#[derive(Serialize)]
struct StatisticsView {
    genesis: u64,
    emitted: u64,
    supply: u64,
    burned: u64,
    burned_by_slashing: u64,
    slashed: u64,
    treasury: u64,
    staked: u64,
    unbonding: u64,
    fees: u64,
}

pub(super) async fn run(_: Stats, context: &Context<'_>) -> anyhow::Result<()> {
    let statistics = context.furnace()?.statistics().await?;
    context.output.result(&StatisticsView::from(statistics))
}

impl From<Statistics> for StatisticsView {
    fn from(statistics: Statistics) -> Self {
        Self {
            genesis: statistics.genesis,
            emitted: statistics.emitted,
            supply: statistics.supply,
            burned: statistics.burned,
            burned_by_slashing: statistics.burned_by_slashing,
            slashed: statistics.slashed,
            treasury: statistics.treasury,
            staked: statistics.staked,
            unbonding: statistics.unbonding,
            fees: statistics.fees,
        }
    }
}

impl Report for StatisticsView {
    fn text(&self, colour: bool) -> String {
        properties(
            colour,
            [
                ("minted at genesis", heat(self.genesis)),
                ("emitted since", heat(self.emitted)),
                ("burned", heat(self.burned)),
                ("of it by slashing", heat(self.burned_by_slashing)),
                ("supply", heat(self.supply)),
                ("treasury", heat(self.treasury)),
                ("staked", heat(self.staked)),
                ("cooling down", heat(self.unbonding)),
                ("slashed", heat(self.slashed)),
                ("fees collected", heat(self.fees)),
            ],
        )
    }
}
