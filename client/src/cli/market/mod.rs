//! `furnace market`

mod close;
mod list;
mod official;
mod open;
mod show;
mod view;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Market {
    Open(open::Open),
    List(list::List),
    Show(show::Show),
    Close(close::Close),
    Official(official::Official),
}

pub(super) async fn run(command: Market, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Market::Open(command) => open::run(command, context).await,
        Market::List(command) => list::run(command, context).await,
        Market::Show(command) => show::run(command, context).await,
        Market::Close(command) => close::run(command, context).await,
        Market::Official(command) => official::run(command, context).await,
    }
}
