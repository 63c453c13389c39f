//! `furnace job audit`

use clap::Args;
use furnace_client::accounts::JobState;
use furnace_common::state::AuditState;

use super::{Target, require_state};
use crate::cli::{context::Context, failure::refusal, report::Batch};

/// Draw whether a result is audited, and begin the audit where it is; anyone may.
///
/// Begin it and you pay the rent of the dispute, which comes back when that is closed.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job audit 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Audit {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Audit, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let mut job = command.target.read(&furnace).await?;
    require_state(&job, &[JobState::Review], "only a result in review is audited")?;
    if matches!(job.data.audit(), Some(AuditState::Clear | AuditState::Unattested)) {
        return Err(refusal(format!("no audit of job {} is due", job.address)).into());
    }
    let mut signatures = Vec::new();
    if job.data.audit() == Some(AuditState::Pending) {
        signatures.push(furnace.audit_draw(&wallet, &job.address).await?);
        job = command.target.read(&furnace).await?;
    }
    let dispute = match job.data.audit() {
        Some(AuditState::Drawn) => {
            let (signature, dispute) = furnace.audit_open(&wallet, &job).await?;
            signatures.push(signature);
            context.output.note(format!("go on with 'furnace dispute advance {dispute}'"));
            Some(dispute.to_string())
        }
        _ => None,
    };
    let sentence = match &dispute {
        Some(dispute) => format!("the result of job {} is audited in dispute {dispute}", job.address),
        None => format!("the result of job {} is not audited", job.address),
    };
    let batch = Batch::new(&signatures, sentence).with("job", job.address.to_string());
    context.output.result(&batch.with("audited", dispute.is_some()).with("dispute", dispute))
}
