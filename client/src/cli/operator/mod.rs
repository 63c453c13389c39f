//! `furnace operator`

mod close;
mod register;
mod show;
mod withdraw;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Operator {
    Register(register::Register),
    Show(show::Show),
    Withdraw(withdraw::Withdraw),
    Close(close::Close),
}

pub(super) async fn run(command: Operator, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Operator::Register(command) => register::run(command, context).await,
        Operator::Show(command) => show::run(command, context).await,
        Operator::Withdraw(command) => withdraw::run(command, context).await,
        Operator::Close(command) => close::run(command, context).await,
    }
}
