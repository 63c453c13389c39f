//! `furnace worker convict`

use clap::Args;
use solana_address::Address;

use crate::cli::{context::Context, report::Receipt};

/// Report a worker that opened a wrong proof of a GPU.
///
/// A tenth of its operator's pool is taken, once and for all. A tenth of that, 100 HEAT at most, is yours; you pay the
/// rent of the record.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace worker convict 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --gpu 0")]
pub(in crate::cli) struct Convict {
    /// The worker, as 'furnace worker list' names it.
    worker: Address,
    /// Which of its GPUs, from 0.
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    gpu: u8,
}

pub(super) async fn run(command: Convict, context: &Context<'_>) -> anyhow::Result<()> {
    let Convict { worker, gpu } = command;
    let signature = context.furnace()?.proof_punish(&context.wallet()?, &worker, gpu).await?;
    let receipt = Receipt::new(signature, format!("worker {worker} was punished for a wrong proof of its GPU {gpu}"));
    context.output.result(&receipt.with("worker", worker.to_string()))
}
