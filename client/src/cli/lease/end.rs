//! `furnace lease end`

use clap::Args;

use super::{HELD, Target, require_state};
use crate::cli::context::Context;

/// End a lease whose time, whose grace without funds or whose worker's notice is over; anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease end 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct End {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: End, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(&lease, &HELD, "only one that a worker holds can be ended")?;
    let now = furnace.chain().clock().await?.unix_timestamp;
    let data = &lease.data;
    let time_up = data.ends_at != 0 && now >= data.ends_at;
    let noticed = data.leaves_at != 0 && now >= data.leaves_at;
    let signature = match noticed && !time_up {
        true => furnace.lease_leave(&wallet, &lease).await?,
        false => furnace.lease_end(&wallet, &lease).await?,
    };
    let sentence = if noticed && !time_up { "let the worker go of lease" } else { "ended lease" };
    context.output.result(&command.target.receipt(signature, sentence, &furnace).await?)
}
