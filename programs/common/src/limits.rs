//! Hard bounds: no parameter, argument or authority goes past them.

use crate::units::HEAT;

/// HEAT that can ever exist, in base units.
pub const SUPPLY_CAP: u64 = 800_000_000 * HEAT;
/// HEAT minted to the treasury at genesis, in base units.
pub const GENESIS_SUPPLY: u64 = 500_000_000 * HEAT;
/// Stake that one GPU of the lowest class needs, in base units.
pub const STAKE_PER_GPU: u64 = 200 * HEAT;

/// HEAT that emission can ever mint, in base units.
pub const EMISSION_CAP: u64 = SUPPLY_CAP - GENESIS_SUPPLY;

/// Bounds of an epoch, in seconds. Points are recorded for two epochs: stake that counts for them must not
/// be able to leave its pool and count in another meanwhile, so two epochs are shorter than any cool-down.
pub const MIN_EPOCH_SECONDS: i64 = 60;
pub const MAX_EPOCH_SECONDS: i64 = 3 * 86_400;
/// Epochs that a worker's account of points holds.
pub const POINTS_EPOCHS: usize = 16;
/// Bounds of the notice before a change of parameters takes effect, in seconds.
pub const MIN_NOTICE_SECONDS: u32 = 86_400;
pub const MAX_NOTICE_SECONDS: u32 = 30 * 86_400;
/// How long the GPUs of a retired worker still count for points, in seconds: an epoch and the one in which
/// its points can be recorded, or a few workers at a time could share one stake.
pub const LEAVING_SECONDS: i64 = 2 * MAX_EPOCH_SECONDS;
/// Longest lock of stake, in seconds.
pub const MAX_LOCK_SECONDS: i64 = 365 * 86_400;
/// Most positions that one voter weight adds up.
pub const MAX_VOTING_POSITIONS: usize = 16;

/// Bounds of the auction: half-life in seconds, start multiple in basis points, lot in base units of the mint sold.
pub const MIN_HALF_LIFE_SECONDS: u32 = 600;
pub const MAX_HALF_LIFE_SECONDS: u32 = 7 * 86_400;
pub const MIN_START_MULTIPLE_BPS: u32 = 11_000;
pub const MAX_START_MULTIPLE_BPS: u32 = 100_000;
pub const MIN_LOT: u64 = 1_000_000;
pub const MAX_LOT: u64 = 1_000_000_000_000;

/// How far ahead of the chain's clock, which lags at times, a price may have been published, in seconds.
pub const MAX_PRICE_LEAD_SECONDS: i64 = 10;
/// Oldest price that is ever accepted, in seconds, and widest confidence interval, in basis points of the price.
pub const MAX_PRICE_AGE_SECONDS: u16 = 60;
pub const MAX_CONFIDENCE_BPS: u16 = 100;

/// Largest take rate of a market, in basis points of the price.
pub const MAX_TAKE_BPS: u16 = 3_000;
/// Smallest share of the take that is burned, in basis points.
pub const MIN_BURN_BPS: u16 = 2_500;
/// Largest collateral factor of a market, in basis points of the price.
pub const MAX_COLLATERAL_BPS: u16 = 50_000;
/// Largest hardware class multiplier, in hundredths.
pub const MAX_CLASS_MULTIPLIER: u16 = 10_000;

/// Bounds of a job's time limit, in seconds.
pub const MIN_JOB_SECONDS: u32 = 5;
pub const MAX_JOB_SECONDS: u32 = 6 * 86_400;
/// Bounds of the time a job waits for a claim, in seconds.
pub const MIN_CLAIM_SECONDS: u32 = 10;
pub const MAX_CLAIM_SECONDS: u32 = 30 * 86_400;
/// Bounds of a market's review window, in seconds.
pub const MIN_REVIEW_SECONDS: u32 = 5;
pub const MAX_REVIEW_SECONDS: u32 = 7 * 86_400;
/// How long an ended job stays readable before anyone may close it, in seconds.
pub const RETENTION_SECONDS: i64 = 7 * 86_400;
/// Replicas can be accused for no longer than their operators' books stay open, and their crew must last as long.
const _: () = assert!(LEAVING_SECONDS <= RETENTION_SECONDS);
/// Failed attempts after which a job ends and its reservation returns.
pub const MAX_ATTEMPTS: u8 = 8;

/// Bounds of the unbonding cool-down, in seconds. Stake that backs a claim must still be there when the job's deadline
/// passes, with a day to report it, and when its result is judged: see `dispute::is_judged_in_time`.
pub const MIN_COOLDOWN_SECONDS: i64 = 14 * 86_400;
const _: () = assert!(MIN_COOLDOWN_SECONDS > (MAX_ASSEMBLY_SECONDS + MAX_JOB_SECONDS + REVEAL_SECONDS) as i64 + 86_400);
pub const MAX_COOLDOWN_SECONDS: i64 = 60 * 86_400;
/// Largest delegation cap, in basis points of the operator's own stake: half of a pool is always the
/// operator's, because half of a penalty can come back to an operator that is client and reporter too.
pub const MAX_DELEGATION_CAP_BPS: u16 = 10_000;
/// Unbondings that one position can hold at once.
pub const MAX_UNBONDINGS: usize = 8;

/// GPUs of one worker, and jobs that it may hold at once.
pub const MAX_WORKER_GPUS: u8 = 64;
pub const MAX_WORKER_JOBS: u8 = 64;

/// What the opener of a market puts down until it is closed, in HEAT base units.
pub const MARKET_BOND: u64 = 100 * HEAT;
/// Others than the client whose deposits one balance can hold at once.
pub const MAX_SPONSORS: usize = 8;
/// Escrow beyond the price of the moment where a job is quoted in dollars and paid in HEAT, in basis points.
pub const ESCROW_MARGIN_BPS: u16 = 2_000;
/// How long a settlement is overdue before it can do without a price of the moment, in seconds.
pub const PRICE_GRACE_SECONDS: i64 = 86_400;

/// Longest window in which only drawn workers may claim, in seconds.
pub const MAX_SORTITION_SECONDS: u32 = 3_600;
/// Bids that one auction holds.
pub const MAX_BIDS: usize = 16;
/// How long after an auction's close it can be awarded, in seconds.
pub const AWARD_SECONDS: u32 = 3_600;
/// Workers that can share one job.
pub const MAX_SEATS: usize = 8;
/// Longest that a crew may take to fill, in seconds: who joined first waits with its collateral locked.
pub const MAX_ASSEMBLY_SECONDS: u32 = 86_400;
/// How long replicas may reveal once the time to commit is over, in seconds.
pub const REVEAL_SECONDS: u32 = 600;
/// Workers that can be credited with checkpoints of one job, besides the one that finishes it.
pub const MAX_CREDITS: usize = 3;

/// Least time that a lease is paid ahead when it opens, in seconds.
pub const MIN_LEASE_SECONDS: u32 = 60;
/// Longest that a lease may last, in seconds.
pub const MAX_LEASE_SECONDS: u32 = 365 * 86_400;
/// A lease's collateral is for what is paid ahead, but not for more time than that, in seconds.
pub const LEASE_COLLATERAL_SECONDS: u32 = 86_400;
/// From claim to start of a lease, in seconds.
pub const LEASE_START_SECONDS: u32 = 600;
/// Bounds of a market's grace for a lease out of funds, in seconds.
pub const MAX_GRACE_SECONDS: u32 = 7 * 86_400;
/// Bounds of a market's notice before a worker leaves a lease, in seconds.
pub const MIN_LEASE_NOTICE_SECONDS: u32 = 60;
pub const MAX_LEASE_NOTICE_SECONDS: u32 = 30 * 86_400;
/// A running lease is settled by anyone at most this often, in seconds; what a settlement rounds off is then
/// nothing next to what it pays.
pub const LEASE_SETTLE_SECONDS: i64 = 60;
/// What a ping puts down, as time of the lease, in seconds.
pub const PING_BOND_SECONDS: u32 = 60;
/// After so long without an answer a worker has lost its lease, in seconds.
pub const FAILOVER_SECONDS: i64 = 420;
/// How long a lease that was lost is kept for its backup worker, in seconds.
pub const BACKUP_SECONDS: u32 = 600;

/// Bytes of a job's artifact store URI.
pub const STORE_URI_BYTES: usize = 96;
/// Bytes of a market's name.
pub const NAME_BYTES: usize = 32;
/// Bytes in which a gang member is told how to reach the first one, encrypted to its key.
pub const RENDEZVOUS_BYTES: usize = 96;
