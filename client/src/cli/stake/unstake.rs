//! `furnace stake unstake`

use clap::Args;
use furnace_client::{furnace::Holding, heat::Heat};
use solana_signer::Signer;

use super::PoolChoice;
use crate::cli::{
    context::Context,
    failure::{Refusal, refusal},
    report::{Receipt, heat, moment},
};

/// Start the cool-down of stake, which still bears slashes until it is over.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace stake unstake 100\n  furnace stake unstake --all --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Unstake {
    /// HEAT to unstake, for example 100 or 12.5.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    amount: Option<Heat>,
    /// Unstake everything.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    pool: PoolChoice,
}

pub(super) async fn run(command: Unstake, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let operator = command.pool.operator(context, &furnace).await?;
    let holding = super::holding_of(&furnace, &operator, &wallet.pubkey()).await?;
    let shares = shares(&holding, command.amount)?;
    let amount = holding.pool.data.worth(shares);
    let signature = furnace.unstake(&wallet, &operator, shares).await?;
    let pool = holding.pool.address;
    let after = super::holding_of(&furnace, &operator, &wallet.pubkey()).await?;
    let until = after.position.data.unlock_at.into_iter().max().unwrap_or_default();
    let sentence = format!("{} cool down in pool {pool} until {}", heat(amount), moment(until));
    let receipt = Receipt::new(signature, sentence)
        .with("pool", pool.to_string())
        .with("shares", shares)
        .with("amount", amount)
        .with("unlock_at", until);
    context.output.result(&receipt)
}

/// Shares for an amount, or all; none of them may be locked.
fn shares(holding: &Holding, amount: Option<Heat>) -> Result<u64, Refusal> {
    let Holding { pool, position, books } = holding;
    let owner = position.data.owner;
    let staked = position.data.staked(&pool.data);
    let shares = match amount {
        None => position.data.shares,
        Some(amount) => pool
            .data
            .shares_for(amount.0)
            .filter(|&shares| shares <= position.data.shares)
            .ok_or_else(|| refusal(format!("{owner} has {} staked, less than {amount} HEAT", heat(staked))))?,
    };
    if shares == 0 {
        return Err(refusal("there is nothing to unstake"));
    }
    let free = position.data.free_at(books.now);
    if shares > free {
        let until = moment(position.data.lock_until);
        let free = heat(pool.data.worth(free));
        let locked = refusal(format!("only {free} of {} are not locked until {until}", heat(staked)));
        return Err(locked.hint("unstake less, or wait for the end of the lock"));
    }
    Ok(shares)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::stake::view::tests::holding;

    #[test]
    fn locked_stake_stays_until_its_time() {
        let mut holding = holding();
        assert_eq!(shares(&holding, None).ok(), Some(50_000_000));
        holding.position.data.locked_shares = 20_000_000;
        holding.position.data.lock_until = holding.books.now + 1;
        assert_eq!(shares(&holding, Some(Heat(30_000_000))).ok(), Some(30_000_000));
        let message = shares(&holding, None).expect_err("locked").to_string();
        assert_eq!(message, "only 30 HEAT of 50 HEAT are not locked until 2023-11-14T22:13:21Z");
        holding.books.now += 1;
        assert_eq!(shares(&holding, None).ok(), Some(50_000_000));
        assert!(shares(&holding, Some(Heat(50_000_001))).is_err());
        assert!(shares(&holding, Some(Heat(0))).is_err());
    }
}
