//! `furnace lease top-up`

use clap::Args;
use furnace_client::accounts::{Lease, LeaseState, to_hold};
use humantime::Duration;

use super::{HELD, Target, require_state};
use crate::cli::{
    arguments::seconds,
    context::Context,
    failure::refusal,
    quote::{Amount, Quote},
};

/// Hold more of your balance for a lease; a suspended one goes on.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace lease top-up 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 10\n  furnace lease top-up 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --for 4h"
)]
pub(in crate::cli) struct TopUp {
    #[command(flatten)]
    target: Target,
    /// HEAT to add, or dollar tokens where the market is paid in them.
    #[arg(required_unless_present = "time", conflicts_with = "time")]
    amount: Option<Amount>,
    /// Add what so much time costs.
    #[arg(long = "for", id = "time", value_name = "TIME")]
    time: Option<Duration>,
}

pub(super) async fn run(command: TopUp, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let lease = command.target.read(&furnace).await?;
    let [assigned, running, suspended] = HELD;
    require_state(&lease, &[LeaseState::Open, assigned, running, suspended], "one that has ended takes no funds")?;
    let quote = Quote::now(&furnace, lease.data.payment()).await?;
    let amount = match (command.amount, command.time) {
        (Some(amount), _) => amount.0,
        (None, time) => cost(&lease.data, quote, time.map(seconds).transpose()?.unwrap_or_default())?,
    };
    let signature = furnace.lease_top_up(&wallet, &lease, amount).await?;
    let sentence = format!("put {} into lease", quote.money(amount));
    let receipt = command.target.receipt(signature, &sentence, &furnace).await?;
    context.output.result(&receipt.with("amount", amount))
}

/// What so many seconds cost, base units of what is paid.
fn cost(lease: &Lease, quote: Quote, seconds: u32) -> anyhow::Result<u64> {
    let amount = lease.rate.saturating_mul(u64::from(seconds));
    let price = quote.heat_price().or_else(|| lease.escrow.price_at_posting());
    let held = lease.payment().and_then(|payment| to_hold(payment, price, amount));
    Ok(held.ok_or_else(|| refusal("what that costs is not known").hint("name the amount itself"))?)
}
