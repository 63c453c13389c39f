//! `furnace pool set-commission`

use clap::Args;
use furnace_client::accounts::Pool;
use furnace_client::pda;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    report::{Receipt, moment, percent},
};

/// Announce your commission; it holds from the epoch after the next, so that delegators can leave before.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace pool set-commission 800")]
pub(in crate::cli) struct SetCommission {
    /// Your part of what your workers earn, in basis points (100 is 1%).
    #[arg(value_parser = clap::value_parser!(u16).range(0..=10_000))]
    commission_bps: u16,
}

pub(super) async fn run(command: SetCommission, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let signature = furnace.commission_set(&wallet, command.commission_bps).await?;
    let pool = furnace.get::<Pool>(&pda::pool(&wallet.pubkey())).await?;
    let from = pool.data.announced_commission().map_or(0, |(_, epoch)| epoch);
    let begins = furnace.present().await?.epoch_begins(from);
    let commission = percent(command.commission_bps);
    let receipt = Receipt::new(signature, format!("the commission will be {commission} from {}", moment(begins)))
        .with("pool", pool.address.to_string())
        .with("commission_bps", command.commission_bps)
        .with("from_epoch", from)
        .with("from", begins);
    context.output.result(&receipt)
}
