//! `furnace market official`

use clap::Args;
use solana_address::Address;

use crate::cli::{context::Context, report::Receipt};

/// List a market among the official ones, or no longer. By the protocol's authority.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace market official 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace market official 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --remove"
)]
pub(in crate::cli) struct Official {
    /// The market, as 'furnace market list' names it.
    market: Address,
    /// Take it off the list.
    #[arg(long)]
    remove: bool,
}

pub(super) async fn run(command: Official, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let official = !command.remove;
    let signature = context.furnace()?.market_list(&wallet, &command.market, official).await?;
    let sentence = match official {
        true => format!("market {} is official", command.market),
        false => format!("market {} is official no longer", command.market),
    };
    let receipt = Receipt::new(signature, sentence).with("market", command.market.to_string());
    context.output.result(&receipt.with("official", official))
}
