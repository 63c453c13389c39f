//! `furnace verifier show`

use clap::Args;
use solana_address::Address;

use super::view::VerifierView;
use crate::cli::{
    context::Context,
    report::{Report, heat, moment, percent, properties},
};

/// Show a verifier: its bond, what it earned and lost, and with what it is drawn.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace verifier show\n  furnace verifier show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --json"
)]
pub(in crate::cli) struct Show {
    /// The verifier's wallet [default: yours].
    #[arg(value_name = "WALLET")]
    verifier: Option<Address>,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let owner = context.address_or_own(command.verifier)?;
    let furnace = context.furnace()?;
    let verifier = super::of(&furnace, &owner).await?;
    context.output.result(&VerifierView::new(&verifier, &furnace.roster().await?))
}

impl Report for VerifierView {
    fn text(&self, colour: bool) -> String {
        let drawn = format!("{}, {} of all", heat(self.weight), percent(self.share_bps));
        let votes = format!("{} right, {} wrong, {} not given", self.right, self.wrong, self.silent);
        let mut rows = vec![
            ("verifier", self.verifier.clone()),
            ("wallet", self.wallet.clone()),
            ("votes with", self.key.clone()),
            ("state", self.standing().to_owned()),
            ("bond", heat(self.bond)),
            ("drawn with", drawn),
            ("earned, to withdraw", heat(self.earned)),
            ("lost for votes", heat(self.slashed)),
            ("votes", votes),
            ("votes not settled", self.open_votes.to_string()),
        ];
        if self.leaving {
            rows.push(("bond free at", moment(self.free_at)));
        }
        properties(colour, rows)
    }
}
