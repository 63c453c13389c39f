//! Seeds of every program-derived address, in the order in which they are hashed.

/// Each program's configuration: `[CONFIG]`.
pub const CONFIG: &[u8] = b"config";
/// A program's signing authority towards other programs: `[AUTHORITY]`.
pub const AUTHORITY: &[u8] = b"authority";
/// Signer of self-called events: `[EVENT_AUTHORITY]`.
pub const EVENT_AUTHORITY: &[u8] = b"__event_authority";

/// token: the HEAT mint, `[MINT]`.
pub const MINT: &[u8] = b"mint";
/// token: the token account that genesis is minted to, `[TREASURY]`.
/// token: the treasury's account of another mint, `[TREASURY, mint]`.
pub const TREASURY: &[u8] = b"treasury";
/// token: what was emitted, burned and distributed, `[STATISTICS]`.
pub const STATISTICS: &[u8] = b"statistics";
/// token: the auction of one mint's burn share, `[AUCTION, mint]`.
pub const AUCTION: &[u8] = b"auction";
/// token: what the auction sells, `[AUCTION_VAULT, mint]`.
pub const AUCTION_VAULT: &[u8] = b"auction_vault";
/// token: an epoch's emission, `[EMISSION, epoch as u64 LE]`.
pub const EMISSION: &[u8] = b"emission";
/// token: a worker's points of the last epochs, `[POINTS, worker]`.
pub const POINTS: &[u8] = b"points";
/// token: fees of one market in one mint, `[FEE_VAULT, market, mint]`.
pub const FEE_VAULT: &[u8] = b"fee_vault";

/// staking: an operator's pool, `[POOL, operator wallet]`.
pub const POOL: &[u8] = b"pool";
/// staking: the pool's tokens, `[POOL_VAULT, pool]`.
pub const POOL_VAULT: &[u8] = b"pool_vault";
/// staking: one wallet's part of a pool, `[POSITION, pool, owner]`.
pub const POSITION: &[u8] = b"position";
/// staking: what a pool's workers earn in a mint, `[INCOME_VAULT, pool, mint]`.
pub const INCOME_VAULT: &[u8] = b"income_vault";
/// staking: the stakers' part of all fees, `[STAKER_FEES]`.
pub const STAKER_FEES: &[u8] = b"staker_fees";
/// staking: its tokens of one mint, `[STAKER_FEES_VAULT, mint]`.
pub const STAKER_FEES_VAULT: &[u8] = b"staker_fees_vault";
/// staking: a wallet's votes in a realm, `[VOTER_WEIGHT, realm, wallet]`.
pub const VOTER_WEIGHT: &[u8] = b"voter_weight";
/// staking: all votes in a realm, `[MAX_VOTER_WEIGHT, realm]`.
pub const MAX_VOTER_WEIGHT: &[u8] = b"max_voter_weight";

/// jobs: a market, `[MARKET, opener, index as u8]`.
pub const MARKET: &[u8] = b"market";
/// jobs: the bond of a market's opener, `[MARKET_BOND, market]`.
pub const MARKET_BOND: &[u8] = b"market_bond";
/// jobs: the bids for an order, `[BIDS, job or lease]`.
pub const BIDS: &[u8] = b"bids";
/// jobs: the workers that share a job, `[CREW, job]`.
pub const CREW: &[u8] = b"crew";
/// jobs: a lease, `[LEASE, balance, number as u64 LE]`.
pub const LEASE: &[u8] = b"lease";
/// jobs: an operator's book, `[OPERATOR, wallet]`.
pub const OPERATOR: &[u8] = b"operator";
/// jobs: a worker, `[WORKER, operator account, worker key]`.
pub const WORKER: &[u8] = b"worker";
/// jobs: a client's balance in one mint, `[BALANCE, client, mint]`.
pub const BALANCE: &[u8] = b"balance";
/// jobs: the balance's tokens, `[BALANCE_VAULT, balance]`.
pub const BALANCE_VAULT: &[u8] = b"balance_vault";
/// jobs: a job, `[JOB, balance, number as u64 LE]`.
pub const JOB: &[u8] = b"job";

/// proofs: the seed of the epoch, `[BEACON]`.
pub const BEACON: &[u8] = b"beacon";
/// proofs: what a worker's hardware can do, `[CERTIFICATE, worker]`.
pub const CERTIFICATE: &[u8] = b"certificate";
/// proofs: one GPU of a worker, `[ATTEMPT, worker, gpu]`.
pub const ATTEMPT: &[u8] = b"attempt";
/// proofs: the memory of one GPU of a worker, `[MEMORY, worker, gpu]`.
pub const MEMORY: &[u8] = b"memory";

/// slashing: the count of all penalties, `[LEDGER]`.
pub const LEDGER: &[u8] = b"ledger";
/// slashing: the penalty for a worker's wrong proof, `[CONVICTION, worker]`.
pub const CONVICTION: &[u8] = b"conviction";
/// slashing: the penalty for two results of one attempt at a job, `[TWO_RESULTS, job, attempt as u8]`.
pub const TWO_RESULTS: &[u8] = b"two_results";
/// slashing: a wrong entry in the result of one attempt at a job, `[REFUTATION, job, attempt as u8]`.
pub const REFUTATION: &[u8] = b"refutation";
/// slashing: what verifiers and accusers put down, `[BOND_VAULT]`.
pub const BOND_VAULT: &[u8] = b"bond_vault";
/// slashing: the verifiers from whom committees are drawn, `[ROSTER]`.
pub const ROSTER: &[u8] = b"roster";
/// slashing: a verifier, `[VERIFIER, wallet]`.
pub const VERIFIER: &[u8] = b"verifier";
/// slashing: a result that is judged, `[DISPUTE, job, number as u8]`.
pub const DISPUTE: &[u8] = b"dispute";
