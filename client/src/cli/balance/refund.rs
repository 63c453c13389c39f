//! `furnace balance refund`

use clap::Args;
use furnace_client::pda;
use solana_address::Address;
use solana_signer::Signer;

use super::Mint;
use crate::cli::{context::Context, report::Receipt};

/// Return a sponsor's money that is not used: your own from a client's balance, or somebody's from yours.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace balance refund --client 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5\n  furnace balance refund --depositor 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Refund {
    /// The client in whose balance the money is [default: you].
    #[arg(long, value_name = "WALLET", required_unless_present = "depositor")]
    client: Option<Address>,
    /// Who put it in [default: you].
    #[arg(long, value_name = "WALLET")]
    depositor: Option<Address>,
    #[command(flatten)]
    mint: Mint,
}

pub(super) async fn run(command: Refund, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let (client, depositor) =
        (command.client.unwrap_or_else(|| wallet.pubkey()), command.depositor.unwrap_or_else(|| wallet.pubkey()));
    let furnace = context.furnace()?;
    let mint = command.mint.address(&furnace).await?;
    let account = pda::token_account(&depositor, &mint);
    let before = furnace.chain().token_balance(&account).await?;
    let signature = furnace.refund(&wallet, &client, &mint, &depositor).await?;
    let refunded = furnace.chain().token_balance(&account).await?.saturating_sub(before);
    let receipt = Receipt::new(signature, format!("returned {} to {depositor}", command.mint.text(refunded)))
        .with("balance", pda::balance(&client, &mint).to_string())
        .with("depositor", depositor.to_string())
        .with("amount", refunded);
    context.output.result(&receipt)
}
