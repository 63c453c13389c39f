//! `furnace balance sponsor`

use clap::Args;
use furnace_client::{accounts::ClientBalance, pda};
use solana_address::Address;
use solana_signer::Signer;

use super::Mint;
use crate::cli::{context::Context, failure::refusal, quote::Amount, report::Receipt};

/// Pay for somebody else's orders; what is not used comes back with 'furnace balance refund'.
///
/// The client can order with it, but not withdraw it. What came first is used first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace balance sponsor 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 25")]
pub(in crate::cli) struct Sponsor {
    /// The client's wallet.
    client: Address,
    /// How much, for example 50 or 12.5.
    amount: Amount,
    #[command(flatten)]
    mint: Mint,
}

pub(super) async fn run(command: Sponsor, context: &Context<'_>) -> anyhow::Result<()> {
    let (Amount(amount), kind, client) = (command.amount, command.mint, command.client);
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let mint = kind.address(&furnace).await?;
    let balance = pda::balance(&client, &mint);
    if furnace.find::<ClientBalance>(&balance).await?.is_none() {
        let none = refusal(format!("{client} has no such balance"));
        return Err(none.hint("the client opens it with a first 'furnace balance deposit'").into());
    }
    let own = pda::token_account(&wallet.pubkey(), &mint);
    let held = furnace.chain().token_balance(&own).await?;
    if held < amount {
        return Err(refusal(format!("you hold {}, less than {}", kind.text(held), kind.text(amount))).into());
    }
    let signature = furnace.sponsor(&wallet, &client, &mint, amount).await?;
    let receipt = Receipt::new(signature, format!("put {} into the balance of {client}", kind.text(amount)))
        .with("balance", balance.to_string())
        .with("depositor", wallet.pubkey().to_string())
        .with("amount", amount);
    context.output.result(&receipt)
}
