//! `furnace token emission grant`

use clap::Args;
use furnace_common::proof::points_from;
use solana_address::Address;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, moment},
};

/// Give a worker its points of the epoch before, for what its GPUs proved in it. Anyone may.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace token emission grant --worker 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Grant {
    /// The worker, as 'furnace worker list' names it.
    #[arg(long)]
    worker: Address,
}

pub(super) async fn run(command: Grant, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let emission = furnace.emission().await?;
    let Some(epoch) = furnace.grantable(&command.worker, &emission).await? else {
        let nothing =
            refusal(format!("the worker has no points of epoch {} to be given", emission.epoch.saturating_sub(1)));
        return Err(nothing.hint("'furnace worker show' tells when it proved a GPU").into());
    };
    let from = points_from(epoch, emission.present.governance.epoch_seconds).unwrap_or(i64::MAX);
    if emission.present.now < from {
        let early = refusal(format!("points of epoch {epoch} are given from {} on", moment(from)));
        return Err(early.into());
    }
    let signature = furnace.points_grant(&context.wallet()?, &command.worker, epoch).await?;
    let receipt = Receipt::new(signature, format!("gave the worker its points of epoch {epoch}"));
    context.output.result(&receipt.with("worker", command.worker.to_string()).with("epoch", epoch))
}
