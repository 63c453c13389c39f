//! `furnace dispute appeal`

use clap::Args;
use furnace_client::accounts::{Dispute, Found};
use furnace_common::state::DisputeState;
use solana_signer::Signer;

use super::{Target, view::state_name};
use crate::cli::{
    bond::require_bond,
    context::Context,
    failure::{Refusal, refusal},
    report::{Receipt, heat, moment},
};

/// Appeal against a penalty: seven verifiers do the work again. Anyone may, for 7 days, against a bond in HEAT.
///
/// The bond is three and a half times the job's price, or more for a long and cheap one. Where they do not confirm the penalty it comes back, and the
/// penalty to the pool; where they do, it pays their votes first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace dispute appeal 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Appeal {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Appeal, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = context.wallet()?;
    let furnace = context.furnace()?;
    let dispute = command.target.read(&furnace).await?;
    require_appealable(&dispute, furnace.chain().clock().await?.unix_timestamp)?;
    let bond = dispute.data.appeal_price();
    require_bond(&furnace, &wallet.pubkey(), bond).await?;
    let signature = furnace.appeal_open(&wallet, &dispute.address).await?;
    context.output.note(format!("put down {}; go on with 'furnace dispute advance {}'", heat(bond), dispute.address));
    let receipt = Receipt::new(signature, format!("appealed against the penalty of dispute {}", dispute.address))
        .with("dispute", dispute.address.to_string())
        .with("bond", bond)
        .with("penalty", dispute.data.penalty);
    context.output.result(&receipt)
}

/// Refuses a dispute in which no penalty waits for an appeal at `now`, unix seconds.
fn require_appealable(dispute: &Found<Dispute>, now: i64) -> Result<(), Refusal> {
    let Found { address, data } = dispute;
    if data.state() != Some(DisputeState::Convicted) {
        let state = state_name(data.state());
        return Err(refusal(format!(
            "dispute {address} is {state}; only a penalty that waits can be appealed against"
        )));
    }
    if now > data.appeal_ends_at {
        let over = refusal(format!("the time to appeal ended at {}", moment(data.appeal_ends_at)));
        return Err(over.hint(format!("the penalty is paid out by 'furnace dispute advance {address}'")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;
    use solana_address::Address;

    use super::*;

    #[test]
    fn a_penalty_can_be_appealed_against_while_it_waits() {
        let data = Dispute::parse(&vec![0; Dispute::SIZE]).expect("a dispute");
        let mut dispute = Found { address: Address::default(), data };
        dispute.data.state = DisputeState::Voting.byte();
        let told =
            |dispute: &Found<Dispute>, now| require_appealable(dispute, now).map_err(|refused| refused.to_string());
        assert!(told(&dispute, 0).is_err_and(|text| text.contains("is voting")));
        dispute.data.state = DisputeState::Convicted.byte();
        dispute.data.appeal_ends_at = 60;
        assert_eq!(told(&dispute, 60), Ok(()));
        assert!(told(&dispute, 61).is_err_and(|text| text.contains("1970-01-01T00:01:00Z")));
    }
}
