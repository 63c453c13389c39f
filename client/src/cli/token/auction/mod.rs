//! `furnace token auction`

mod buy;
mod show;
mod start;

use clap::Subcommand;

use crate::cli::context::Context;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Auction {
    Show(show::Show),
    Start(start::Start),
    Buy(buy::Buy),
}

pub(super) async fn run(command: Auction, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Auction::Show(command) => show::run(command, context).await,
        Auction::Start(command) => start::run(command, context).await,
        Auction::Buy(command) => buy::run(command, context).await,
    }
}
