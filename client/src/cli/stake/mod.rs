//! `furnace stake`, `delegate`, `unstake` and `withdraw`: one wallet's part of a pool.

mod add;
mod delegate;
mod unstake;
mod withdraw;

pub(super) use add::{Stake, run as stake};
pub(super) use delegate::{Delegate, run as delegate};
pub(super) use unstake::{Unstake, run as unstake};
pub(super) use withdraw::{Withdraw, run as withdraw};

use furnace_client::{
    accounts::{Found, Pool, Position},
    furnace::Furnace,
    heat::Heat,
    pda,
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// Stakes in an operator's pool, after looking whether the wallet has as much.
async fn put_in(context: &Context<'_>, operator: Address, wallet: &Keypair, amount: Heat) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let owner = wallet.pubkey();
    if furnace.pool(&operator).await?.is_none() {
        let missing = refusal(format!("{operator} has no stake pool"));
        return Err(missing.hint("an operator opens its pool with 'furnace pool create'").into());
    }
    let held = furnace.heat_of(&owner).await?;
    if held < amount.0 {
        return Err(refusal(format!("{owner} holds {}, less than {amount} HEAT", heat(held))).into());
    }
    let signature = furnace.stake(wallet, &operator, amount.0).await?;
    let pool = pda::pool(&operator).to_string();
    let receipt = Receipt::new(signature, format!("staked {amount} HEAT in pool {pool}"));
    context.output.result(&receipt.with("pool", pool).with("amount", amount.0))
}

/// A wallet's position and its pool, which both have to exist.
async fn position_of(
    furnace: &Furnace,
    operator: &Address,
    owner: &Address,
) -> anyhow::Result<(Found<Pool>, Found<Position>)> {
    let pool = furnace.pool(operator).await?;
    let pool = pool.ok_or_else(|| refusal(format!("{operator} has no stake pool")))?;
    let position = furnace.position(&pool.address, owner).await?;
    let position = position.ok_or_else(|| refusal(format!("{owner} has nothing in the pool of {operator}")))?;
    Ok((pool, position))
}
