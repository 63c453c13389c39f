//! `furnace verifier close`

use clap::Args;
use solana_signer::Signer;

use crate::cli::{context::Context, report::Receipt};

/// Close your account as a verifier once there is nothing in it; the rent goes back to whoever paid it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace verifier close")]
pub(in crate::cli) struct Close {}

pub(super) async fn run(_: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let verifier = super::of(&furnace, &wallet.pubkey()).await?;
    let signature = furnace.verifier_close(&wallet).await?;
    let receipt = Receipt::new(signature, format!("closed verifier {}", verifier.address))
        .with("verifier", verifier.address.to_string())
        .with("rent_payer", verifier.data.rent_payer.to_string());
    context.output.result(&receipt)
}
