//! `furnace rewards claim`

use clap::{Args, ValueEnum};
use furnace_client::instructions::staking::Reward;
use solana_address::Address;
use solana_signer::Signer;

use crate::cli::{
    amounts::Both,
    context::Context,
    failure::refusal,
    report::{Receipt, Receipts},
};

/// Claim what your stake has earned; the stake stays as it is.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace rewards claim\n  furnace rewards claim --mint usd")]
pub(in crate::cli) struct Claim {
    /// Only from one pool, named by itself or its operator's wallet.
    #[arg(long, visible_alias = "operator")]
    pool: Option<Address>,
    /// In which mint.
    #[arg(long, default_value = "both")]
    mint: Mints,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mints {
    Heat,
    Usd,
    Both,
}

impl Mints {
    /// Of what is owed in each mint, the part that is asked for.
    fn of(self, [heat, usd]: [u64; 2]) -> [u64; 2] {
        match self {
            Self::Heat => [heat, 0],
            Self::Usd => [0, usd],
            Self::Both => [heat, usd],
        }
    }
}

pub(super) async fn run(command: Claim, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let owner = wallet.pubkey();
    let furnace = context.furnace()?;
    let mints = furnace.reward_mints().await?;
    let mut transactions = Vec::new();
    for holding in super::holdings(&furnace, &owner, command.pool).await? {
        let owed = command.mint.of(holding.owed()?.map(|owed| owed.sum()));
        let asked: Vec<Reward> = mints.into_iter().zip(owed).filter(|(_, owed)| *owed > 0).map(|(it, _)| it).collect();
        if asked.is_empty() {
            continue;
        }
        let before = Both::held(&furnace, &owner, mints).await?;
        let signature = furnace.rewards_claim(&wallet, &holding.pool.data.operator, &asked).await?;
        let (pool, amounts) =
            (holding.pool.address.to_string(), Both::held(&furnace, &owner, mints).await?.minus(before));
        let receipt = Receipt::new(signature, format!("claimed {} from pool {pool}", amounts.text()));
        transactions.push(receipt.with("pool", pool).with("heat", amounts.heat).with("usd", amounts.usd));
    }
    if transactions.is_empty() {
        let nothing = refusal(format!("nothing is owed to {owner}"));
        let hint = "what comes in during one epoch is paid out over the next; 'furnace rewards sync' books it";
        return Err(nothing.hint(hint).into());
    }
    context.output.result(&Receipts { transactions })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_mints_asked_for_are_claimed() {
        assert_eq!([Mints::Heat, Mints::Usd, Mints::Both].map(|mints| mints.of([1, 2])), [[1, 0], [0, 2], [1, 2]]);
    }
}
