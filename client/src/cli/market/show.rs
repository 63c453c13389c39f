//! `furnace market show`

use clap::Args;
use furnace_client::accounts::Market;
use solana_address::Address;

use super::view::MarketView;
use crate::cli::{
    context::Context,
    report::{Report, percent, properties, span},
};

/// Show a market's terms.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace market show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Show {
    /// The market, as 'furnace market list' names it.
    market: Address,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let market = context.furnace()?.get::<Market>(&command.market).await?;
    context.output.result(&MarketView::from(&market))
}

impl Report for MarketView {
    fn text(&self, colour: bool) -> String {
        let multiplier = format!("{}.{:02}x", self.class_multiplier / 100, self.class_multiplier % 100);
        properties(
            colour,
            [
                ("market", self.market.clone()),
                ("name", self.name.clone()),
                ("opener", self.opener.clone()),
                ("paid in", self.payment_mint.clone()),
                ("least GPUs", self.hardware()),
                ("stake multiplier", multiplier),
                ("longest job", span(self.max_job_seconds)),
                ("review", span(self.review_seconds)),
                ("collateral", format!("{} of the price", percent(self.collateral_bps))),
                ("take", format!("{} of the price", percent(self.take_bps))),
                ("burned", format!("{} of the take", percent(self.burn_bps))),
            ],
        )
    }
}
