//! `furnace stake add`

use clap::Args;
use furnace_client::heat::Heat;
use solana_signer::Signer;

use crate::cli::context::Context;

/// Stake HEAT in your own pool.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace stake add 500")]
pub(in crate::cli) struct Add {
    /// HEAT to stake, for example 500 or 12.5.
    amount: Heat,
}

pub(super) async fn run(command: Add, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    super::put_in(context, wallet.pubkey(), &wallet, command.amount).await
}
