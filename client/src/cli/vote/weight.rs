//! `furnace vote weight`

use clap::Args;
use furnace_client::pda;
use solana_address::Address;

use crate::cli::{
    context::Context,
    report::{Receipt, heat},
};

/// Write your votes where a realm of SPL Governance reads them; they are good for the slot, so vote at once.
///
/// Votes are the worth of stake, and up to four times as much where it is locked.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace vote weight --realm 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Weight {
    /// The realm.
    #[arg(long)]
    realm: Address,
    /// Whose votes [default: yours].
    owner: Option<Address>,
}

pub(super) async fn run(command: Weight, context: &Context<'_>) -> anyhow::Result<()> {
    let owner = context.address_or_own(command.owner)?;
    let (votes, signature) = context.furnace()?.votes_update(&context.wallet()?, &command.realm, &owner).await?;
    let record = pda::voter_weight(&command.realm, &owner).to_string();
    let sentence = format!("{owner} has the votes of {}, in the record {record}", heat(votes));
    let receipt = Receipt::new(signature, sentence).with("owner", owner.to_string());
    context.output.result(&receipt.with("record", record).with("votes", votes))
}
