//! Who takes part, and what they begin with.

use furnace_common::units::HEAT;

/// Operators, each with a pool of the same index; then delegators, a stranger who may become one, and the
/// client whose jobs they do.
pub(crate) const NAMES: [&str; 7] =
    ["operator", "rival", "first delegator", "second delegator", "third delegator", "stranger", "client"];
pub(crate) const STRANGER: usize = 5;
pub(crate) const CLIENT: usize = 6;
/// Everyone who may stake.
pub(crate) const STAKERS: usize = 6;
pub(crate) const POOLS: usize = 2;
/// Markets that differ in the collateral alone, in basis points of the price.
pub(crate) const COLLATERAL_BPS: [u16; 2] = [10_000, 50_000];
/// Positions that are open at the beginning: pool and wallet.
pub(crate) const POSITIONS: [(usize, usize); 6] = [(0, 0), (1, 1), (0, 2), (0, 3), (1, 3), (1, 4)];

/// What every staker's wallet holds besides stake, base units of HEAT and of dollars.
pub(crate) const WALLET: [u64; 2] = [100_000 * HEAT, 1_000_000_000_000];
/// What operators have staked.
pub(crate) const OWN_STAKE: u64 = 1_000 * HEAT;
/// What the client has deposited.
pub(crate) const DEPOSIT: u64 = 10_000_000 * HEAT;
/// Commission of both pools, basis points.
pub(crate) const COMMISSION_BPS: u16 = 1_000;
/// Most jobs that a worker holds.
pub(crate) const MAX_JOBS: usize = 8;
/// When everything begins, unix seconds: 8 hours into a day.
pub(crate) const START: i64 = 1_800_000_000;
