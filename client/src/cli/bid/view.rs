//! Bids as documents.

use furnace_client::accounts::Bids;
use serde::Serialize;

use crate::cli::report::{listing, moment, percent};

#[derive(Serialize)]
pub(in crate::cli) struct BidView {
    pub(super) worker: String,
    pub(super) operator: String,
    /// In units of the quote; of a lease by the second.
    pub(super) price: u64,
    /// Of the worker when it bid.
    pub(super) record_bps: u16,
    pub(super) placed_at: i64,
}

impl BidView {
    /// The best one first.
    pub(in crate::cli) fn all(bids: &Bids) -> Vec<Self> {
        let view = |bid: furnace_client::generated::jobs::types::Bid| Self {
            worker: bid.worker.to_string(),
            operator: bid.operator.to_string(),
            price: bid.price,
            record_bps: bid.record_bps,
            placed_at: bid.placed_at,
        };
        bids.ranked().into_iter().map(view).collect()
    }

    pub(in crate::cli) fn table(bids: &[Self], told: impl Fn(u64) -> String, colour: bool) -> String {
        let rows = bids
            .iter()
            .map(|bid| vec![bid.worker.clone(), told(bid.price), percent(bid.record_bps), moment(bid.placed_at)]);
        listing(colour, &["WORKER", "BIDS", "RECORD", "PLACED"], rows)
    }
}
