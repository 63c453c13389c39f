//! `furnace vote`

mod total;
mod weight;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Vote {
    Weight(weight::Weight),
    Total(total::Total),
}

pub(super) async fn run(command: Vote, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Vote::Weight(command) => weight::run(command, context).await,
        Vote::Total(command) => total::run(command, context).await,
    }
}
