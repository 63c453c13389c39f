//! `furnace job show`

use clap::Args;

use super::{Target, view::JobView};
use crate::cli::context::Context;

/// Show a job.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Show {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let job = command.target.read(&context.furnace()?).await?;
    context.output.result(&JobView::from(&job))
}
