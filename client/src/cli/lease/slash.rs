//! `furnace lease slash`

use clap::Args;

use super::{HELD, Target, require_state};
use crate::cli::{
    context::Context,
    failure::refusal,
    report::{heat, percent, span},
};

/// Report a worker that did not start, or did not answer a ping, and be paid for it; anyone may.
///
/// The longer the outage, the more of its collateral it loses; after seven minutes also the lease, which is paid until the
/// outage and open again.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease slash 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Slash {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Slash, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(&lease, &HELD, "only the worker that holds one can be reported")?;
    let now = furnace.chain().clock().await?.unix_timestamp;
    let (rate, down) = (lease.data.penalty_bps(now), lease.data.down_seconds(now));
    if rate == 0 {
        let up = refusal(format!("nothing can be taken of the worker of lease {} now", lease.address));
        return Err(up.hint("a worker is down that does not answer 'furnace lease ping' for more than 3m").into());
    }
    context.output.note(format!("down for {}: {} of the collateral", span(down.unsigned_abs()), percent(rate)));
    let before = furnace.slashed().await?;
    let signature = furnace.lease_reclaim(&wallet, &lease, now).await?;
    let penalty = furnace.slashed().await?.saturating_sub(before);
    let sentence = format!("{} slashed for the outage of lease", heat(penalty));
    let receipt = command.target.receipt(signature, &sentence, &furnace).await?;
    context.output.result(&receipt.with("worker", lease.data.worker.to_string()).with("slashed", penalty))
}
