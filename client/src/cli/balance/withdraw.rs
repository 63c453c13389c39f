//! `furnace balance withdraw`

use clap::Args;
use furnace_client::{heat::Heat, pda};
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// Move free HEAT from your balance to your wallet.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace balance withdraw\n  furnace balance withdraw 10")]
pub(in crate::cli) struct Withdraw {
    /// HEAT to withdraw [default: everything that is free].
    amount: Option<Heat>,
}

pub(super) async fn run(command: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let client = wallet.pubkey();
    let furnace = context.furnace()?;
    let free = furnace.balance(&client).await?.map_or(0, |balance| balance.data.free);
    let amount = command.amount.map_or(free, |amount| amount.0);
    if amount == 0 || amount > free {
        return Err(refusal(format!("{} of the balance are free", heat(free))).into());
    }
    let signature = furnace.withdraw(&wallet, amount).await?;
    let receipt = Receipt::new(signature, format!("withdrew {}", heat(amount)))
        .with("balance", pda::heat_balance(&client).to_string())
        .with("amount", amount);
    context.output.result(&receipt)
}
