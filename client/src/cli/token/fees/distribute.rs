//! `furnace token fees distribute`

use clap::Args;
use furnace_client::instructions::staking::Reward;
use solana_address::Address;

use crate::cli::{amounts::Both, context::Context, failure::refusal, report::Batch};

/// Divide collected fees between stakers, treasury and auction. Anyone may.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace token fees distribute\n  furnace token fees distribute --market 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Distribute {
    /// Only of one market.
    #[arg(long)]
    market: Option<Address>,
}

pub(super) async fn run(command: Distribute, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let collected = furnace.fees_collected(command.market.as_ref()).await?;
    if collected.is_empty() {
        return Err(refusal("no fees are there to be divided").hint("settled jobs leave fees").into());
    }
    let sum = collected.iter().fold(Both::default(), |sum, vault| {
        sum.plus(match vault.mint {
            Reward::Heat => Both { heat: vault.amount, usd: 0 },
            Reward::Usd(_) => Both { heat: 0, usd: vault.amount },
        })
    });
    let signatures = furnace.fees_distribute(&context.wallet()?, &collected).await?;
    let batch = Batch::new(&signatures, format!("divided {}", sum.text()));
    context.output.result(&batch.with("heat", sum.heat).with("usd", sum.usd))
}
