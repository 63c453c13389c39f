//! `furnace stake list`

use clap::Args;
use serde::Serialize;
use solana_address::Address;

use super::view::PositionView;
use crate::cli::{
    context::Context,
    report::{Report, heat, listing},
};

/// List all that a wallet has in pools.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace stake list --json", visible_alias = "positions")]
pub(in crate::cli) struct List {
    /// Whose stake [default: yours].
    owner: Option<Address>,
}

#[derive(Serialize)]
struct Positions {
    positions: Vec<PositionView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let owner = context.address_or_own(command.owner)?;
    let (_, holdings) = context.furnace()?.holdings(&owner).await?;
    let positions = holdings.iter().map(PositionView::new).collect::<Result<_, _>>()?;
    context.output.result(&Positions { positions })
}

impl Report for Positions {
    fn text(&self, colour: bool) -> String {
        let rows = self.positions.iter().map(|position| {
            vec![
                position.operator.clone(),
                heat(position.staked),
                heat(position.at_risk),
                position.lock(),
                position.weight(),
                position.cooling(),
                position.claimable.text(),
                position.estimate.text(),
            ]
        });
        let headings =
            ["OPERATOR", "STAKED", "AT RISK", "LOCKED", "WEIGHT", "COOLING DOWN", "CLAIMABLE", "A YEAR (ESTIMATE)"];
        listing(colour, &headings, rows)
    }
}
