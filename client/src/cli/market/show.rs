//! `furnace market show`

use clap::Args;
use furnace_client::accounts::Market;
use solana_address::Address;

use super::view::MarketView;
use crate::cli::{
    context::Context,
    quote::Quote,
    report::{Report, percent, properties, span},
};

/// Show a market's terms and what was bought on them.
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
        let regions = self.regions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let orders = format!("{} settled, {} failed, {} unclaimed", self.settled, self.failed, self.unclaimed);
        let paid = format!("{} for {}", Quote::plain(self.paid_in).money(self.paid), span(self.busy_seconds));
        properties(
            colour,
            [
                ("market", self.market.clone()),
                ("name", self.name.clone()),
                ("state", self.standing().to_owned()),
                ("opener", self.opener.clone()),
                ("prices in", self.quoted().to_owned()),
                ("mint", self.payment_mint.clone()),
                ("takes", self.modes.join(", ")),
                ("least GPUs", self.hardware()),
                ("certificate", self.certificate()),
                ("regions", if regions.is_empty() { "any".to_owned() } else { regions }),
                ("stake multiplier", multiplier),
                ("longest job", span(self.max_job_seconds)),
                ("longest lease", span(self.max_lease_seconds)),
                ("review", span(self.review_seconds)),
                ("grace without funds", span(self.grace_seconds)),
                ("notice of workers", span(self.notice_seconds)),
                ("collateral", self.at_risk()),
                ("results audited", self.audits()),
                ("take", format!("{} of the price", percent(self.take_bps))),
                ("burned", format!("{} of the take", percent(self.burn_bps))),
                ("jobs, closed", orders),
                ("paid, closed", paid),
            ],
        )
    }
}
