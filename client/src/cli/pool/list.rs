//! `furnace pool list`

use clap::Args;
use serde::Serialize;

use super::view::PoolView;
use crate::cli::{
    context::Context,
    report::{Report, heat, listing},
};

/// List the pools, the largest stake first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace pool list")]
pub(in crate::cli) struct List {}

#[derive(Serialize)]
struct Pools {
    pools: Vec<PoolView>,
}

pub(super) async fn run(_: List, context: &Context<'_>) -> anyhow::Result<()> {
    let (present, pools) = context.furnace()?.pools_at_present().await?;
    let pools = pools.iter().map(|pool| PoolView::new(&present, pool)).collect::<Result<_, _>>()?;
    context.output.result(&Pools { pools })
}

impl Report for Pools {
    fn text(&self, colour: bool) -> String {
        let rows = self.pools.iter().map(|pool| {
            let room = pool.delegation_cap.saturating_sub(pool.delegated);
            vec![
                pool.operator.clone(),
                heat(pool.active),
                heat(pool.own),
                heat(room),
                pool.commission(),
                pool.position_count.to_string(),
                pool.estimate.text(),
            ]
        });
        let headings =
            ["OPERATOR", "STAKE", "OF IT OWN", "ROOM", "COMMISSION", "POSITIONS", "A YEAR UNLOCKED (ESTIMATE)"];
        listing(colour, &headings, rows)
    }
}
