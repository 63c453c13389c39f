//! `furnace verifier list`

use clap::Args;
use furnace_client::accounts::Verifier;
use serde::Serialize;

use super::view::VerifierView;
use crate::cli::{
    context::Context,
    report::{Report, heat, listing, percent},
};

/// List the roster: the verifiers from whom committees are drawn, the likeliest first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace verifier list\n  furnace verifier list --all --json")]
pub(in crate::cli) struct List {
    /// Those too that are not on the roster.
    #[arg(long)]
    all: bool,
}

#[derive(Serialize)]
struct Verifiers {
    verifiers: Vec<VerifierView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let roster = furnace.roster().await?;
    let found = furnace.all::<Verifier>(Vec::new()).await?;
    let views = found.iter().map(|verifier| VerifierView::new(verifier, &roster));
    let mut verifiers: Vec<_> = views.filter(|view| command.all || view.place.is_some()).collect();
    verifiers.sort_by_key(|view| (std::cmp::Reverse(view.weight), view.place));
    context.output.result(&Verifiers { verifiers })
}

impl Report for Verifiers {
    fn text(&self, colour: bool) -> String {
        let rows = self.verifiers.iter().map(|view| {
            vec![
                view.place.map_or_else(|| "-".to_owned(), |place| place.to_string()),
                view.wallet.clone(),
                heat(view.bond),
                percent(view.share_bps),
                view.right.to_string(),
                view.wrong.to_string(),
                view.silent.to_string(),
                view.standing().to_owned(),
            ]
        });
        let headings = ["PLACE", "WALLET", "BOND", "DRAWN", "RIGHT", "WRONG", "SILENT", "STATE"];
        listing(colour, &headings, rows)
    }
}
