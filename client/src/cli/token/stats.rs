//! `furnace token stats`

use clap::Args;
use furnace_client::furnace::Statistics;
use furnace_common::limits::SUPPLY_CAP;
use serde::Serialize;

use crate::cli::{
    amounts::{Both, usd},
    context::Context,
    report::{Report, heat, properties},
};

/// Show the token in numbers: minted, burned, staked, slashed, and where fees went.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token stats --json")]
pub(in crate::cli) struct Stats {}

#[derive(Serialize)]
struct StatisticsView {
    cap: u64,
    genesis: u64,
    emitted: u64,
    /// What the schedule has emitted by now.
    scheduled: u64,
    supply: u64,
    burned: u64,
    /// By settlements, and by holders who burned their own.
    burned_by_settlement: u64,
    burned_by_slashing: u64,
    burned_by_auction: u64,
    auction_sold_usd: u64,
    auction_lots: u64,
    slashed: u64,
    treasury: Both,
    staked: u64,
    unbonding: u64,
    /// Collected and not distributed yet.
    fees: Both,
    fees_to_stakers: Both,
    fees_to_treasury: Both,
    fees_to_auction_usd: u64,
}

pub(super) async fn run(_: Stats, context: &Context<'_>) -> anyhow::Result<()> {
    let statistics = context.furnace()?.statistics().await?;
    context.output.result(&StatisticsView::from(statistics))
}

impl From<Statistics> for StatisticsView {
    fn from(statistics: Statistics) -> Self {
        Self {
            cap: SUPPLY_CAP,
            genesis: statistics.genesis,
            emitted: statistics.emitted,
            scheduled: statistics.scheduled,
            supply: statistics.supply,
            burned: statistics.burned,
            burned_by_settlement: statistics.burned_otherwise(),
            burned_by_slashing: statistics.burned_by_slashing,
            burned_by_auction: statistics.burned_by_auction,
            auction_sold_usd: statistics.auction_sold,
            auction_lots: statistics.lots,
            slashed: statistics.slashed,
            treasury: statistics.treasury.into(),
            staked: statistics.staked,
            unbonding: statistics.unbonding,
            fees: statistics.fees.into(),
            fees_to_stakers: statistics.fees_to_stakers.into(),
            fees_to_treasury: statistics.fees_to_treasury.into(),
            fees_to_auction_usd: statistics.fees_to_auction,
        }
    }
}

impl Report for StatisticsView {
    fn text(&self, colour: bool) -> String {
        properties(
            colour,
            [
                ("supply", heat(self.supply)),
                ("of at most", heat(self.cap)),
                ("minted at genesis", heat(self.genesis)),
                ("emitted since", heat(self.emitted)),
                ("by the schedule", heat(self.scheduled)),
                ("burned", heat(self.burned)),
                ("of it by settlement", heat(self.burned_by_settlement)),
                ("by slashing", heat(self.burned_by_slashing)),
                ("by the auction", format!("{} for {}", heat(self.burned_by_auction), usd(self.auction_sold_usd))),
                ("lots sold out", self.auction_lots.to_string()),
                ("staked", heat(self.staked)),
                ("cooling down", heat(self.unbonding)),
                ("slashed", heat(self.slashed)),
                ("treasury", self.treasury.text()),
                ("fees to stakers", self.fees_to_stakers.text()),
                ("fees to the treasury", self.fees_to_treasury.text()),
                ("fees to the auction", usd(self.fees_to_auction_usd)),
                ("fees not divided yet", self.fees.text()),
            ],
        )
    }
}
