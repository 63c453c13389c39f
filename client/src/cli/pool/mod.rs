//! `furnace pool`

mod create;
mod show;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Pool {
    Create(create::Create),
    Show(show::Show),
}

pub(super) async fn run(command: Pool, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Pool::Create(command) => create::run(command, context).await,
        Pool::Show(command) => show::run(command, context).await,
    }
}
