//! Markets as documents.

use furnace_client::accounts::{Found, Market};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct MarketView {
    pub(super) market: String,
    pub(super) name: String,
    pub(super) opener: String,
    pub(super) index: u8,
    pub(super) payment_mint: String,
    pub(super) max_job_seconds: u32,
    pub(super) review_seconds: u32,
    pub(super) collateral_bps: u16,
    pub(super) take_bps: u16,
    pub(super) burn_bps: u16,
    pub(super) class_multiplier: u16,
    pub(super) min_gpus: u8,
    pub(super) min_vram_gib: u16,
}

impl From<&Found<Market>> for MarketView {
    fn from(market: &Found<Market>) -> Self {
        let Found { address, data } = market;
        Self {
            market: address.to_string(),
            name: data.title(),
            opener: data.opener.to_string(),
            index: data.index,
            payment_mint: data.payment_mint.to_string(),
            max_job_seconds: data.max_job_seconds,
            review_seconds: data.review_seconds,
            collateral_bps: data.collateral_bps,
            take_bps: data.take_bps,
            burn_bps: data.burn_bps,
            class_multiplier: data.class_multiplier,
            min_gpus: data.min_gpus,
            min_vram_gib: data.min_vram_gib,
        }
    }
}

impl MarketView {
    /// Hardware a worker must have.
    pub(super) fn hardware(&self) -> String {
        format!("{} x {} GiB", self.min_gpus, self.min_vram_gib)
    }
}
