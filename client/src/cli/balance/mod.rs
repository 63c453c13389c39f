//! `furnace balance`

mod deposit;
mod show;
mod withdraw;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Balance {
    Deposit(deposit::Deposit),
    Withdraw(withdraw::Withdraw),
    Show(show::Show),
}

pub(super) async fn run(command: Balance, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Balance::Deposit(command) => deposit::run(command, context).await,
        Balance::Withdraw(command) => withdraw::run(command, context).await,
        Balance::Show(command) => show::run(command, context).await,
    }
}
