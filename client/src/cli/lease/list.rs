//! `furnace lease list`

use clap::Args;
use furnace_client::accounts::LeaseState;
use serde::Serialize;

use super::view::{LeaseView, state_of};
use crate::cli::{
    context::Context,
    quote::Quote,
    report::{Report, listing, moment},
    whose::Whose,
};

/// List leases, oldest first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  furnace lease list --mine\n  furnace lease list --state open --json")]
pub(in crate::cli) struct List {
    /// Only leases in a state: open, assigned, running, suspended or closed.
    #[arg(long, value_parser = state_of)]
    state: Option<LeaseState>,
    #[command(flatten)]
    whose: Whose,
}

#[derive(Serialize)]
struct Leases {
    leases: Vec<LeaseView>,
}

pub(super) async fn run(command: List, context: &Context<'_>) -> anyhow::Result<()> {
    let filter = command.whose.in_state(command.state, context)?;
    let furnace = context.furnace()?;
    let now = furnace.chain().clock().await?.unix_timestamp;
    let found = furnace.leases(&filter).await?;
    let view = |lease| LeaseView::new(lease, Quote::plain(None), now);
    context.output.result(&Leases { leases: found.iter().map(view).collect() })
}

impl Report for Leases {
    fn text(&self, colour: bool) -> String {
        let rows = self.leases.iter().map(|lease| {
            vec![
                lease.lease.clone(),
                lease.state.clone(),
                lease.quote.rate(lease.rate),
                lease.left(),
                moment(lease.posted_at),
                lease.worker.clone().unwrap_or_else(|| "-".to_owned()),
            ]
        });
        listing(colour, &["LEASE", "STATE", "RATE", "LASTS FOR", "OPENED", "WORKER"], rows)
    }
}
