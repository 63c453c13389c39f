//! `furnace stake delegate`

use clap::Args;
use furnace_client::heat::Heat;
use solana_address::Address;

use crate::cli::context::Context;

/// Delegate HEAT to an operator, for a share of its earnings and of its risk.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace stake delegate 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 100")]
pub(in crate::cli) struct Delegate {
    /// The operator's wallet, or its pool.
    operator: Address,
    /// HEAT to delegate, for example 100 or 12.5.
    amount: Heat,
}

pub(super) async fn run(command: Delegate, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let operator = super::operator_of(&context.furnace()?, command.operator).await?;
    super::put_in(context, operator, &wallet, command.amount).await
}
