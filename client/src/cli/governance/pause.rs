//! `furnace governance pause` and `unpause`

use clap::{Args, ValueEnum};
use furnace_common::pause as bits;

use crate::cli::{context::Context, report::Receipt};

/// Stop new stakes, new jobs, or both; exits, refunds and settlements go on. By the guardian or the authority.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace governance pause jobs")]
pub(in crate::cli) struct Pause {
    /// What to stop.
    what: What,
}

/// Let them go on. By the authority.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace governance unpause all")]
pub(in crate::cli) struct Unpause {
    /// What goes on.
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Stakes,
    Jobs,
    All,
}

impl What {
    fn bits(self) -> u8 {
        match self {
            Self::Stakes => bits::STAKES,
            Self::Jobs => bits::JOBS,
            Self::All => bits::ALL,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Stakes => "new stakes",
            Self::Jobs => "new jobs",
            Self::All => "new stakes and new jobs",
        }
    }
}

pub(super) async fn pause(command: Pause, context: &Context<'_>) -> anyhow::Result<()> {
    let signature = context.furnace()?.pause(&context.wallet()?, command.what.bits()).await?;
    context.output.result(&Receipt::new(signature, format!("{} are paused", command.what.name())))
}

pub(super) async fn unpause(command: Unpause, context: &Context<'_>) -> anyhow::Result<()> {
    let signature = context.furnace()?.unpause(&context.wallet()?, command.what.bits()).await?;
    context.output.result(&Receipt::new(signature, format!("{} go on", command.what.name())))
}
