//! How to talk to a node.

use std::time::Duration;

use solana_commitment_config::CommitmentConfig;

/// Settings of a cluster connection.
#[derive(Clone, Debug)]
pub struct RpcSettings {
    /// What counts as having happened.
    pub commitment: CommitmentConfig,
    /// What to offer for being taken up early.
    pub priority_fee: PriorityFee,
    /// Longest wait for one answer.
    pub request_timeout: Duration,
    /// How often the same signed bytes are sent again.
    pub resend_every: Duration,
    /// How often the fate of a sent transaction is asked for.
    pub poll_every: Duration,
    /// How often a transaction that expired unexecuted is signed anew, the first time included.
    pub signings: u32,
    /// How to treat a node that does not answer.
    pub backoff: Backoff,
    /// WebSocket URL, when it does not follow from the RPC URL.
    pub websocket: Option<String>,
}

/// Price offered per compute unit, in micro-lamports: a percentile of what was paid recently, clamped.
#[derive(Clone, Copy, Debug)]
pub struct PriorityFee {
    /// Percentile of recent fees, 0 to 100.
    pub percentile: u8,
    /// Least offer.
    pub least: u64,
    /// Highest offer; zero never offers anything and asks for no fees.
    pub most: u64,
}

/// Waits between tries.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    /// Tries in all.
    pub tries: u32,
    /// First wait; each further one is twice as long.
    pub first: Duration,
    /// Longest wait.
    pub longest: Duration,
}

impl Default for RpcSettings {
    fn default() -> Self {
        Self {
            commitment: CommitmentConfig::confirmed(),
            priority_fee: PriorityFee::default(),
            request_timeout: Duration::from_secs(30),
            resend_every: Duration::from_secs(1),
            poll_every: Duration::from_millis(250),
            signings: 3,
            backoff: Backoff::default(),
            websocket: None,
        }
    }
}

impl Default for PriorityFee {
    fn default() -> Self {
        Self { percentile: 75, least: 0, most: 1_000_000 }
    }
}

impl PriorityFee {
    /// Offers nothing.
    pub const NONE: Self = Self { percentile: 0, least: 0, most: 0 };
}

impl Default for Backoff {
    fn default() -> Self {
        Self { tries: 5, first: Duration::from_millis(250), longest: Duration::from_secs(4) }
    }
}

impl Backoff {
    /// The wait after a failed try, counted from 1.
    pub(super) fn wait(&self, failed: u32) -> Duration {
        let doublings = failed.saturating_sub(1).min(16);
        self.first.saturating_mul(1 << doublings).min(self.longest)
    }
}
