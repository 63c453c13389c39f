//! `furnace token`

mod stats;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Token {
    Stats(stats::Stats),
}

pub(super) async fn run(command: Token, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Token::Stats(command) => stats::run(command, context).await,
    }
}
