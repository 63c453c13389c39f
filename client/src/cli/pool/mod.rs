//! `furnace pool`

mod close;
mod create;
mod list;
mod set_commission;
mod show;
mod view;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Pool {
    Create(create::Create),
    Show(show::Show),
    List(list::List),
    SetCommission(set_commission::SetCommission),
    Close(close::Close),
}

pub(super) async fn run(command: Pool, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Pool::Create(command) => create::run(command, context).await,
        Pool::Show(command) => show::run(command, context).await,
        Pool::List(command) => list::run(command, context).await,
        Pool::SetCommission(command) => set_commission::run(command, context).await,
        Pool::Close(command) => close::run(command, context).await,
    }
}
