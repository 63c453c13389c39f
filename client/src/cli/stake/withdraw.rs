//! `furnace withdraw`

use clap::Args;
use furnace_client::accounts::Unbonding;
use solana_address::Address;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat, moment},
};

/// Take out stake whose cool-down is over.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace withdraw")]
pub(in crate::cli) struct Withdraw {
    /// The wallet of the pool's operator [default: your own].
    #[arg(long)]
    operator: Option<Address>,
}

pub(in crate::cli) async fn run(command: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let owner = wallet.pubkey();
    let operator = command.operator.unwrap_or(owner);
    let furnace = context.furnace()?;
    let (pool, position) = super::position_of(&furnace, &operator, &owner).await?;
    let now = furnace.chain().clock().await?.unix_timestamp;
    let (ready, cooling): (Vec<Unbonding>, Vec<_>) =
        position.data.unbondings(&pool.data).into_iter().partition(|unbonding| unbonding.unlock_at <= now);
    if ready.is_empty() {
        return Err(nothing_ready(&cooling).into());
    }
    let amount: u64 = ready.iter().map(|unbonding| unbonding.amount).sum();
    let signature = furnace.unbondings_withdraw(&wallet, &operator, &ready).await?;
    let receipt = Receipt::new(signature, format!("took {} out of pool {}", heat(amount), pool.address))
        .with("pool", pool.address.to_string())
        .with("amount", amount);
    context.output.result(&receipt)
}

fn nothing_ready(cooling: &[Unbonding]) -> crate::cli::failure::Refusal {
    match cooling.iter().map(|unbonding| unbonding.unlock_at).min() {
        None => refusal("nothing cools down").hint("start a cool-down with 'furnace unstake'"),
        Some(next) => refusal(format!("everything still cools down; the next is ready at {}", moment(next))),
    }
}
