//! `furnace market list`

use clap::Args;
use serde::Serialize;

use super::view::MarketView;
use crate::cli::{
    context::Context,
    report::{Report, listing, percent, span},
};

/// List the markets that take orders, the official ones first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace market list\n  furnace market list --official --json")]
pub(in crate::cli) struct List {
    /// Only those that the protocol's authority lists.
    #[arg(long)]
    official: bool,
    /// Closed ones too.
    #[arg(long, conflicts_with = "official")]
    closed: bool,
}

#[derive(Serialize)]
struct Markets {
    markets: Vec<MarketView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let found = context.furnace()?.markets().await?;
    let markets = found.iter().map(MarketView::from);
    let asked = markets.filter(|market| (command.closed || !market.closed) && (!command.official || market.official));
    let mut markets: Vec<MarketView> = asked.collect();
    markets.sort_by_key(|market| !market.official);
    context.output.result(&Markets { markets })
}

impl Report for Markets {
    fn text(&self, colour: bool) -> String {
        let rows = self.markets.iter().map(|market| {
            vec![
                market.market.clone(),
                market.name.clone(),
                market.standing().to_owned(),
                market.quoted().to_owned(),
                market.modes.join(", "),
                market.hardware(),
                span(market.max_job_seconds),
                span(market.review_seconds),
                percent(market.collateral_bps),
                market.audits(),
                percent(market.take_bps),
            ]
        });
        let headings = [
            "MARKET",
            "NAME",
            "STATE",
            "PRICES IN",
            "TAKES",
            "LEAST GPUS",
            "LONGEST JOB",
            "REVIEW",
            "COLLATERAL",
            "AUDITS",
            "TAKE",
        ];
        listing(colour, &headings, rows)
    }
}
