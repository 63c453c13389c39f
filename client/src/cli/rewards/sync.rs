//! `furnace rewards sync`

use clap::Args;
use furnace_client::pda;
use solana_address::Address;

use crate::cli::{context::Context, failure::refusal, report::Receipt, stake::operator_of};

/// Book what came in for a pool, so that it is paid out over the next epoch. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace rewards sync 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Sync {
    /// The pool, or its operator's wallet [default: your own].
    pool: Option<Address>,
}

pub(super) async fn run(command: Sync, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let operator = operator_of(&furnace, context.address_or_own(command.pool)?).await?;
    if furnace.pool(&operator).await?.is_none() {
        return Err(refusal(format!("{operator} has no stake pool")).into());
    }
    let signature = furnace.rewards_sync(&context.wallet()?, &operator).await?;
    let pool = pda::pool(&operator).to_string();
    let receipt = Receipt::new(signature, format!("booked what came in for pool {pool}"));
    context.output.result(&receipt.with("pool", pool))
}
