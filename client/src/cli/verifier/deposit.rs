//! `furnace verifier deposit`

use clap::Args;
use furnace_client::heat::Heat;
use solana_signer::Signer;

use crate::cli::{
    bond::require_bond,
    context::Context,
    report::{Batch, heat},
};

/// Add to your bond as a verifier, from your wallet's own HEAT account.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace verifier deposit 500")]
pub(in crate::cli) struct Deposit {
    /// HEAT to add, for example 500 or 12.5.
    amount: Heat,
}

pub(super) async fn run(command: Deposit, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let (owner, amount) = (wallet.pubkey(), command.amount.0);
    let furnace = context.furnace()?;
    super::of(&furnace, &owner).await?;
    require_bond(&furnace, &owner, amount).await?;
    let mut signatures = vec![furnace.verifier_deposit(&wallet, amount).await?];
    match furnace.verifier_list(&wallet, &owner).await {
        Ok(signature) => signatures.push(signature),
        // The bond is there; it only does not count yet.
        Err(error) => {
            context
                .output
                .note(format!("not drawn with it yet: {error}; try 'furnace verifier refresh' in 10 minutes"));
        }
    }
    let verifier = super::of(&furnace, &owner).await?;
    let receipt = Batch::new(&signatures, format!("added {}; the bond is {}", heat(amount), heat(verifier.data.bond)))
        .with("verifier", verifier.address.to_string())
        .with("amount", amount)
        .with("bond", verifier.data.bond);
    context.output.result(&receipt)
}
