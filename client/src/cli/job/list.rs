//! `furnace job list`

use clap::Args;
use furnace_client::accounts::JobState;
use serde::Serialize;

use super::view::{JobView, state_of};
use crate::cli::{
    context::Context,
    report::{Report, listing, moment},
    whose::Whose,
};

/// List jobs, oldest first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace job list --state open\n  furnace job list --mine --json")]
pub(in crate::cli) struct List {
    /// Only jobs in a state: open, assigned, running, review, disputed, settled, cancelled,
    /// expired or failed.
    #[arg(long, value_parser = state_of)]
    state: Option<JobState>,
    #[command(flatten)]
    whose: Whose,
}

#[derive(Serialize)]
struct Jobs {
    jobs: Vec<JobView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let filter = command.whose.in_state(command.state, context)?;
    let found = context.furnace()?.jobs(&filter).await?;
    context.output.result(&Jobs { jobs: found.iter().map(JobView::from).collect() })
}

impl Report for Jobs {
    fn text(&self, colour: bool) -> String {
        let rows = self.jobs.iter().map(|job| {
            vec![
                job.job.clone(),
                job.state.clone(),
                job.quote.price(job.price),
                moment(job.posted_at),
                job.worker.clone().unwrap_or_else(|| "-".to_owned()),
            ]
        });
        listing(colour, &["JOB", "STATE", "PRICE", "POSTED", "WORKER"], rows)
    }
}
