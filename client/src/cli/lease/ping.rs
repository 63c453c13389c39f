//! `furnace lease ping`

use clap::Args;
use furnace_client::{
    accounts::{ANSWER_SECONDS, LeaseState},
    furnace::Furnace,
};

use super::{Target, require_state};
use crate::cli::{
    context::Context,
    failure::refusal,
    report::{moment, span},
    watch::Looks,
};

/// Ask whether the worker is there, for the price of a minute. Without an answer it is down, and not paid meanwhile.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease ping 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --wait")]
pub(in crate::cli) struct Ping {
    #[command(flatten)]
    target: Target,
    /// Wait for the answer.
    #[arg(long)]
    wait: bool,
}

pub(super) async fn run(command: Ping, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(&lease, &[LeaseState::Running], "only a running one can be pinged")?;
    let asked_at = furnace.chain().clock().await?.unix_timestamp;
    let signature = furnace.lease_ping(&wallet, &lease).await?;
    // A worker may have answered before anyone could look.
    let open = Some(command.target.read(&furnace).await?.data.pinged_at).filter(|at| *at != 0);
    let pinged_at = open.unwrap_or(asked_at);
    context.output.note(format!("pinged at {}", moment(pinged_at)));
    let answered = if command.wait { Some(answer(command.target, pinged_at, &furnace, context).await?) } else { None };
    let sentence = if answered.is_some() { "the worker answered for lease" } else { "pinged the worker of lease" };
    let receipt = command.target.receipt(signature, sentence, &furnace).await?;
    context.output.result(&receipt.with("pinged_at", pinged_at).with("answered_within", answered))
}

/// Waits for the answer; the seconds that it took.
async fn answer(target: Target, pinged_at: i64, furnace: &Furnace, context: &Context<'_>) -> anyhow::Result<i64> {
    let mut looks = Looks::at(furnace);
    let _progress = context.output.progress("waiting for the worker's answer");
    loop {
        let lease = target.read(furnace).await?.data;
        let now = furnace.chain().clock().await?.unix_timestamp;
        if lease.pinged_at == 0 {
            return Ok(now.saturating_sub(pinged_at));
        }
        if lease.down_seconds(now) > ANSWER_SECONDS {
            let silent = refusal(format!("the worker did not answer within {}", span(ANSWER_SECONDS.unsigned_abs())));
            return Err(silent.hint(format!("report it with 'furnace lease slash {}'", target.lease)).into());
        }
        looks.next().await;
    }
}
