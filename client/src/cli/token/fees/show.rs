//! `furnace token fees show`

use clap::Args;
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    context::Context,
    report::{Report, listing},
};

/// Show the fees that markets collected and nobody has divided yet.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token fees show")]
pub(in crate::cli) struct Show {
    /// Only of one market.
    #[arg(long)]
    market: Option<Address>,
}

#[derive(Serialize)]
struct CollectedView {
    vaults: Vec<Vault>,
}

#[derive(Serialize)]
struct Vault {
    market: String,
    mint: String,
    amount: u64,
    #[serde(skip)]
    text: String,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let collected = context.furnace()?.fees_collected(command.market.as_ref()).await?;
    let vaults = collected.iter().map(|vault| Vault {
        market: vault.market.to_string(),
        mint: vault.mint.address().to_string(),
        amount: vault.amount,
        text: super::amount(vault),
    });
    context.output.result(&CollectedView { vaults: vaults.collect() })
}

impl Report for CollectedView {
    fn text(&self, colour: bool) -> String {
        let rows = self.vaults.iter().map(|vault| vec![vault.market.clone(), vault.text.clone()]);
        listing(colour, &["MARKET", "COLLECTED"], rows)
    }
}
