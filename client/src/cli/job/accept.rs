//! `furnace job accept`

use anyhow::Context as _;
use clap::Args;
use furnace_client::{accounts::JobState, furnace::Sweep};
use furnace_common::state::CrewKind;

use super::{Target, require_state, result, view::JobView};
use crate::cli::{context::Context, finishing::finish};

/// Accept a result, which pays every worker at once. Every file is verified first.
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
        let (store, parts) = result::open(&furnace, &job).await?;
        for part in &parts {
            part.manifest.verify(&store).await.context("verifying the result")?;
        }
        drop(progress);
        let bytes: u64 = parts.iter().map(|part| part.manifest.total_bytes()).sum();
        let files: usize = parts.iter().map(|part| part.manifest.files().len()).sum();
        context.output.note(format!("every hash is right: {bytes} bytes in {files} file(s)"));
    }
    let signature = match job.data.crew() {
        Some(CrewKind::Gang) => furnace.crew_accept(&wallet, &job).await?,
        _ => furnace.job_accept(&wallet, &job).await?,
    };
    let further = finish(&furnace, &wallet, &job.address, Sweep::default(), context).await?;
    let settled = JobView::from(&command.target.read(&furnace).await?);
    let further: Vec<String> = further.iter().map(ToString::to_string).collect();
    let mut receipt = command.target.receipt(signature, JobState::Settled, "accepted and settled job");
    receipt = receipt.with("further_signatures", further);
    if let Some(parts) = &settled.settlement {
        let money = |amount| settled.quote.money(amount);
        context.output.note(format!(
            "paid {}, burned {}, fee {}",
            money(parts.paid),
            money(parts.burned),
            money(parts.fee)
        ));
        receipt = receipt.with("paid", parts.paid).with("burned", parts.burned).with("fee", parts.fee);
    }
    context.output.result(&receipt)
}
