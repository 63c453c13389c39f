//! `furnace market list`

use clap::Args;
use serde::Serialize;

use super::view::MarketView;
use crate::cli::{
    context::Context,
    report::{Report, listing, percent, span},
};

/// List the markets.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace market list")]
pub(in crate::cli) struct List {}

#[derive(Serialize)]
struct Markets {
    markets: Vec<MarketView>,
}

pub(super) async fn run(_: List, context: &Context<'_>) -> anyhow::Result<()> {
    let found = context.furnace()?.markets().await?;
    context.output.result(&Markets { markets: found.iter().map(MarketView::from).collect() })
}

impl Report for Markets {
    fn text(&self, colour: bool) -> String {
        let rows = self.markets.iter().map(|market| {
            vec![
                market.market.clone(),
                market.name.clone(),
                market.hardware(),
                span(market.max_job_seconds),
                span(market.review_seconds),
                percent(market.collateral_bps),
                percent(market.take_bps),
            ]
        });
        listing(colour, &["MARKET", "NAME", "LEAST GPUS", "LONGEST JOB", "REVIEW", "COLLATERAL", "TAKE"], rows)
    }
}
