//! `furnace stake cancel`

use clap::Args;
use solana_signer::Signer;

use super::PoolChoice;
use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// Take what cools down back into the active stake.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace stake cancel --all\n  furnace stake cancel 2")]
pub(in crate::cli) struct Cancel {
    /// Numbers of the unbondings, as 'furnace stake show' names them.
    #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "NUMBER")]
    numbers: Vec<u8>,
    /// Take everything back.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    pool: PoolChoice,
}

pub(super) async fn run(command: Cancel, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let operator = command.pool.operator(context, &furnace).await?;
    let holding = super::holding_of(&furnace, &operator, &wallet.pubkey()).await?;
    let back = super::chosen(holding.position.data.unbondings(&holding.pool.data), &command.numbers)?;
    if back.is_empty() {
        return Err(refusal("nothing cools down").hint("'furnace stake show' tells what is staked").into());
    }
    let amount: u64 = back.iter().map(|unbonding| unbonding.amount).sum();
    let signature = furnace.unstake_cancel(&wallet, &operator, &back).await?;
    let pool = holding.pool.address.to_string();
    let receipt = Receipt::new(signature, format!("{} are staked again in pool {pool}", heat(amount)));
    context.output.result(&receipt.with("pool", pool).with("amount", amount))
}
