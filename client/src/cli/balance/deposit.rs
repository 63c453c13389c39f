//! `furnace balance deposit`

use clap::Args;
use furnace_client::pda;
use solana_signer::Signer;

use super::Mint;
use crate::cli::{context::Context, failure::refusal, quote::Amount, report::Receipt};

/// Move HEAT or dollars from your wallet into your balance, from which jobs and leases are paid.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace balance deposit 50\n  furnace balance deposit 20 --mint usd")]
pub(in crate::cli) struct Deposit {
    /// How much, for example 50 or 12.5.
    amount: Amount,
    #[command(flatten)]
    mint: Mint,
}

pub(super) async fn run(command: Deposit, context: &Context<'_>) -> anyhow::Result<()> {
    let (Amount(amount), kind) = (command.amount, command.mint);
    let wallet = context.wallet()?;
    let client = wallet.pubkey();
    let furnace = context.furnace()?;
    let mint = kind.address(&furnace).await?;
    let held = furnace.chain().token_balance(&pda::token_account(&client, &mint)).await?;
    if held < amount {
        return Err(refusal(format!("{client} holds {}, less than {}", kind.text(held), kind.text(amount))).into());
    }
    let signature = furnace.deposit(&wallet, &mint, amount).await?;
    let receipt = Receipt::new(signature, format!("deposited {}", kind.text(amount)))
        .with("balance", pda::balance(&client, &mint).to_string())
        .with("amount", amount);
    context.output.result(&receipt)
}
