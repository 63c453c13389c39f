//! `furnace operator register`

use clap::Args;
use furnace_client::pda;
use solana_signer::Signer;

use crate::cli::{context::Context, failure::refusal, report::Receipt};

/// Register your wallet as an operator; it needs a pool.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace operator register")]
pub(in crate::cli) struct Register {}

pub(super) async fn run(_: Register, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let address = wallet.pubkey();
    let furnace = context.furnace()?;
    if furnace.pool(&address).await?.is_none() {
        let missing = refusal(format!("{address} has no stake pool"));
        return Err(missing.hint("open one with 'furnace pool create'").into());
    }
    let signature = furnace.operator_register(&wallet).await?;
    let operator = pda::operator(&address).to_string();
    let receipt = Receipt::new(signature, format!("registered operator {operator}"));
    context.output.result(&receipt.with("operator", operator))
}
