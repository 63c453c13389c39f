//! `furnace job reclaim`

use clap::Args;
use furnace_client::{
    accounts::{Found, Job, JobState},
    furnace::Furnace,
};
use solana_keypair::Keypair;
use solana_signature::Signature;

use super::{Target, require_state, view};
use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Batch, heat},
};

/// Take a job, or a crew's seats, from workers that missed the deadline, and be paid for it; anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job reclaim 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Reclaim {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Reclaim, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let before = furnace.slashed().await?;
    let signatures = match job.data.has_crew() {
        true => reclaim_seats(&furnace, &wallet, &job).await?,
        false => {
            let held = [JobState::Assigned, JobState::Running];
            require_state(&job, &held, "only a job that a worker holds can be reclaimed")?;
            vec![furnace.job_reclaim(&wallet, &job).await?]
        }
    };
    let penalty = furnace.slashed().await?.saturating_sub(before);
    let state = view::state_name(command.target.read(&furnace).await?.data.state());
    let sentence = format!("reclaimed job {}: {} slashed, the job is {state}", job.address, heat(penalty));
    let receipt = Batch::new(&signatures, sentence)
        .with("job", job.address.to_string())
        .with("state", state)
        .with("worker", view::named(job.data.worker))
        .with("slashed", penalty);
    context.output.result(&receipt)
}

/// Takes every seat whose worker is late.
async fn reclaim_seats(furnace: &Furnace, wallet: &Keypair, job: &Found<Job>) -> anyhow::Result<Vec<Signature>> {
    let mut signatures = Vec::new();
    for index in 0..job.data.seats {
        // One seat that is lost can end the job, and with it the time of the others.
        let job = furnace.job(&job.address).await?;
        let Some(crew) = furnace.crew(&job).await? else { break };
        let now = furnace.chain().clock().await?.unix_timestamp;
        let late =
            crew.data.taken().get(usize::from(index)).is_some_and(|seat| crew.data.is_late(&job.data, seat, now));
        if late {
            signatures.push(furnace.seat_reclaim(wallet, &job, &crew.data, index).await?);
        }
    }
    if signatures.is_empty() {
        return Err(refusal(format!("no worker of job {}'s crew is late", job.address)).into());
    }
    Ok(signatures)
}
