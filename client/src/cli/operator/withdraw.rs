//! `furnace operator withdraw`

use clap::Args;
use furnace_client::instructions::staking::Reward;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::Receipt,
};

/// Move earnings to your wallet.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace operator withdraw")]
pub(in crate::cli) struct Withdraw {}

pub(super) async fn run(_: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let address = wallet.pubkey();
    let furnace = context.furnace()?;
    let operator = furnace.operator(&address).await?;
    let operator = operator.ok_or_else(|| refusal(format!("{address} is no operator")))?;
    let signature = furnace.commission_claim(&wallet, Reward::Heat).await?;
    let receipt = Receipt::new(signature, format!("moved the commission to {address}"));
    context.output.result(&receipt.with("operator", operator.address.to_string()))
}
