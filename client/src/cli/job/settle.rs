//! `furnace job settle`

use clap::Args;
use furnace_client::{
    accounts::{Found, Job, JobState},
    furnace::Sweep,
};
use furnace_common::state::AuditState;

use super::{Target, judgement, require_state};
use crate::cli::{context::Context, failure::refusal, finishing::finish};

/// Settle a job whose review window ended, or whose result was found right, and pay everyone it owes; anyone may.
///
/// Whether the result is audited is drawn first, and the audit begun where it is.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job settle 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Settle {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Settle, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let mut job = command.target.read(&furnace).await?;
    let settled = JobState::Settled;
    require_unjudged(&job)?;
    require_state(&job, &[JobState::Review, settled], "only a job with a result can be settled")?;
    let mut signatures = Vec::new();
    if job.data.audit() != Some(AuditState::Clear) {
        signatures = finish(&furnace, &wallet, &job.address, Sweep::default(), context).await?;
        job = command.target.read(&furnace).await?;
        require_unjudged(&job)?;
        require_drawn(&job)?;
    }
    if job.data.state() != Some(settled) {
        let settling = if job.data.has_crew() {
            furnace.crew_settle(&wallet, &job).await
        } else {
            furnace.job_settle(&wallet, &job).await
        };
        signatures.push(settling?);
    }
    signatures.extend(finish(&furnace, &wallet, &job.address, Sweep::default(), context).await?);
    command.target.done(&signatures, &furnace, "settled job", context).await
}

/// Refuses a job of which nobody can tell yet whether its result is audited, or that lacks a co-signature.
fn require_drawn(job: &Found<Job>) -> anyhow::Result<()> {
    match job.data.audit() {
        Some(AuditState::Clear) => return Ok(()),
        Some(AuditState::Unattested) => {
            let unsigned =
                refusal(format!("the market's attestor has not co-signed the result of job {}", job.address));
            return Err(unsigned.hint("wait for it; after the review others do the job again").into());
        }
        _ => {}
    }
    let early =
        refusal(format!("the block that tells whether the result of job {} is audited has not come", job.address));
    Err(early.hint("try again in a second").into())
}

/// Refuses a job whose result is being judged.
fn require_unjudged(job: &Found<Job>) -> anyhow::Result<()> {
    match judgement(job) {
        None => Ok(()),
        Some(dispute) => {
            let judged = refusal(format!("the result of job {} is judged before it is paid", job.address));
            Err(judged.hint(format!("go on with 'furnace dispute advance {dispute} --all'")).into())
        }
    }
}
