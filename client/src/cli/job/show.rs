//! `furnace job show`

use clap::Args;
use serde::Serialize;

use super::{Target, parts::SeatView, view::JobView};
use crate::cli::{
    bid::BidView,
    context::Context,
    dispute::DisputeView,
    quote::Quote,
    report::{Report, listing},
};

/// Show a job, with its crew, its bids, its disputes, and who is credited for checkpoints.
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
    /// In which its results are or were judged, the first one first; none once they are closed.
    judgements: Vec<DisputeView>,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let job = command.target.read(&furnace).await?;
    let quote = Quote::now(&furnace, job.data.payment()).await?;
    let crew = furnace.crew(&job).await?;
    let bids = if job.data.has_bids() { furnace.bids(&job.address).await? } else { None };
    let disputes = if job.data.disputes > 0 { furnace.disputes_of(&job.address).await? } else { Vec::new() };
    let clock = furnace.chain().clock().await?;
    context.output.result(&Details {
        job: JobView::from(&job).told_in(quote),
        crew_seats: crew.map(|crew| SeatView::all(&crew.data)).unwrap_or_default(),
        bids: bids.map(|bids| BidView::all(&bids.data)).unwrap_or_default(),
        judgements: disputes.iter().map(|dispute| DisputeView::new(dispute, &clock)).collect(),
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
        if !self.judgements.is_empty() {
            let rows = self.judgements.iter().map(|dispute| {
                let ruling = dispute.ruling.clone().unwrap_or_else(|| "-".to_owned());
                vec![dispute.dispute.clone(), dispute.state.clone(), ruling, dispute.next.clone()]
            });
            text += &format!("\n\n{}", listing(colour, &["DISPUTE", "STATE", "RULING", "NEXT"], rows));
        }
        text
    }
}
