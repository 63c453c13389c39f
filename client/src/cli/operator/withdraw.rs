//! `furnace operator withdraw`

use clap::Args;
use furnace_client::heat::Heat;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// Move earnings to your wallet.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace operator withdraw\n  furnace operator withdraw 25")]
pub(in crate::cli) struct Withdraw {
    /// HEAT to withdraw [default: everything].
    amount: Option<Heat>,
}

pub(super) async fn run(command: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let address = wallet.pubkey();
    let furnace = context.furnace()?;
    let operator = furnace.operator(&address).await?;
    let operator = operator.ok_or_else(|| refusal(format!("{address} is no operator")))?;
    let earnings = furnace.chain().token_balance(&operator.data.earnings).await?;
    let amount = command.amount.map_or(earnings, |amount| amount.0);
    if amount == 0 || amount > earnings {
        return Err(refusal(format!("{} of earnings can be withdrawn", heat(earnings))).into());
    }
    let signature = furnace.operator_withdraw(&wallet, amount).await?;
    let receipt = Receipt::new(signature, format!("moved {} of earnings to {address}", heat(amount)));
    context.output.result(&receipt.with("operator", operator.address.to_string()).with("amount", amount))
}
