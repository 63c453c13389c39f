//! `furnace vote total`

use clap::Args;
use furnace_client::pda;
use solana_address::Address;

use crate::cli::{
    context::Context,
    report::{Receipt, heat},
};

/// Write the sum of all votes where a realm of SPL Governance reads it. Anyone may.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace vote total --realm 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Total {
    /// The realm.
    #[arg(long)]
    realm: Address,
}

pub(super) async fn run(command: Total, context: &Context<'_>) -> anyhow::Result<()> {
    let (votes, signature) = context.furnace()?.all_votes_update(&context.wallet()?, &command.realm).await?;
    let record = pda::max_voter_weight(&command.realm).to_string();
    let sentence = format!("there are the votes of {}, in the record {record}", heat(votes));
    context.output.result(&Receipt::new(signature, sentence).with("record", record).with("votes", votes))
}
