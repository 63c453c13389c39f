//! `furnace verifier leave`

use clap::Args;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, moment},
};

/// Be drawn for no committee any more. The bond is free 35 days later, when every vote that you committed to is settled.
///
/// It cannot be taken back: a verifier that left withdraws, closes, and registers again.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace verifier leave")]
pub(in crate::cli) struct Leave {}

pub(super) async fn run(_: Leave, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let verifier = super::of(&furnace, &wallet.pubkey()).await?;
    if verifier.data.is_leaving() {
        let left = refusal(format!("verifier {} has left", verifier.address));
        return Err(left.hint(format!("its bond is free at {}", moment(verifier.data.free_at))).into());
    }
    let signature = furnace.verifier_leave(&wallet).await?;
    let free_at = super::of(&furnace, &wallet.pubkey()).await?.data.free_at;
    let sentence = format!("verifier {} leaves; its bond is free at {}", verifier.address, moment(free_at));
    let receipt = Receipt::new(signature, sentence).with("verifier", verifier.address.to_string());
    context.output.result(&receipt.with("free_at", free_at))
}
