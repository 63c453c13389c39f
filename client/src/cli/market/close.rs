//! `furnace market close`

use clap::Args;
use furnace_client::{accounts::Market, heat::Heat};
use furnace_common::limits::MARKET_BOND;
use solana_address::Address;

use crate::cli::{context::Context, failure::refusal, report::Receipt};

/// Close a market of yours to new orders, and have its bond back. What was ordered goes on.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace market close 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Close {
    /// The market, as 'furnace market list' names it.
    market: Address,
}

pub(super) async fn run(command: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let market = furnace.get::<Market>(&command.market).await?;
    if market.data.closed != 0 {
        return Err(refusal(format!("market {} is closed", market.address)).into());
    }
    let signature = furnace.market_close(&wallet, &market).await?;
    let sentence = format!("closed market {}; the bond of {} HEAT is back", market.address, Heat(MARKET_BOND));
    let receipt = Receipt::new(signature, sentence).with("market", market.address.to_string());
    context.output.result(&receipt.with("bond", MARKET_BOND))
}
