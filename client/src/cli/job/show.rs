//! `furnace job show`

use clap::Args;
use serde::Serialize;

use super::{Target, parts::SeatView, view::JobView};
use crate::cli::{bid::BidView, context::Context, quote::Quote, report::Report};

/// Show a job, with its crew, its bids, and who is credited for checkpoints.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  furnace job show 7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5")]
pub(in crate::cli) struct Show {
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct Details {
    #[serde(flatten)]
    job: JobView,
    /// The workers that have a seat; none once the crew is closed.
    crew_seats: Vec<SeatView>,
    /// The best one first; none once they are closed.
    bids: Vec<BidView>,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let quote = Quote::now(&furnace, job.data.payment()).await?;
    let crew = furnace.crew(&job).await?;
    let bids = if job.data.has_bids() { furnace.bids(&job.address).await? } else { None };
    context.output.result(&Details {
        job: JobView::from(&job).told_in(quote),
        crew_seats: crew.map(|crew| SeatView::all(&crew.data)).unwrap_or_default(),
        bids: bids.map(|bids| BidView::all(&bids.data)).unwrap_or_default(),
    })
}

impl Report for Details {
    fn text(&self, colour: bool) -> String {
        let mut text = self.job.text(colour);
        if !self.crew_seats.is_empty() {
            text += &format!("\n\n{}", SeatView::table(&self.crew_seats, colour));
        }
        if !self.bids.is_empty() {
            text += &format!("\n\n{}", BidView::table(&self.bids, |price| self.job.quote.price(price), colour));
        }
        text
    }
}
