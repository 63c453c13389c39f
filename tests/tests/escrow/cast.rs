//! Who takes part, and what they begin with.

use furnace_common::state::{Payment, PriceMode};
use furnace_common::units::HEAT;

/// The two mints, in the programs' order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mint {
    Heat = 0,
    Usd = 1,
}

/// Clients, sponsors, and those who have no part in anything.
pub(crate) const WALLETS: [&str; 8] = [
    "client",
    "client with dollars",
    "client who counts in dollars",
    "first sponsor",
    "second sponsor",
    "opener",
    "reporter",
    "stranger",
];
pub(crate) const OPENER: usize = 5;
pub(crate) const REPORTER: usize = 6;
pub(crate) const STRANGER: usize = 7;
/// What every wallet has besides its balances, base units of HEAT and of dollars.
pub(crate) const WALLET: [u64; 2] = [50_000 * HEAT, 50_000 * HEAT];

/// Balances: whose, in what, and with how much of the client's own in it.
pub(crate) const PURSES: [(usize, Mint, u64); 4] =
    [(0, Mint::Heat, 300 * HEAT), (1, Mint::Heat, 0), (1, Mint::Usd, 2_000 * HEAT), (2, Mint::Heat, 4_000 * HEAT)];

/// Operators with their own stake; the last is just above the minimum.
pub(crate) const OPERATORS: [(&str, u64); 4] = [
    ("large operator", 50_000 * HEAT),
    ("middle operator", 10_000 * HEAT),
    ("small operator", 3_000 * HEAT),
    ("poor operator", 420 * HEAT),
];

/// Workers: whose, how many jobs each may hold, and memory in GiB.
pub(crate) const WORKERS: [(usize, u8, u16); 8] =
    [(0, 6, 48), (0, 3, 24), (1, 6, 48), (1, 2, 24), (2, 4, 24), (2, 1, 48), (3, 2, 48), (3, 1, 24)];

/// A market's terms, as far as they differ.
pub(crate) struct Venue {
    pub(crate) payment: Payment,
    pub(crate) modes: u8,
    pub(crate) review_seconds: u32,
    pub(crate) grace_seconds: u32,
    pub(crate) notice_seconds: u32,
    pub(crate) collateral_bps: u16,
    pub(crate) min_vram_gib: u16,
}

pub(crate) const MAX_JOB_SECONDS: u32 = 86_400;
pub(crate) const MAX_LEASE_SECONDS: u32 = 30 * 86_400;

/// The authority opens the first ones, the opener the last.
pub(crate) const MARKETS: [Venue; 4] = [
    Venue {
        payment: Payment::Heat,
        modes: PriceMode::ALL_BITS,
        review_seconds: 3_600,
        grace_seconds: 3_600,
        notice_seconds: 3_600,
        collateral_bps: 10_000,
        min_vram_gib: 0,
    },
    Venue {
        payment: Payment::Usd,
        modes: PriceMode::ALL_BITS,
        review_seconds: 600,
        grace_seconds: 86_400,
        notice_seconds: 60,
        collateral_bps: 20_000,
        min_vram_gib: 0,
    },
    Venue {
        payment: Payment::HeatForUsd,
        modes: PriceMode::ALL_BITS,
        review_seconds: 5,
        grace_seconds: 0,
        notice_seconds: 600,
        collateral_bps: 15_000,
        min_vram_gib: 0,
    },
    Venue {
        payment: Payment::Heat,
        modes: PriceMode::Fixed.bit() | PriceMode::Auction.bit(),
        review_seconds: 86_400,
        grace_seconds: 600,
        notice_seconds: 600,
        collateral_bps: 50_000,
        min_vram_gib: 40,
    },
];
/// The opener's market.
pub(crate) const OWN_MARKET: usize = 3;

/// When everything begins, unix seconds.
pub(crate) const START: i64 = 1_800_000_000;
/// How long a cool-down of stake takes, in seconds.
pub(crate) const COOLDOWN: i64 = 14 * 86_400;

/// The balance in HEAT of a purse's client, into which penalties are paid.
pub(crate) fn compensation(purse: usize) -> usize {
    let of = |other: &usize| PURSES[*other].0 == PURSES[purse].0 && PURSES[*other].1 == Mint::Heat;
    (0..PURSES.len()).find(of).expect("every client has one")
}
