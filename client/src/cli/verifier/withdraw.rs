//! `furnace verifier withdraw`

use clap::Args;
use furnace_client::accounts::Verifier;
use solana_signer::Signer;

use crate::cli::{
    context::Context,
    failure::{Refusal, refusal},
    report::{Receipt, heat, moment},
};

/// Take out what your votes earned, and your bond once that is free.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace verifier withdraw")]
pub(in crate::cli) struct Withdraw {}

pub(super) async fn run(_: Withdraw, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let verifier = super::of(&furnace, &wallet.pubkey()).await?;
    let now = furnace.chain().clock().await?.unix_timestamp;
    let bond = free_bond(&verifier.data, now);
    let amount = verifier.data.earned.saturating_add(*bond.as_ref().unwrap_or(&0));
    if amount == 0 {
        let kept = bond.err().unwrap_or_else(|| refusal("verifier holds nothing").hint("'furnace verifier close'"));
        return Err(kept.into());
    }
    let signature = furnace.verifier_withdraw(&wallet).await?;
    let receipt = Receipt::new(signature, format!("took out {}", heat(amount)))
        .with("verifier", verifier.address.to_string())
        .with("amount", amount);
    context.output.result(&receipt)
}

/// The bond, base units, or why it cannot be taken out at `now`, unix seconds.
fn free_bond(verifier: &Verifier, now: i64) -> Result<u64, Refusal> {
    if !verifier.is_leaving() {
        return Err(
            refusal("a verifier's bond stays while it can be drawn").hint("leave with 'furnace verifier leave'")
        );
    }
    if now < verifier.free_at {
        return Err(refusal(format!("the bond is free at {}", moment(verifier.free_at))));
    }
    if verifier.votes > 0 {
        let owed = refusal(format!("the bond answers for {} vote(s) that are not settled", verifier.votes));
        return Err(owed.hint("'furnace dispute list --verifier' names them; 'furnace dispute advance --all' settles"));
    }
    Ok(verifier.bond)
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    #[test]
    fn a_bond_is_free_when_it_answers_for_nothing() {
        let mut verifier = Verifier::parse(&[0; Verifier::SIZE]).expect("a verifier");
        verifier.bond = 5;
        let told = |verifier: &Verifier, now| free_bond(verifier, now).map_err(|refused| refused.to_string());
        assert!(told(&verifier, 100).is_err_and(|text| text.contains("can be drawn")));
        verifier.free_at = 100;
        assert!(told(&verifier, 99).is_err_and(|text| text.contains("1970-01-01T00:01:40Z")));
        verifier.votes = 2;
        assert!(told(&verifier, 100).is_err_and(|text| text.contains("2 vote(s)")));
        verifier.votes = 0;
        assert_eq!(told(&verifier, 100), Ok(5));
    }
}
