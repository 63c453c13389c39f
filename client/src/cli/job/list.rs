//! `furnace job list`

use clap::Args;
use furnace_client::accounts::{JobFilter, JobState};
use serde::Serialize;
use solana_address::Address;

use super::view::{JobView, state_of};
use crate::cli::{
    context::Context,
    report::{Report, listing, moment},
};

/// List jobs, oldest first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace job list --state open\n  furnace job list --mine --json")]
pub(in crate::cli) struct List {
    /// Only jobs in a state: open, assigned, running, review, disputed, settled, cancelled,
    /// expired or failed.
    #[arg(long, value_parser = state_of)]
    state: Option<JobState>,
    /// Only jobs that you posted.
    #[arg(long, conflicts_with = "client")]
    mine: bool,
    /// Only jobs that a wallet posted.
    #[arg(long, value_name = "WALLET")]
    client: Option<Address>,
    /// Only jobs of a market.
    #[arg(long)]
    market: Option<Address>,
    /// Only jobs that a worker holds or held.
    #[arg(long)]
    worker: Option<Address>,
}

#[derive(Serialize)]
struct Jobs {
    jobs: Vec<JobView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let client = if command.mine { Some(context.address_or_own(None)?) } else { command.client };
    let filter = JobFilter {
        state: command.state,
        client,
        market: command.market,
        worker: command.worker,
        ..JobFilter::default()
    };
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
