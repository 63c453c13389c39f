//! `furnace operator withdraw`

use clap::Args;
use furnace_client::instructions::staking::Reward;
use solana_signer::Signer;

use crate::cli::{amounts::Both, context::Context, failure::refusal, report::Receipt};

/// Book what your workers earned and move your commission to your wallet, in HEAT and in dollars.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace operator withdraw")]
pub(in crate::cli) struct Withdraw {}

pub(super) async fn run(_: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let address = wallet.pubkey();
    let furnace = context.furnace()?;
    let (present, pool) = furnace.pool_at_present(&address).await?;
    let pool = pool.ok_or_else(|| refusal(format!("{address} has no stake pool")))?;
    let due = furnace.commission_due(&pool, &present.books(&pool)?).await?;
    let mints = [Reward::Heat, Reward::Usd(present.governance.usd_mint)];
    let asked: Vec<Reward> = mints.into_iter().zip(due).filter(|(_, due)| *due > 0).map(|(mint, _)| mint).collect();
    if asked.is_empty() {
        let nothing = refusal("no commission is due");
        return Err(nothing.hint("stake in your own pool earns besides: 'furnace rewards claim'").into());
    }
    let before = Both::held(&furnace, &address, mints).await?;
    let signature = furnace.commissions_claim(&wallet, &asked).await?;
    let (pool, amounts) = (pool.address.to_string(), Both::held(&furnace, &address, mints).await?.minus(before));
    let receipt = Receipt::new(signature, format!("moved {} to {address}", amounts.text()));
    context.output.result(&receipt.with("pool", pool).with("heat", amounts.heat).with("usd", amounts.usd))
}
