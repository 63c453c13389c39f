//! `furnace worker`

mod convict;
mod list;
mod register;
mod retire;
mod show;
mod view;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Worker {
    Register(register::Register),
    List(list::List),
    Show(show::Show),
    Retire(retire::Retire),
    Convict(convict::Convict),
}

pub(super) async fn run(command: Worker, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Worker::Register(command) => register::run(command, context).await,
        Worker::List(command) => list::run(command, context).await,
        Worker::Show(command) => show::run(command, context).await,
        Worker::Retire(command) => retire::run(command, context).await,
        Worker::Convict(command) => convict::run(command, context).await,
    }
}
