//! Markets as documents.

use furnace_client::accounts::{Found, Market};
use furnace_common::{
    bps,
    dispute::required_collateral,
    state::{Payment, PriceMode},
};
use serde::Serialize;
use solana_address::Address;

use crate::cli::{
    quote::payment_name,
    report::{multiple, percent},
};

#[derive(Serialize)]
pub(super) struct MarketView {
    pub(super) market: String,
    pub(super) name: String,
    pub(super) opener: String,
    pub(super) index: u8,
    /// Whether the protocol's authority lists it.
    pub(super) official: bool,
    pub(super) closed: bool,
    /// In what prices are quoted and paid.
    pub(super) payment: &'static str,
    pub(super) payment_mint: String,
    pub(super) modes: Vec<String>,
    /// In which the worker may be; none for any.
    pub(super) regions: Vec<u8>,
    pub(super) max_job_seconds: u32,
    pub(super) max_lease_seconds: u32,
    pub(super) review_seconds: u32,
    pub(super) grace_seconds: u32,
    pub(super) notice_seconds: u32,
    pub(super) collateral_bps: u16,
    /// The part of all results that is audited; zero for none.
    pub(super) audit_bps: u16,
    /// Whose co-signature results need.
    pub(super) attestor: Option<String>,
    pub(super) take_bps: u16,
    pub(super) burn_bps: u16,
    pub(super) class_multiplier: u16,
    pub(super) min_gpus: u8,
    pub(super) min_vram_gib: u16,
    /// What each GPU must be certified to do, int8 operations a second; zero where none need be.
    pub(super) min_score: u64,
    /// Among orders whose accounts are closed.
    pub(super) settled: u64,
    pub(super) failed: u64,
    pub(super) unclaimed: u64,
    pub(super) busy_seconds: u64,
    /// Base units of what is paid.
    pub(super) paid: u64,
    #[serde(skip)]
    pub(super) paid_in: Option<Payment>,
}

impl From<&Found<Market>> for MarketView {
    fn from(market: &Found<Market>) -> Self {
        let Found { address, data } = market;
        let payment = Payment::from_byte(data.payment);
        let modes = PriceMode::ALL.iter().filter(|mode| data.modes & mode.bit() != 0);
        Self {
            market: address.to_string(),
            name: data.title(),
            opener: data.opener.to_string(),
            index: data.index,
            official: data.listed != 0,
            closed: data.closed != 0,
            payment: payment_name(payment),
            payment_mint: data.payment_mint.to_string(),
            modes: modes.map(|mode| mode.name().to_lowercase()).collect(),
            regions: (0..32).filter(|region| data.needs.regions & (1 << region) != 0).collect(),
            max_job_seconds: data.max_job_seconds,
            max_lease_seconds: data.max_lease_seconds,
            review_seconds: data.review_seconds,
            grace_seconds: data.grace_seconds,
            notice_seconds: data.notice_seconds,
            collateral_bps: data.collateral_bps,
            audit_bps: data.audit_bps,
            attestor: (data.attestor != Address::default()).then(|| data.attestor.to_string()),
            take_bps: data.take_bps,
            burn_bps: data.burn_bps,
            class_multiplier: data.needs.class_multiplier,
            min_gpus: data.needs.min_gpus,
            min_vram_gib: data.needs.min_vram_gib,
            min_score: data.needs.min_score,
            settled: data.settled,
            failed: data.failed,
            unclaimed: data.unclaimed,
            busy_seconds: data.busy_seconds,
            paid: data.paid,
            paid_in: payment,
        }
    }
}

impl MarketView {
    /// Hardware a worker must have.
    pub(super) fn hardware(&self) -> String {
        format!("{} x {} GiB", self.min_gpus, self.min_vram_gib)
    }

    /// What workers must have proven, for people.
    pub(super) fn certificate(&self) -> String {
        match self.min_score {
            0 => "not needed".to_owned(),
            score => format!("{} GPU(s) at {score} int8 operations a second", self.min_gpus),
        }
    }

    /// How many results are audited, for people.
    pub(super) fn audits(&self) -> String {
        match (&self.attestor, self.audit_bps) {
            (Some(attestor), _) => format!("none; {attestor} co-signs"),
            (None, 0) => "none".to_owned(),
            (None, part) => percent(part),
        }
    }

    /// What a claim puts at risk, for people: audits may ask for more than the market does.
    pub(super) fn at_risk(&self) -> String {
        let rate = required_collateral(u64::from(bps::ONE), self.collateral_bps, self.audit_bps);
        rate.map_or_else(|| "unknown".to_owned(), |rate| format!("{} of the price", multiple(rate)))
    }

    /// What the market is, for people.
    pub(super) fn standing(&self) -> &'static str {
        match (self.closed, self.official) {
            (true, _) => "closed",
            (false, true) => "official",
            (false, false) => "open",
        }
    }

    /// How prices are quoted and paid, for people.
    pub(super) fn quoted(&self) -> &'static str {
        match self.paid_in {
            Some(Payment::Heat) => "HEAT",
            Some(Payment::Usd) => "dollars",
            Some(Payment::HeatForUsd) => "dollars, paid in HEAT",
            None => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::accounts::ProgramAccount;
    use solana_address::Address;

    use super::*;

    #[test]
    fn bits_are_spelled_out() {
        let mut data = Market::parse(&vec![0; Market::SIZE]).expect("a market");
        data.modes = PriceMode::Fixed.bit() | PriceMode::Lease.bit();
        data.needs.regions = 1 << 31 | 1 << 2;
        data.listed = 1;
        data.payment = Payment::HeatForUsd.byte();
        let mut view = MarketView::from(&Found { address: Address::default(), data });
        assert_eq!((view.modes.join(","), view.regions.clone()), ("fixed,lease".to_owned(), vec![2, 31]));
        assert_eq!((view.standing(), view.quoted()), ("official", "dollars, paid in HEAT"));
        view.closed = true;
        assert_eq!(view.standing(), "closed");
    }

    #[test]
    fn an_attestor_stands_where_others_have_audits() {
        let mut data = Market::parse(&vec![0; Market::SIZE]).expect("a market");
        data.collateral_bps = bps::ONE;
        data.attestor = Address::new_from_array([7; 32]);
        let view = MarketView::from(&Found { address: Address::default(), data });
        let attestor = Address::new_from_array([7; 32]).to_string();
        assert_eq!(view.audits(), format!("none; {attestor} co-signs"));
        assert_eq!((view.attestor.clone(), view.at_risk()), (Some(attestor), "100% of the price".to_owned()));
    }

    #[test]
    fn audits_raise_what_is_at_risk() {
        let mut data = Market::parse(&vec![0; Market::SIZE]).expect("a market");
        data.collateral_bps = 20_000;
        let told = |data: &Market| {
            let view = MarketView::from(&Found { address: Address::default(), data: data.clone() });
            (view.audits(), view.at_risk())
        };
        assert_eq!(told(&data), ("none".to_owned(), "200% of the price".to_owned()));
        data.audit_bps = 500;
        assert_eq!(told(&data), ("5%".to_owned(), "2122.23% of the price".to_owned()));
    }
}
