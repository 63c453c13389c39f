//! `furnace worker list`

use clap::Args;
use furnace_client::pda;
use serde::Serialize;
use solana_address::Address;

use super::view::WorkerView;
use crate::cli::{
    context::Context,
    report::{Report, listing},
};

/// List workers.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace worker list\n  furnace worker list --mine --json")]
pub(in crate::cli) struct List {
    /// Only those of an operator's wallet.
    #[arg(long, value_name = "WALLET", conflicts_with = "mine")]
    operator: Option<Address>,
    /// Only those of your wallet.
    #[arg(long)]
    mine: bool,
    /// Retired ones too.
    #[arg(long)]
    retired: bool,
}

#[derive(Serialize)]
struct Workers {
    workers: Vec<WorkerView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = if command.mine { Some(context.address_or_own(None)?) } else { command.operator };
    let operator = wallet.map(|wallet| pda::operator(&wallet));
    let found = context.furnace()?.workers(operator.as_ref()).await?;
    let workers = found.iter().map(WorkerView::from);
    let workers = workers.filter(|worker| command.retired || !worker.retired).collect();
    context.output.result(&Workers { workers })
}

impl Report for Workers {
    fn text(&self, colour: bool) -> String {
        let rows = self.workers.iter().map(|worker| {
            vec![
                worker.worker.clone(),
                worker.standing().to_owned(),
                format!("{} x {} GiB", worker.gpus, worker.vram_gib),
                format!("{} of {}", worker.jobs, worker.max_jobs),
                worker.completed.to_string(),
                worker.failed.to_string(),
            ]
        });
        listing(colour, &["WORKER", "STATE", "GPUS", "JOBS", "COMPLETED", "FAILED"], rows)
    }
}
