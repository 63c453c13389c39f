//! `furnace job accept`

use anyhow::Context as _;
use clap::Args;
use furnace_client::accounts::JobState;

use super::{Target, require_state, result, view::JobView};
use crate::cli::{context::Context, report::heat};

/// Accept a result, which pays the worker at once. Every file is verified first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job accept 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Accept {
    #[command(flatten)]
    target: Target,
    /// Accept without looking at the files.
    #[arg(long)]
    no_verify: bool,
}

pub(super) async fn run(command: Accept, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Review], "only a job in review can be accepted")?;
    if !command.no_verify {
        let progress = context.output.progress("verifying the result");
        let (store, manifest) = result::open(&job).await?;
        manifest.verify(&store).await.context("verifying the result")?;
        drop(progress);
        context.output.note(format!(
            "every hash is right: {} bytes in {} file(s)",
            manifest.total_bytes(),
            manifest.files().len()
        ));
    }
    let signature = furnace.job_accept(&wallet, &job).await?;
    let settled = JobView::from(&command.target.read(&furnace).await?);
    let mut receipt = command.target.receipt(signature, JobState::Settled, "accepted and settled job");
    if let Some(parts) = &settled.settlement {
        context.output.note(format!(
            "paid {}, burned {}, fee {}",
            heat(parts.paid),
            heat(parts.burned),
            heat(parts.fee)
        ));
        receipt = receipt.with("paid", parts.paid).with("burned", parts.burned).with("fee", parts.fee);
    }
    context.output.result(&receipt)
}
