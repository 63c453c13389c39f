//! `furnace verifier refresh`

use clap::Args;
use solana_address::Address;

use crate::cli::{
    context::Context,
    report::{Receipt, heat},
};

/// Have a verifier drawn with the bond that it has now, or no longer where that is too low; anyone may.
///
/// On a full roster the lowest place is taken for a larger bond; it is free 10 minutes later: refresh again then.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace verifier refresh\n  furnace verifier refresh 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Refresh {
    /// The verifier's wallet [default: yours].
    #[arg(value_name = "WALLET")]
    verifier: Option<Address>,
}

pub(super) async fn run(command: Refresh, context: &Context<'_>) -> anyhow::Result<()> {
    let payer = context.wallet()?;
    let owner = context.address_or_own(command.verifier)?;
    let furnace = context.furnace()?;
    let verifier = super::of(&furnace, &owner).await?;
    let signature = furnace.verifier_list(&payer, &owner).await?;
    super::tell_place(&furnace, &verifier.address, context).await?;
    let weight = furnace.roster().await?.place_of(&verifier.address).map_or(0, |(_, weight)| weight);
    let sentence = match weight {
        0 => format!("verifier {} is not drawn", verifier.address),
        weight => format!("verifier {} is drawn with {}", verifier.address, heat(weight)),
    };
    let receipt = Receipt::new(signature, sentence).with("verifier", verifier.address.to_string());
    context.output.result(&receipt.with("weight", weight))
}
