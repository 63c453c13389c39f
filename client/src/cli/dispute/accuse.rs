//! `furnace dispute accuse`

use clap::Args;
use furnace_client::{furnace::accuser_bond, pda};
use solana_address::Address;
use solana_signer::Signer;

use super::Claim;
use crate::cli::{
    bond::require_bond,
    context::Context,
    failure::refusal,
    report::{Receipt, heat},
};

/// As a verifier, say that a result in review, or a replica's, is wrong, and name the right one, against a bond in HEAT from your wallet.
///
/// The bond is two and a half times the job's price, or more for a long and cheap one. Where the committee, of which you
/// are no member, comes to another result than the worker, it comes back with up to 10% of the penalty. Where it finds the
/// worker's result right, you pay three votes and a tenth of the price to the worker. Clients use 'furnace job reject'.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace dispute accuse 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --right 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
)]
pub(in crate::cli) struct Accuse {
    /// The job, as 'furnace job list' names it.
    job: Address,
    #[command(flatten)]
    claim: Claim,
}

pub(super) async fn run(command: Accuse, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let (owner, furnace) = (wallet.pubkey(), context.furnace()?);
    let job = furnace.job(&command.job).await?;
    if job.data.client == owner {
        let own = refusal(format!("job {} is your own", job.address));
        return Err(own.hint(format!("say so with 'furnace job reject {}'", job.address)).into());
    }
    let listed = furnace.roster().await?.place_of(&pda::verifier(&owner)).is_some_and(|(_, weight)| weight > 0);
    if !listed {
        let stranger = refusal(format!("{owner} is no verifier on the roster"));
        return Err(stranger.hint("become one with 'furnace verifier register', or 'refresh' your place").into());
    }
    let claimed = command.claim.of(&job)?;
    let bond = accuser_bond(&job.data);
    require_bond(&furnace, &owner, bond).await?;
    let (signature, dispute) = command.claim.open(&furnace, &wallet, &job, claimed).await?;
    context.output.note(format!("put down {}; go on with 'furnace dispute advance {dispute}'", heat(bond)));
    let receipt = Receipt::new(signature, format!("accused the worker of job {}; dispute {dispute}", job.address))
        .with("job", job.address.to_string())
        .with("dispute", dispute.to_string())
        .with("claimed", claimed.to_string())
        .with("bond", bond);
    context.output.result(&receipt)
}
