//! Taking all steps that are left for one order, told one by one.

use furnace_client::furnace::{Furnace, Sweep};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;

use super::{context::Context, sweep::told};

/// Takes them; the signatures are those of the transactions.
pub(super) async fn finish(
    furnace: &Furnace,
    wallet: &Keypair,
    order: &Address,
    extent: Sweep,
    context: &Context<'_>,
) -> anyhow::Result<Vec<Signature>> {
    let mut signatures = Vec::new();
    let progress = context.output.progress(format!("finishing {order}"));
    let mut done = |step, signature| {
        progress.suspend(|| context.output.note(told(step)));
        signatures.push(signature);
    };
    furnace.finish(wallet, order, extent, &mut done).await?;
    Ok(signatures)
}
