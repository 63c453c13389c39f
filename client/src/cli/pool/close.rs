//! `furnace pool close`

use clap::Args;
use furnace_client::pda;
use solana_signer::Signer;

use crate::cli::{context::Context, failure::refusal, report::Receipt};

/// Close your empty pool; the commission that is left is paid to you, and the rent goes back to who paid it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace pool close")]
pub(in crate::cli) struct Close {}

pub(super) async fn run(_: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let address = wallet.pubkey();
    let furnace = context.furnace()?;
    let pool = furnace.pool(&address).await?.ok_or_else(|| refusal(format!("{address} has no stake pool")))?;
    if furnace.operator(&address).await?.is_some() {
        let registered = refusal(format!("{address} is still registered as an operator"));
        return Err(registered
            .hint("retire its workers, then 'furnace operator close', which takes six days after the last one")
            .into());
    }
    if pool.data.positions > 0 {
        let held = refusal(format!("{} positions are still open in the pool", pool.data.positions));
        return Err(held.hint("'furnace pool show' lists them; an empty one closes with 'furnace stake close'").into());
    }
    let signature = furnace.pool_close(&wallet).await?;
    let pool = pda::pool(&address).to_string();
    let receipt = Receipt::new(signature, format!("closed pool {pool}"));
    context.output.result(&receipt.with("pool", pool))
}
