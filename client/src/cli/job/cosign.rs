//! `furnace job cosign`

use clap::Args;
use furnace_client::{accounts::JobState, artifacts::Digest};
use furnace_common::state::AuditState;

use super::{Target, require_state};
use crate::cli::{context::Context, failure::refusal};

/// As the attestor of the job's market, co-sign a result: it counts, and anyone may settle the job.
///
/// Say which result you checked, so that you co-sign no other. What you do not co-sign before its review ends is done
/// again by others, and paid to nobody, unless the client accepts it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace job cosign 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --result 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
)]
pub(in crate::cli) struct Cosign {
    #[command(flatten)]
    target: Target,
    /// SHA-256 of the manifest of the result that you checked.
    #[arg(long, value_name = "SHA256")]
    result: Digest,
}

pub(super) async fn run(command: Cosign, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Review], "only a result in review can be co-signed")?;
    if job.data.audit() != Some(AuditState::Unattested) {
        return Err(refusal(format!("the result of job {} needs no co-signature, or has one", job.address)).into());
    }
    if job.data.result_hash != command.result.0 {
        let other = refusal(format!("the result of job {} is {}", job.address, Digest(job.data.result_hash)));
        return Err(other.hint("check that one").into());
    }
    let signature = furnace.job_attest(&wallet, &job, command.result).await?;
    let receipt = command.target.receipt(signature, JobState::Review, "co-signed the result of job");
    context.output.result(&receipt.with("result", command.result.to_string()))
}
