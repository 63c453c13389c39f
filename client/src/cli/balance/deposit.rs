//! `furnace balance deposit`

use clap::Args;
use furnace_client::{heat::Heat, pda};
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// Move HEAT from your wallet into your balance, from which jobs are paid.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace balance deposit 50")]
pub(in crate::cli) struct Deposit {
    /// HEAT to deposit, for example 50 or 12.5.
    amount: Heat,
}

pub(super) async fn run(command: Deposit, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let client = wallet.pubkey();
    let furnace = context.furnace()?;
    let held = furnace.heat_of(&client).await?;
    if held < command.amount.0 {
        return Err(refusal(format!("{client} holds {}, less than {} HEAT", heat(held), command.amount)).into());
    }
    let signature = furnace.deposit(&wallet, command.amount.0).await?;
    let receipt = Receipt::new(signature, format!("deposited {} HEAT", command.amount))
        .with("balance", pda::heat_balance(&client).to_string())
        .with("amount", command.amount.0);
    context.output.result(&receipt)
}
