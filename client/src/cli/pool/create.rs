//! `furnace pool create`

use clap::Args;
use furnace_client::pda;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    report::{Receipt, percent},
};

/// Open the stake pool of your wallet.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace pool create --commission-bps 500")]
pub(in crate::cli) struct Create {
    /// Your part of what your workers earn, in basis points (100 is 1%).
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u16).range(0..=10_000))]
    commission_bps: u16,
}

pub(super) async fn run(command: Create, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let signature = furnace.pool_create(&wallet, command.commission_bps).await?;
    let pool = pda::pool(&wallet.pubkey()).to_string();
    let sentence = format!("opened pool {pool} with a commission of {}", percent(command.commission_bps));
    let receipt = Receipt::new(signature, sentence).with("pool", pool).with("commission_bps", command.commission_bps);
    context.output.result(&receipt)
}
