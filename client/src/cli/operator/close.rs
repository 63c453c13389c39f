//! `furnace operator close`

use clap::Args;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, moment},
};

/// Stop being an operator, once all workers are retired; the rent goes back to who paid it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace operator close")]
pub(in crate::cli) struct Close {}

pub(super) async fn run(_: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let address = wallet.pubkey();
    let furnace = context.furnace()?;
    let operator = furnace.operator(&address).await?;
    let operator = operator.ok_or_else(|| refusal(format!("{address} is no operator")))?;
    if operator.data.workers > 0 {
        let busy = refusal(format!("{} workers are not retired", operator.data.workers));
        return Err(busy.hint("'furnace worker list --mine' names them; end each with 'furnace worker retire'").into());
    }
    let now = furnace.chain().clock().await?.unix_timestamp;
    if now < operator.data.leaving_until {
        let lately = refusal("a worker retired too lately; its points of the last epochs may still be recorded");
        return Err(lately.hint(format!("the book closes from {} on", moment(operator.data.leaving_until))).into());
    }
    let signature = furnace.operator_close(&wallet).await?;
    let operator = operator.address.to_string();
    let receipt = Receipt::new(signature, format!("closed the operator's book {operator}"));
    context.output.result(&receipt.with("operator", operator))
}
