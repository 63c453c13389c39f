//! `furnace token emission open`

use clap::Args;
use furnace_client::{accounts::EmissionEpoch, pda};

use crate::cli::{
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// Open an epoch, so that workers can be given points of it. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace token emission open")]
pub(in crate::cli) struct Open {
    /// The current epoch or the one before [default: the current one].
    #[arg(long)]
    epoch: Option<u64>,
}

pub(super) async fn run(command: Open, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let emission = furnace.emission().await?;
    let epoch = command.epoch.unwrap_or(emission.epoch);
    if furnace.find::<EmissionEpoch>(&pda::emission(epoch)).await?.is_some() {
        return Err(refusal(format!("epoch {epoch} is open already")).into());
    }
    let signature = furnace.emission_open(&context.wallet()?, epoch).await?;
    let budget = emission.budget(epoch);
    let receipt = Receipt::new(signature, format!("opened epoch {epoch} with a budget of {}", heat(budget)));
    context.output.result(&receipt.with("epoch", epoch).with("budget", budget))
}
