//! `furnace token emission`

mod claim;
mod close;
mod grant;
mod join;
mod leave;
mod open;
mod show;

use clap::{Args, Subcommand};

use crate::cli::context::Context;

/// Show the emission schedule, the current epoch and a worker's shares, or claim them.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  furnace token emission\n  furnace token emission --hours 24 --json\n  furnace token emission --worker 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Emission {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    show: show::Show,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Claim(claim::Claim),
    Grant(grant::Grant),
    Open(open::Open),
    Close(close::Close),
    Join(join::Join),
    Leave(leave::Leave),
}

pub(super) async fn run(command: Emission, context: &Context<'_>) -> anyhow::Result<()> {
    match command.verb {
        None => show::run(command.show, context).await,
        Some(Verb::Claim(command)) => claim::run(command, context).await,
        Some(Verb::Grant(command)) => grant::run(command, context).await,
        Some(Verb::Open(command)) => open::run(command, context).await,
        Some(Verb::Close(command)) => close::run(command, context).await,
        Some(Verb::Join(command)) => join::run(command, context).await,
        Some(Verb::Leave(command)) => leave::run(command, context).await,
    }
}
