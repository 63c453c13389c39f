//! `furnace token auction start`

use clap::Args;

use crate::cli::{
    amounts::usd,
    context::Context,
    failure::refusal,
    report::{Receipt, moment},
};

/// Put a lot up for sale where none is. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token auction start")]
pub(in crate::cli) struct Start {}

pub(super) async fn run(_: Start, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let (present, auction, held) = furnace.auction().await?;
    let parameters = &present.governance.parameters;
    if auction.data.is_running() {
        let running = refusal(format!("a lot is for sale since {}", moment(auction.data.lot_started_at)));
        return Err(running.hint("buy of it with 'furnace token auction buy'").into());
    }
    if held < parameters.min_lot {
        let small = refusal(format!("{} are there, and a lot takes {}", usd(held), usd(parameters.min_lot)));
        return Err(small.hint("'furnace token fees distribute' brings what markets collected in dollars").into());
    }
    let signature = furnace.auction_start(&context.wallet()?).await?;
    let size = held.min(parameters.max_lot);
    let receipt = Receipt::new(signature, format!("put {} up for sale", usd(size)));
    context.output.result(&receipt.with("auction", auction.address.to_string()).with("lot_usd", size))
}
