//! `furnace job credits`

use clap::Args;
use furnace_client::accounts::JobState;

use super::{Target, require_state};
use crate::cli::context::Context;

/// Pay operators for checkpoints from which others went on, once the job is settled; anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job credits 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Credits {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Credits, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Settled], "checkpoints are paid once the job is settled")?;
    let mut signatures = Vec::new();
    for (index, _) in job.data.credits().filter(|(_, credit)| credit.paid == 0) {
        signatures.push(furnace.credit_pay(&wallet, &job, index).await?);
    }
    let sentence = format!("paid for {} checkpoint(s) of job", signatures.len());
    command.target.done(&signatures, &furnace, &sentence, context).await
}
