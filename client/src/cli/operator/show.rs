//! `furnace operator show`

use clap::Args;
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    amounts::Both,
    context::Context,
    failure::refusal,
    report::{Report, heat, properties},
};

/// Show an operator's stake, collateral, workers and commission.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace operator show")]
pub(in crate::cli) struct Show {
    /// The operator's wallet [default: your own].
    wallet: Option<Address>,
}

#[derive(Serialize)]
struct OperatorView {
    operator: String,
    wallet: String,
    pool: String,
    active_stake: u64,
    collateral_locked: u64,
    free_stake: u64,
    earned: Both,
    /// Commission that can be withdrawn.
    commission_due: Both,
    workers: u32,
    gpus: u32,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.address_or_own(command.wallet)?;
    let furnace = context.furnace()?;
    let operator = furnace.operator(&wallet).await?.ok_or_else(|| {
        refusal(format!("{wallet} is no operator")).hint("become one with 'furnace operator register'")
    })?;
    let (present, pool) = furnace.pool_at_present(&wallet).await?;
    let pool = pool.ok_or_else(|| refusal(format!("{wallet} has no stake pool")))?;
    let due = furnace.commission_due(&pool, &present.books(&pool)?).await?;
    let view = OperatorView {
        operator: operator.address.to_string(),
        wallet: wallet.to_string(),
        pool: operator.data.pool.to_string(),
        active_stake: pool.data.active,
        collateral_locked: operator.data.collateral_locked,
        free_stake: operator.data.free_stake(&pool.data),
        earned: operator.data.earned.into(),
        commission_due: due.into(),
        workers: operator.data.workers,
        gpus: operator.data.gpus,
    };
    context.output.result(&view)
}

impl Report for OperatorView {
    fn text(&self, colour: bool) -> String {
        properties(
            colour,
            [
                ("operator", self.operator.clone()),
                ("wallet", self.wallet.clone()),
                ("pool", self.pool.clone()),
                ("active stake", heat(self.active_stake)),
                ("locked by jobs", heat(self.collateral_locked)),
                ("free stake", heat(self.free_stake)),
                ("earned by settlements", self.earned.text()),
                ("commission due", self.commission_due.text()),
                ("workers", self.workers.to_string()),
                ("GPUs", self.gpus.to_string()),
            ],
        )
    }
}
