//! `furnace rewards`

mod claim;
mod show;
mod sync;

use clap::Subcommand;
use furnace_client::furnace::{Furnace, Holding};
use solana_address::Address;

use super::{context::Context, failure::refusal, stake::operator_of};

#[derive(Debug, Subcommand)]
pub(super) enum Rewards {
    Show(show::Show),
    Claim(claim::Claim),
    Sync(sync::Sync),
}

pub(super) async fn run(command: Rewards, context: &Context<'_>) -> anyhow::Result<()> {
    match command {
        Rewards::Show(command) => show::run(command, context).await,
        Rewards::Claim(command) => claim::run(command, context).await,
        Rewards::Sync(command) => sync::run(command, context).await,
    }
}

/// What a wallet has in one pool, or in all.
async fn holdings(furnace: &Furnace, owner: &Address, pool: Option<Address>) -> anyhow::Result<Vec<Holding>> {
    let Some(pool) = pool else { return Ok(furnace.holdings(owner).await?.1) };
    let operator = operator_of(furnace, pool).await?;
    let holding = furnace.holding(&operator, owner).await?;
    let missing = || refusal(format!("{owner} has nothing in the pool of {operator}"));
    Ok(vec![holding.ok_or_else(|| missing().hint("'furnace stake list' tells in which pools it has"))?])
}
