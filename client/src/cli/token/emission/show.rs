//! `furnace token emission`

use clap::Args;
use furnace_client::{
    accounts::PointsState,
    furnace::{Emission, EpochShare},
    schedule::{self, Row},
};
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    context::Context,
    report::{Report, heat, listing, moment, properties},
};

#[derive(Debug, Args)]
pub(in crate::cli) struct Show {
    /// The schedule of the next hours instead of all years.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    hours: Option<u32>,
    /// Also the shares of a worker.
    #[arg(long)]
    worker: Option<Address>,
}

#[derive(Serialize)]
struct EmissionView {
    start: i64,
    /// What the schedule has emitted by now.
    scheduled: u64,
    epoch: u64,
    epoch_begins: i64,
    epoch_ends: i64,
    /// Of the current epoch.
    budget: u64,
    /// Of the current epoch; none where it is not open.
    points: Option<u64>,
    schedule: Vec<RowView>,
    shares: Option<Vec<ShareView>>,
}

#[derive(Serialize)]
struct RowView {
    first_hour: u32,
    last_hour: u32,
    begins_at: i64,
    ends_at: i64,
    emitted: u64,
    total: u64,
}

#[derive(Serialize)]
struct ShareView {
    epoch: u64,
    points: u64,
    state: &'static str,
    amount: u64,
}

pub(super) async fn run(command: Show, context: &Context<'_>) -> anyhow::Result<()> {
    let furnace = context.furnace()?;
    let emission = furnace.emission().await?;
    let schedule = match command.hours {
        None => schedule::years(emission.start),
        Some(count) => schedule::hours(emission.start, emission.present.now, count),
    };
    let shares = match command.worker {
        None => None,
        Some(worker) => Some(furnace.emission_of(&worker, emission.epoch).await?),
    };
    context.output.result(&EmissionView::new(&emission, &schedule, shares.as_deref()))
}

impl EmissionView {
    fn new(emission: &Emission, schedule: &[Row], shares: Option<&[EpochShare]>) -> Self {
        let begins = |epoch: u64| emission.present.epoch_begins(i64::try_from(epoch).unwrap_or(i64::MAX));
        Self {
            start: emission.start,
            scheduled: emission.scheduled(),
            epoch: emission.epoch,
            epoch_begins: begins(emission.epoch),
            epoch_ends: begins(emission.epoch.saturating_add(1)),
            budget: emission.budget(emission.epoch),
            points: emission.opened.as_ref().map(|epoch| epoch.data.total_points),
            schedule: schedule.iter().map(RowView::from).collect(),
            shares: shares.map(|shares| shares.iter().map(ShareView::from).collect()),
        }
    }
}

impl From<&Row> for RowView {
    fn from(row: &Row) -> Self {
        Self {
            first_hour: row.first_hour,
            last_hour: row.last_hour,
            begins_at: row.begins_at,
            ends_at: row.ends_at,
            emitted: row.emitted,
            total: row.total,
        }
    }
}

impl From<&EpochShare> for ShareView {
    fn from(share: &EpochShare) -> Self {
        let state = match share.state {
            PointsState::Recording => "recording",
            PointsState::Claimable => "claimable",
            PointsState::Over => "over",
        };
        Self { epoch: share.epoch, points: share.points, state, amount: share.amount }
    }
}

impl RowView {
    fn row(&self) -> Vec<String> {
        let hours = match self.first_hour == self.last_hour {
            true => self.first_hour.to_string(),
            false => format!("{} to {}", self.first_hour, self.last_hour),
        };
        vec![hours, moment(self.begins_at), heat(self.emitted), heat(self.total)]
    }
}

impl Report for EmissionView {
    fn text(&self, colour: bool) -> String {
        let points = self.points.map_or_else(|| "the epoch is not open".to_owned(), |points| points.to_string());
        let head = properties(
            colour,
            [
                ("began", moment(self.start)),
                ("emitted by the schedule", heat(self.scheduled)),
                ("current epoch", self.epoch.to_string()),
                ("from", moment(self.epoch_begins)),
                ("to", moment(self.epoch_ends)),
                ("budget", heat(self.budget)),
                ("points", points),
            ],
        );
        let rows = self.schedule.iter().map(RowView::row);
        let mut text = format!("{head}\n\n{}", listing(colour, &["HOURS", "FROM", "EMITS", "IN ALL BY THEN"], rows));
        if let Some(shares) = &self.shares {
            let row = |share: &ShareView| {
                vec![share.epoch.to_string(), share.points.to_string(), heat(share.amount), share.state.to_owned()]
            };
            let shares = listing(colour, &["EPOCH", "POINTS", "SHARE", "STATE"], shares.iter().map(row));
            text = format!("{text}\n\n{shares}");
        }
        text
    }
}
