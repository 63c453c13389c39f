//! `furnace dispute list`

use clap::Args;
use furnace_client::{
    accounts::{Dispute, Found},
    pda,
};
use furnace_common::state::DisputeState;
use serde::Serialize;
use solana_address::Address;

use super::view::{DisputeView, state_of};
use crate::cli::{
    context::Context,
    report::{Report, listing, moment},
};

/// List disputes, the latest first.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace dispute list --mine\n  furnace dispute list --state convicted --json\n  furnace dispute list --job 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5"
)]
pub(in crate::cli) struct List {
    /// Only disputes in a state: drawing, voting, ruled, convicted or ended.
    #[arg(long, value_parser = state_of)]
    state: Option<DisputeState>,
    /// Only those of a job.
    #[arg(long)]
    job: Option<Address>,
    /// Only those in which your wallet has a part: as client, accuser, operator, verifier, or because you appealed.
    #[arg(long, conflicts_with = "wallet")]
    mine: bool,
    /// Only those in which a wallet has a part.
    #[arg(long, value_name = "WALLET")]
    wallet: Option<Address>,
    /// Only those in whose committees a wallet's verifier is.
    #[arg(long, value_name = "WALLET")]
    verifier: Option<Address>,
}

#[derive(Serialize)]
struct Disputes {
    disputes: Vec<DisputeView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let wallet = if command.mine { Some(context.address_or_own(None)?) } else { command.wallet };
    let furnace = context.furnace()?;
    let clock = furnace.chain().clock().await?;
    let mut found = match &command.job {
        Some(job) => furnace.disputes_of(job).await?,
        None => furnace.disputes().await?,
    };
    found.retain(|dispute| {
        command.state.is_none_or(|state| dispute.data.state() == Some(state))
            && wallet.is_none_or(|wallet| has_part(&dispute.data, &wallet))
            && command.verifier.is_none_or(|wallet| judges(&dispute.data, &wallet))
    });
    found.sort_by_key(|dispute| (std::cmp::Reverse(dispute.data.opened_at), dispute.address));
    let view = |dispute: &Found<Dispute>| DisputeView::new(dispute, &clock);
    context.output.result(&Disputes { disputes: found.iter().map(view).collect() })
}

/// Whether a wallet has anything to win or lose by a dispute.
fn has_part(dispute: &Dispute, wallet: &Address) -> bool {
    [dispute.client, dispute.accuser, dispute.appellant].contains(wallet)
        || dispute.operator == pda::operator(wallet)
        || judges(dispute, wallet)
}

fn judges(dispute: &Dispute, wallet: &Address) -> bool {
    let verifier = pda::verifier(wallet);
    dispute.given().any(|(_, vote)| vote.verifier == verifier)
}

impl Report for Disputes {
    fn text(&self, colour: bool) -> String {
        let rows = self.disputes.iter().map(|dispute| {
            vec![
                dispute.dispute.clone(),
                dispute.job.clone(),
                dispute.state.clone(),
                dispute.round.clone(),
                dispute.ruling.clone().unwrap_or_else(|| "-".to_owned()),
                moment(dispute.opened_at),
                dispute.next.clone(),
            ]
        });
        listing(colour, &["DISPUTE", "JOB", "STATE", "ROUND", "RULING", "OPENED", "NEXT"], rows)
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;

    use super::*;

    #[test]
    fn a_part_is_what_somebody_can_win_or_lose_by() {
        let wallets: Vec<_> = (1..=6).map(|byte| Address::new_from_array([byte; 32])).collect();
        let mut dispute = Dispute::parse(&vec![0; Dispute::SIZE]).expect("a dispute");
        (dispute.client, dispute.accuser, dispute.appellant) = (wallets[0], wallets[1], wallets[2]);
        dispute.operator = pda::operator(&wallets[3]);
        dispute.seats = 1;
        dispute.votes[0].verifier = pda::verifier(&wallets[4]);
        let parts: Vec<_> = wallets.iter().map(|wallet| has_part(&dispute, wallet)).collect();
        assert_eq!(parts, [true, true, true, true, true, false]);
        assert!(judges(&dispute, &wallets[4]) && !judges(&dispute, &wallets[0]));
    }
}
