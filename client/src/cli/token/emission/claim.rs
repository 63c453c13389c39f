//! `furnace token emission claim`

use clap::Args;
use furnace_client::{accounts::PointsState, furnace::EpochShare};
use solana_address::Address;

use crate::cli::{
    context::Context,
    failure::{Refusal, refusal},
    report::{Batch, heat},
};

/// Mint a worker's shares of past epochs into the income of its operator's pool. Anyone may.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  furnace token emission claim --worker 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct Claim {
    /// The worker, as 'furnace worker list' names it.
    #[arg(long)]
    worker: Address,
    /// Only of one epoch.
    #[arg(long)]
    epoch: Option<u64>,
}

pub(super) async fn run(command: Claim, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let current = furnace.emission().await?.epoch;
    let shares = furnace.emission_of(&command.worker, current).await?;
    let claimable = claimable(&shares, command.epoch)?;
    let amount: u64 = claimable.iter().map(|share| share.amount).sum();
    let epochs: Vec<u64> = claimable.iter().map(|share| share.epoch).collect();
    let signatures = furnace.emission_claim(&wallet, &command.worker, &epochs).await?;
    let batch = Batch::new(&signatures, format!("minted {} into the income of the worker's pool", heat(amount)));
    let batch = batch.with("worker", command.worker.to_string()).with("amount", amount);
    context.output.result(&batch.with("epochs", epochs))
}

/// The shares that can be claimed, of one epoch or of all.
fn claimable(shares: &[EpochShare], epoch: Option<u64>) -> Result<Vec<EpochShare>, Refusal> {
    let asked = shares.iter().filter(|share| epoch.is_none_or(|epoch| share.epoch == epoch));
    let claimable: Vec<_> = asked.copied().filter(|share| share.state == PointsState::Claimable).collect();
    if !claimable.is_empty() {
        return Ok(claimable);
    }
    let nothing = refusal("the worker has nothing to claim");
    let next = shares.iter().filter(|share| share.state == PointsState::Recording).map(|share| share.epoch).min();
    Err(match next {
        Some(next) => nothing.hint(format!("points of epoch {next} can be claimed once epoch {} is over", next + 1)),
        None => nothing.hint("'furnace token emission --worker' shows its points; proofs of its GPUs give them"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recorded_or_over_is_not_claimed() {
        use PointsState::{Claimable, Over, Recording};
        let share = |epoch, state| EpochShare { epoch, points: 1, state, amount: 2 };
        let shares = [share(3, Over), share(8, Claimable), share(9, Claimable), share(10, Recording)];
        let epochs = |epoch| claimable(&shares, epoch).map(|them| them.iter().map(|it| it.epoch).collect::<Vec<_>>());
        assert_eq!(epochs(None).ok(), Some(vec![8, 9]));
        assert_eq!(epochs(Some(9)).ok(), Some(vec![9]));
        for epoch in [3, 7, 10] {
            assert!(epochs(Some(epoch)).is_err(), "{epoch}");
        }
        assert!(claimable(&[], None).is_err());
    }
}
