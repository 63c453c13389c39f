//! `furnace rewards show`

use clap::Args;
use furnace_client::{accounts::Owed, chain::ChainError, furnace::Holding};
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    amounts::{Both, heat, usd},
    context::Context,
    report::{Report, listing},
};

/// Show what stake has earned and can be claimed now.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace rewards show --json")]
pub(in crate::cli) struct Show {
    /// Whose stake [default: yours].
    owner: Option<Address>,
    /// Only in one pool, named by itself or its operator's wallet.
    #[arg(long, visible_alias = "operator")]
    pool: Option<Address>,
}

#[derive(Serialize)]
struct RewardsView {
    pools: Vec<PoolRewards>,
    claimable: Both,
}

#[derive(Serialize)]
struct PoolRewards {
    pool: String,
    operator: String,
    /// Of what the pool's workers earn.
    income: Both,
    /// Of the stakers' fees.
    fees: Both,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let owner = context.address_or_own(command.owner)?;
    let holdings = super::holdings(&context.furnace()?, &owner, command.pool).await?;
    let pools = holdings.iter().map(PoolRewards::new).collect::<Result<Vec<_>, _>>()?;
    let claimable = pools.iter().fold(Both::default(), |sum, pool| sum.plus(pool.income).plus(pool.fees));
    context.output.result(&RewardsView { pools, claimable })
}

impl PoolRewards {
    fn new(holding: &Holding) -> Result<Self, ChainError> {
        let owed: [Owed; 2] = holding.owed()?;
        Ok(Self {
            pool: holding.pool.address.to_string(),
            operator: holding.pool.data.operator.to_string(),
            income: owed.map(|owed| owed.income).into(),
            fees: owed.map(|owed| owed.fees).into(),
        })
    }
}

impl Report for RewardsView {
    fn text(&self, colour: bool) -> String {
        let amounts = |both: Both| [heat(both.heat), usd(both.usd)];
        let row =
            |pool: &PoolRewards| [&[pool.operator.clone()][..], &amounts(pool.income), &amounts(pool.fees)].concat();
        let headings = ["OPERATOR", "INCOME", "IN DOLLARS", "FEES", "IN DOLLARS"];
        let table = listing(colour, &headings, self.pools.iter().map(row));
        format!("{table}\n\nclaimable now: {}", self.claimable.text())
    }
}
