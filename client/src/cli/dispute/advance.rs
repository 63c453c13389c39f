//! `furnace dispute advance`

use clap::Args;
use furnace_client::{
    accounts::{Dispute, Found},
    furnace::{DisputeStep, Furnace},
};
use solana_keypair::Keypair;
use solana_signature::Signature;

use super::{
    DisputeView, Target,
    view::{state_name, told},
};
use crate::cli::{context::Context, failure::refusal, report::Batch};

/// Take the next step of a dispute that needs nobody in particular: draw, count, carry out, settle votes, close.
///
/// Only your SOL is spent, on fees and on HEAT accounts of those who are paid and have none.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace dispute advance 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --all")]
pub(in crate::cli) struct Advance {
    #[command(flatten)]
    target: Target,
    /// Go on until it waits for somebody, or is closed.
    #[arg(long)]
    all: bool,
}

pub(super) async fn run(command: Advance, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let dispute = command.target.read(&furnace).await?;
    let clock = furnace.chain().clock().await?;
    let Some(step) = DisputeStep::next(&dispute.data, clock.unix_timestamp, clock.slot) else {
        let waits = DisputeView::new(&dispute, &clock).next;
        return Err(refusal(format!("nothing is to be done for dispute {}: it {waits}", dispute.address)).into());
    };
    let signatures = match command.all {
        true => finish(&furnace, &wallet, &dispute, context).await?,
        false => {
            let signature = furnace.dispute_advance(&wallet, &dispute, step).await?;
            context.output.note(told(step));
            vec![signature]
        }
    };
    report(&furnace, &dispute, &signatures, context).await
}

/// Takes every step that is left now.
async fn finish(
    furnace: &Furnace,
    wallet: &Keypair,
    dispute: &Found<Dispute>,
    context: &Context<'_>,
) -> anyhow::Result<Vec<Signature>> {
    let mut signatures = Vec::new();
    let progress = context.output.progress(format!("finishing {}", dispute.address));
    let mut done = |step, signature| {
        progress.suspend(|| context.output.note(told(step)));
        signatures.push(signature);
    };
    furnace.dispute_finish(wallet, &dispute.address, &mut done).await?;
    Ok(signatures)
}

/// Where the dispute stands now.
async fn report(
    furnace: &Furnace,
    dispute: &Found<Dispute>,
    signatures: &[Signature],
    context: &Context<'_>,
) -> anyhow::Result<()> {
    let address = dispute.address;
    let now = furnace.find::<Dispute>(&address).await?;
    let clock = furnace.chain().clock().await?;
    let (state, next) = match &now {
        Some(found) => (Some(state_name(found.data.state())), Some(DisputeView::new(found, &clock).next)),
        None => (None, None),
    };
    let sentence = match (&state, &next) {
        (Some(state), Some(next)) => format!("dispute {address} is {state}; next: {next}"),
        _ => format!("dispute {address} is closed"),
    };
    let batch = Batch::new(signatures, sentence).with("dispute", address.to_string());
    context.output.result(&batch.with("state", state).with("next", next))
}
