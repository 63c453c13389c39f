//! `furnace job reject`

use clap::Args;
use furnace_client::furnace::accuser_bond;
use solana_signer::Signer;

use super::Target;
use crate::cli::{
    bond::require_bond,
    context::Context,
    dispute::Claim,
    report::{Receipt, heat},
};

/// Reject a result and name the right one, against a bond in HEAT from your wallet; a committee of verifiers then does
/// the work again.
///
/// The bond is two and a half times the price, or more for a long and cheap job. Where the committee comes to another
/// result than the worker, all of it comes back, and half of the worker's penalty with it, less what the votes cost. Where
/// it finds the worker's result right, or cannot do the work again, you pay three votes and a tenth of the price to the
/// worker. Follow it with 'furnace dispute show'.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace job reject 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --right 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
)]
pub(in crate::cli) struct Reject {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    claim: Claim,
}

pub(super) async fn run(command: Reject, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let claimed = command.claim.of(&job)?;
    let bond = accuser_bond(&job.data);
    require_bond(&furnace, &wallet.pubkey(), bond).await?;
    let (signature, dispute) = command.claim.open(&furnace, &wallet, &job, claimed).await?;
    context.output.note(format!("put down {}; go on with 'furnace dispute advance {dispute}'", heat(bond)));
    let receipt = Receipt::new(signature, format!("rejected the result of job {}; dispute {dispute}", job.address))
        .with("job", job.address.to_string())
        .with("claimed", claimed.to_string())
        .with("bond", bond)
        .with("dispute", dispute.to_string());
    context.output.result(&receipt)
}
