//! `furnace dispute show`

use clap::Args;
use furnace_common::state::Ruling;

use super::{
    Target,
    view::{DisputeView, ruling_told},
};
use crate::cli::{
    context::Context,
    report::{Report, heat, listing, moment, properties},
};

/// Show a dispute: what is claimed, who votes, what was found, the money that waits, and what comes next.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace dispute show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Show {
    #[command(flatten)]
    target: Target,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let dispute = command.target.read(&furnace).await?;
    let clock = furnace.chain().clock().await?;
    context.output.result(&DisputeView::new(&dispute, &clock))
}

impl DisputeView {
    fn found(&self) -> &'static str {
        let of_name = |name: &String| Ruling::ALL.iter().find(|ruling| ruling.name().eq_ignore_ascii_case(name));
        ruling_told(self.ruling.as_ref().and_then(of_name).copied())
    }

    fn parties(&self) -> Vec<(&'static str, String)> {
        let accuser = match (&self.accuser, self.audit) {
            (Some(accuser), _) => accuser.clone(),
            (None, true) => "nobody: it was drawn to be audited".to_owned(),
            (None, false) => "-".to_owned(),
        };
        let mut rows = vec![
            ("client", self.client.clone()),
            ("worker", self.worker.clone()),
            ("operator", self.operator.clone()),
            ("accuser", accuser),
        ];
        rows.extend(self.appellant.clone().map(|appellant| ("appellant", appellant)));
        rows
    }

    fn money(&self) -> Vec<(&'static str, String)> {
        let amounts = [
            ("a vote is paid", self.fee),
            ("accuser's bond", self.bond),
            ("appellant's bond", self.appeal_bond),
            ("penalty that waits", self.penalty),
            ("for the votes", self.pot),
        ];
        amounts.into_iter().filter(|(_, amount)| *amount > 0).map(|(name, amount)| (name, heat(amount))).collect()
    }
}

impl Report for DisputeView {
    fn text(&self, colour: bool) -> String {
        let mut rows = vec![
            ("dispute", self.dispute.clone()),
            ("job", self.job.clone()),
            ("state", format!("{}, {} round", self.state, self.round)),
            ("found", self.found().to_owned()),
            ("next", self.next.clone()),
        ];
        rows.extend(self.seat.map(|seat| ("seat", seat.to_string())));
        rows.extend(self.parties());
        rows.push(("worker's result", self.result.clone()));
        rows.extend(self.claimed.clone().map(|claimed| ("accuser's result", claimed)));
        rows.extend(self.ruled.clone().map(|ruled| ("right result", ruled)));
        rows.extend(self.money());
        let moments = [
            ("opened", self.opened_at),
            ("votes sealed by", self.commit_ends_at),
            ("votes shown by", self.reveal_ends_at),
            ("appeals until", self.appeal_ends_at),
            ("ended", self.ended_at),
        ];
        rows.extend(moments.into_iter().filter(|(_, at)| *at != 0).map(|(name, at)| (name, moment(at))));
        let text = properties(colour, rows);
        if self.votes.is_empty() {
            return text;
        }
        let votes = self
            .votes
            .iter()
            .map(|vote| vec![vote.number.to_string(), vote.verifier.clone(), vote.state.clone(), vote.said()]);
        format!("{text}\n\n{}", listing(colour, &["VOTE", "VERIFIER", "STATE", "RESULT"], votes))
    }
}
