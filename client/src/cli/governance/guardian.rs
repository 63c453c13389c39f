//! `furnace governance guardian`

use clap::{Args, Subcommand};
use solana_address::Address;

use crate::cli::{context::Context, report::Receipt};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Guardian {
    Set(Set),
}

/// Name another guardian. By the authority.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace governance guardian set 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Set {
    /// The guardian.
    guardian: Address,
}

pub(super) async fn run(command: Guardian, context: &Context<'_>) -> anyhow::Result<()> {
    let Guardian::Set(Set { guardian }) = command;
    let signature = context.furnace()?.guardian_set(&context.wallet()?, &guardian).await?;
    let guardian = guardian.to_string();
    context.output.result(&Receipt::new(signature, format!("the guardian is {guardian}")).with("guardian", guardian))
}
