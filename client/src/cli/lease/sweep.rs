//! `furnace lease sweep`

use clap::Args;
use furnace_client::{
    accounts::{Lease, LeaseState},
    furnace::Sweep as Extent,
};

use super::{Target, require_state};
use crate::cli::{context::Context, failure::refusal, finishing::finish, report::Batch};

/// Close the account of an ended lease, with its bids; the rent goes back to whoever paid it.
///
/// The client may at once, anyone else a week after the end. 'furnace sweep' does it for all your orders.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace lease sweep 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Sweep {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Sweep, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    require_state(&lease, &[LeaseState::Closed], "only an ended one can be swept")?;
    let everything = Extent { report: false, close: true };
    let signatures = finish(&furnace, &wallet, &lease.address, everything, context).await?;
    if furnace.find::<Lease>(&lease.address).await?.is_some() {
        let kept = refusal(format!("lease {} is kept for everyone to read for a week", lease.address));
        return Err(kept.hint("its client may close it at once").into());
    }
    let receipt = Batch::new(&signatures, format!("swept lease {}", lease.address))
        .with("lease", lease.address.to_string())
        .with("rent_payer", lease.data.rent_payer.to_string());
    context.output.result(&receipt)
}
