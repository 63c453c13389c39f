//! `furnace stake close`

use clap::Args;
use solana_address::Address;

use super::PoolChoice;
use crate::cli::{context::Context, failure::refusal, report::Receipt};

/// Close an empty position; its rent goes back to who paid it. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace stake close --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Close {
    /// Whose position [default: yours].
    owner: Option<Address>,
    #[command(flatten)]
    pool: PoolChoice,
}

pub(super) async fn run(command: Close, context: &Context<'_>) -> anyhow::Result<()> {
    let owner = context.address_or_own(command.owner)?;
    let furnace = context.furnace()?;
    let operator = command.pool.operator(context, &furnace).await?;
    let holding = super::holding_of(&furnace, &operator, &owner).await?;
    if !holding.position.data.is_empty() {
        let held = refusal(format!("{owner} still has stake in the pool of {operator}, or stake that cools down"));
        return Err(held
            .hint("take it out first: 'furnace stake unstake --all', then 'furnace stake withdraw'")
            .into());
    }
    let signature = furnace.position_close(&context.wallet()?, &operator, &owner).await?;
    let receipt = Receipt::new(signature, format!("closed the position {}", holding.position.address));
    context.output.result(&receipt.with("position", holding.position.address.to_string()))
}
