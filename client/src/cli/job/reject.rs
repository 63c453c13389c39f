//! `furnace job reject`

use clap::Args;
use furnace_client::{accounts::JobState, artifacts::Digest};
use furnace_common::{bps, limits::DISPUTE_BOND_BPS};

use super::{Target, require_state};
use crate::cli::{
    context::Context,
    quote::Quote,
    report::{moment, percent},
};

/// Reject a result and name the right one, against a bond; the job then waits for a verdict.
///
/// The bond is a tenth of what the job holds. Where no verdict comes, the worker is paid, and the bond is the worker's.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace job reject 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --right 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
)]
pub(in crate::cli) struct Reject {
    #[command(flatten)]
    target: Target,
    /// SHA-256 of the right result's manifest, as another run of the same spec makes it.
    #[arg(long, value_name = "SHA256")]
    right: Digest,
}

const _: () = assert!(DISPUTE_BOND_BPS == bps::ONE / 10);

pub(super) async fn run(command: Reject, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Review], "only a job in review can be rejected")?;
    let signature = furnace.job_reject(&wallet, &job, command.right).await?;
    let disputed = command.target.read(&furnace).await?.data;
    let bond = Quote::plain(disputed.payment()).money(disputed.bond);
    context.output.note(format!(
        "put down {bond} ({}); without a verdict until {} the worker gets it",
        percent(DISPUTE_BOND_BPS),
        moment(disputed.review_ends_at)
    ));
    let receipt = command.target.receipt(signature, JobState::Disputed, "rejected the result of job");
    context.output.result(
        &receipt
            .with("claimed", command.right.to_string())
            .with("bond", disputed.bond)
            .with("dispute_ends_at", disputed.review_ends_at),
    )
}
