//! `furnace stake show`

use clap::Args;
use serde::Serialize;
use solana_address::Address;

use super::{PoolChoice, view::PositionView};
use crate::cli::{
    context::Context,
    report::{Report, heat, listing, moment, properties},
};

/// Show stake pool by pool: its lock, what it earns, and what cools down.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  furnace stake show\n  furnace stake show --operator 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5 --json"
)]
pub(in crate::cli) struct Show {
    /// Whose stake [default: yours].
    owner: Option<Address>,
    /// Only in the pool of an operator, named by its wallet or itself.
    #[arg(long, visible_alias = "pool", value_name = "WALLET")]
    operator: Option<Address>,
}

#[derive(Serialize)]
struct Positions {
    positions: Vec<PositionView>,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let owner = context.address_or_own(command.owner)?;
    let furnace = context.furnace()?;
    let holdings = match command.operator {
        Some(_) => {
            let operator = PoolChoice { operator: command.operator }.operator(context, &furnace).await?;
            vec![super::holding_of(&furnace, &operator, &owner).await?]
        }
        None => furnace.holdings(&owner).await?.1,
    };
    if holdings.is_empty() {
        context.output.note("no stake in any pool; 'furnace stake add' or 'furnace stake delegate' begins");
    }
    let positions = holdings.iter().map(PositionView::new).collect::<Result<_, _>>()?;
    context.output.result(&Positions { positions })
}

impl Report for Positions {
    fn text(&self, colour: bool) -> String {
        let texts = self.positions.iter().map(|position| text(position, colour));
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

fn text(position: &PositionView, colour: bool) -> String {
    let head = properties(
        colour,
        [
            ("pool", position.pool.clone()),
            ("operator", position.operator.clone()),
            ("staked", heat(position.staked)),
            ("a slash can reach", heat(position.at_risk)),
            ("locked", position.lock()),
            ("weight", position.weight()),
            ("claimable now", position.claimable.text()),
            ("a year (estimate)", position.estimate.text()),
        ],
    );
    if position.unbondings.is_empty() {
        return head;
    }
    let rows = position.unbondings.iter().map(|unbonding| {
        let until = if unbonding.ready { "ready".to_owned() } else { moment(unbonding.unlock_at) };
        vec![unbonding.number.to_string(), heat(unbonding.amount), until]
    });
    format!("{head}\n{}", listing(colour, &["UNBONDING", "AMOUNT", "COOLS DOWN UNTIL"], rows))
}
