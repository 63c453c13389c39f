//! `furnace governance`

mod apply;
mod authority;
mod cancel;
mod guardian;
mod pause;
mod propose;
mod show;

use clap::Subcommand;

use super::context::Context;

#[derive(Debug, Subcommand)]
pub(super) enum Governance {
    Show(show::Show),
    Pause(pause::Pause),
    Unpause(pause::Unpause),
    Propose(propose::Propose),
    Apply(apply::Apply),
    Cancel(cancel::Cancel),
    /// The role that changes parameters: offer it, accept it.
    #[command(subcommand)]
    Authority(authority::Authority),
    /// The role that pauses.
    #[command(subcommand)]
    Guardian(guardian::Guardian),
}

pub(super) async fn run(command: Governance, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Governance::Show(command) => show::run(command, context).await,
        Governance::Pause(command) => pause::pause(command, context).await,
        Governance::Unpause(command) => pause::unpause(command, context).await,
        Governance::Propose(command) => propose::run(command, context).await,
        Governance::Apply(command) => apply::run(command, context).await,
        Governance::Cancel(command) => cancel::run(command, context).await,
        Governance::Authority(command) => authority::run(command, context).await,
        Governance::Guardian(command) => guardian::run(command, context).await,
    }
}
