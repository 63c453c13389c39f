//! `furnace stake withdraw`

use clap::Args;
use furnace_client::accounts::Unbonding;
use solana_signer::Signer;

use super::PoolChoice;
use crate::cli::{
    context::Context,
    failure::{Refusal, refusal},
    report::{Receipt, heat, moment},
};

/// Take out stake whose cool-down is over.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace stake withdraw")]
pub(in crate::cli) struct Withdraw {
    #[command(flatten)]
    pool: PoolChoice,
}

pub(super) async fn run(command: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let operator = command.pool.operator(context, &furnace).await?;
    let holding = super::holding_of(&furnace, &operator, &wallet.pubkey()).await?;
    let unbondings = holding.position.data.unbondings(&holding.pool.data).into_iter();
    let (ready, cooling): (Vec<Unbonding>, Vec<_>) =
        unbondings.partition(|unbonding| unbonding.unlock_at <= holding.books.now);
    if ready.is_empty() {
        return Err(nothing_ready(&cooling).into());
    }
    let amount: u64 = ready.iter().map(|unbonding| unbonding.amount).sum();
    let signature = furnace.unbondings_withdraw(&wallet, &operator, &ready).await?;
    let pool = holding.pool.address.to_string();
    let receipt = Receipt::new(signature, format!("took {} out of pool {pool}", heat(amount)));
    context.output.result(&receipt.with("pool", pool).with("amount", amount))
}

fn nothing_ready(cooling: &[Unbonding]) -> Refusal {
    match cooling.iter().map(|unbonding| unbonding.unlock_at).min() {
        None => refusal("nothing cools down").hint("start a cool-down with 'furnace stake unstake'"),
        Some(next) => refusal(format!("everything still cools down; the next is ready at {}", moment(next))),
    }
}
