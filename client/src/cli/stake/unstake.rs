//! `furnace unstake`

use clap::Args;
use furnace_client::heat::Heat;
use solana_address::Address;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// Start the cool-down of stake, which still bears slashes until it is over.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace unstake 100\n  furnace unstake --all --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Unstake {
    /// HEAT to unstake, for example 100 or 12.5.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    amount: Option<Heat>,
    /// Unstake everything.
    #[arg(long)]
    all: bool,
    /// The wallet of the pool's operator [default: your own].
    #[arg(long)]
    operator: Option<Address>,
}

pub(in crate::cli) async fn run(command: Unstake, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let owner = wallet.pubkey();
    let operator = command.operator.unwrap_or(owner);
    let furnace = context.furnace()?;
    let (pool, position) = super::position_of(&furnace, &operator, &owner).await?;
    let staked = position.data.staked(&pool.data);
    let shares = match command.amount {
        None => position.data.shares,
        Some(amount) => pool
            .data
            .shares_for(amount.0)
            .filter(|&shares| shares <= position.data.shares)
            .ok_or_else(|| refusal(format!("{owner} has {} staked, less than {amount} HEAT", heat(staked))))?,
    };
    let amount = pool.data.worth(shares);
    let signature = furnace.unstake(&wallet, &operator, shares).await?;
    let receipt = Receipt::new(signature, format!("{} cool down in pool {}", heat(amount), pool.address))
        .with("pool", pool.address.to_string())
        .with("shares", shares)
        .with("amount", amount);
    context.output.result(&receipt)
}
