//! The programs' accounts, read strictly: owner, discriminator and size must all be right.

mod auction;
mod balance;
mod bids;
mod books;
mod crew;
mod dispute;
mod emission;
mod escrow;
mod filter;
mod job;
mod lease;
mod market;
mod memory;
mod proofs;
mod stake;

use solana_account::Account;
use solana_address::Address;

use crate::{
    chain::{ChainError, Filter},
    generated, program,
};

pub use crate::generated::{
    governance::accounts::Governance,
    jobs::accounts::{Bids, ClientBalance, Crew, Job, Lease, Market, Operator, Worker},
    proofs::accounts::{Attempt, Beacon, Certificate, MemoryAttempt},
    slashing::accounts::{Conviction, Dispute, PenaltyLedger, Refutation, Roster, Verifier},
    staking::accounts::{Pool, Position, StakerFees},
    token::accounts::{Auction, EmissionEpoch, TokenConfig, TokenStatistics, WorkerPoints},
};
pub use books::{Books, Owed};
pub use emission::{PointsState, points_state};
pub use escrow::to_hold;
pub use filter::{JobFilter, LeaseFilter, OrderFilter, OrderState};
pub use furnace_common::state::{JobState, LeaseState};
pub use lease::ANSWER_SECONDS;
pub(crate) use market::field_of;
pub use market::text_of;
pub use stake::{Unbonding, lock_weight_bps};

/// An account with where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// Where the account is.
    pub address: Address,
    /// What it holds.
    pub data: T,
}

/// An account type of one of the programs.
pub trait ProgramAccount: Sized {
    /// What to call it in messages.
    const NAME: &'static str;
    /// The program that owns such accounts.
    const PROGRAM: Address;
    /// First bytes of the data.
    const DISCRIMINATOR: [u8; 8];
    /// Size of the data, in bytes.
    const SIZE: usize;

    /// Reads the data, discriminator included.
    fn parse(data: &[u8]) -> Option<Self>;

    /// Reads an account, refusing anything of another owner, kind or size.
    fn read(address: &Address, account: &Account) -> Result<Found<Self>, ChainError> {
        let genuine = account.owner == Self::PROGRAM
            && account.data.len() == Self::SIZE
            && account.data.starts_with(&Self::DISCRIMINATOR);
        genuine
            .then(|| Self::parse(&account.data))
            .flatten()
            .map(|data| Found { address: *address, data })
            .ok_or(ChainError::Malformed { what: Self::NAME, address: *address })
    }

    /// What every account of this type passes.
    fn filters() -> Vec<Filter> {
        vec![Filter::Size(Self::SIZE), Filter::bytes(0, Self::DISCRIMINATOR)]
    }
}

macro_rules! program_accounts {
    ($($type:ty = $name:literal, $program:expr, $discriminator:expr;)+) => {
        $(
            impl ProgramAccount for $type {
                const NAME: &'static str = $name;
                const PROGRAM: Address = $program;
                const DISCRIMINATOR: [u8; 8] = $discriminator;
                const SIZE: usize = <$type>::LEN;

                fn parse(data: &[u8]) -> Option<Self> {
                    Self::from_bytes(data).ok()
                }
            }
        )+
    };
}

program_accounts! {
    TokenConfig = "token configuration", program::TOKEN, generated::token::accounts::TOKEN_CONFIG_DISCRIMINATOR;
    TokenStatistics = "token statistics", program::TOKEN, generated::token::accounts::TOKEN_STATISTICS_DISCRIMINATOR;
    Auction = "auction", program::TOKEN, generated::token::accounts::AUCTION_DISCRIMINATOR;
    EmissionEpoch = "epoch's emission", program::TOKEN, generated::token::accounts::EMISSION_EPOCH_DISCRIMINATOR;
    WorkerPoints = "worker's points", program::TOKEN, generated::token::accounts::WORKER_POINTS_DISCRIMINATOR;
    Governance = "governance", program::GOVERNANCE, generated::governance::accounts::GOVERNANCE_DISCRIMINATOR;
    StakerFees = "stakers' fees", program::STAKING, generated::staking::accounts::STAKER_FEES_DISCRIMINATOR;
    Pool = "stake pool", program::STAKING, generated::staking::accounts::POOL_DISCRIMINATOR;
    Position = "position in a pool", program::STAKING, generated::staking::accounts::POSITION_DISCRIMINATOR;
    Market = "market", program::JOBS, generated::jobs::accounts::MARKET_DISCRIMINATOR;
    Operator = "operator", program::JOBS, generated::jobs::accounts::OPERATOR_DISCRIMINATOR;
    Worker = "worker", program::JOBS, generated::jobs::accounts::WORKER_DISCRIMINATOR;
    ClientBalance = "client balance", program::JOBS, generated::jobs::accounts::CLIENT_BALANCE_DISCRIMINATOR;
    Bids = "bids", program::JOBS, generated::jobs::accounts::BIDS_DISCRIMINATOR;
    Crew = "crew", program::JOBS, generated::jobs::accounts::CREW_DISCRIMINATOR;
    Lease = "lease", program::JOBS, generated::jobs::accounts::LEASE_DISCRIMINATOR;
    Job = "job", program::JOBS, generated::jobs::accounts::JOB_DISCRIMINATOR;
    Beacon = "beacon", program::PROOFS, generated::proofs::accounts::BEACON_DISCRIMINATOR;
    Certificate = "certificate", program::PROOFS, generated::proofs::accounts::CERTIFICATE_DISCRIMINATOR;
    Attempt = "attempt at a proof", program::PROOFS, generated::proofs::accounts::ATTEMPT_DISCRIMINATOR;
    MemoryAttempt = "proof of memory", program::PROOFS, generated::proofs::accounts::MEMORY_ATTEMPT_DISCRIMINATOR;
    Conviction = "conviction", program::SLASHING, generated::slashing::accounts::CONVICTION_DISCRIMINATOR;
    Refutation = "refutation", program::SLASHING, generated::slashing::accounts::REFUTATION_DISCRIMINATOR;
    Verifier = "verifier", program::SLASHING, generated::slashing::accounts::VERIFIER_DISCRIMINATOR;
    Roster = "roster of verifiers", program::SLASHING, generated::slashing::accounts::ROSTER_DISCRIMINATOR;
    Dispute = "dispute", program::SLASHING, generated::slashing::accounts::DISPUTE_DISCRIMINATOR;
    PenaltyLedger = "penalty ledger", program::SLASHING, generated::slashing::accounts::PENALTY_LEDGER_DISCRIMINATOR;
}

/// Offset of a worker's operator, for filters.
pub(crate) const WORKER_OPERATOR: usize = 8;
/// Offset of a position's pool, for filters.
pub(crate) const POSITION_POOL: usize = 8;
/// Offset of a position's owner, for filters.
pub(crate) const POSITION_OWNER: usize = 40;
/// Offset of a dispute's job, for filters.
pub(crate) const DISPUTE_JOB: usize = 8;
/// Offset of who showed a wrong entry, for filters.
pub(crate) const REFUTATION_REFUTER: usize = 104;
/// Offset of the worker whose result a dispute is about, for filters.
pub(crate) const DISPUTE_WORKER: usize = 104;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_the_layouts() {
        assert_eq!(Job::SIZE, 1_096);
        assert_eq!(Pool::SIZE, 528);
        assert_eq!(TokenConfig::SIZE, 136);
    }

    #[test]
    fn disputes_are_filtered_by_the_fields_they_are_asked_for() {
        let mut data = vec![0; Dispute::SIZE];
        data[DISPUTE_JOB..DISPUTE_JOB + 32].fill(1);
        data[DISPUTE_WORKER..DISPUTE_WORKER + 32].fill(2);
        let dispute = Dispute::parse(&data).expect("a dispute");
        assert_eq!((dispute.job, dispute.worker), ([1; 32].into(), [2; 32].into()));
    }

    #[test]
    fn refutations_are_filtered_by_who_showed_them() {
        let mut data = vec![0; Refutation::SIZE];
        data[REFUTATION_REFUTER..REFUTATION_REFUTER + 32].fill(1);
        assert_eq!(Refutation::parse(&data).map(|shown| shown.refuter), Some([1; 32].into()));
    }

    #[test]
    fn foreign_accounts_are_refused() {
        let address = Address::new_from_array([3; 32]);
        let mut data = vec![0; Pool::SIZE];
        data[..8].copy_from_slice(&Pool::DISCRIMINATOR);
        let genuine = Account { owner: program::STAKING, data, ..Account::default() };
        assert_eq!(Pool::read(&address, &genuine).map(|pool| pool.address).ok(), Some(address));

        let foreign = Account { owner: program::JOBS, ..genuine.clone() };
        assert!(Pool::read(&address, &foreign).is_err());
        let other_kind = Account { owner: program::STAKING, data: vec![0; Pool::SIZE], ..Account::default() };
        assert!(Pool::read(&address, &other_kind).is_err());
        let mut longer = genuine;
        longer.data.push(0);
        assert!(Pool::read(&address, &longer).is_err());
    }
}
