//! `furnace balance withdraw`

use clap::Args;
use furnace_client::{accounts::ClientBalance, pda};
use solana_signer::Signer;

use super::Mint;
use crate::cli::{context::Context, failure::refusal, quote::Amount, report::Receipt};

/// Move what is free and your own from your balance to your wallet.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace balance withdraw\n  furnace balance withdraw 10\n  furnace balance withdraw --mint usd"
)]
pub(in crate::cli) struct Withdraw {
    /// How much [default: everything that is free and your own].
    amount: Option<Amount>,
    #[command(flatten)]
    mint: Mint,
}

pub(super) async fn run(command: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let kind = command.mint;
    let wallet = context.wallet()?;
    let client = wallet.pubkey();
    let furnace = context.furnace()?;
    let mint = kind.address(&furnace).await?;
    let address = pda::balance(&client, &mint);
    let own = furnace.find::<ClientBalance>(&address).await?.map_or(0, |balance| balance.data.withdrawable());
    let amount = command.amount.map_or(own, |Amount(amount)| amount);
    if amount == 0 || amount > own {
        let short = refusal(format!("{} of the balance are free and your own", kind.text(own)));
        return Err(short.hint("'furnace balance show' tells what is held, and what is of sponsors").into());
    }
    let signature = furnace.withdraw(&wallet, &mint, amount).await?;
    let receipt = Receipt::new(signature, format!("withdrew {}", kind.text(amount)))
        .with("balance", address.to_string())
        .with("amount", amount);
    context.output.result(&receipt)
}
