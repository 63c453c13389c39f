//! A network that is set up: programs initialised, a market open, and actors to work with.
//!
//! Every verb comes twice where tests want to see it fail: `try_*` returns the failure, the plain one
//! panics on it.

mod bids;
mod crews;
pub mod delivery;
pub mod disputes;
pub mod dollars;
mod leases;
mod life;
mod markets;
mod memory;
mod parties;
mod proofs;
pub mod refutations;
mod stake;

pub use crews::{SALT, attestation_to, gang_terms, replica_terms};
pub use leases::lease_terms;
pub use proofs::{PROVEN, PROVEN_SCORE};

use furnace_client::generated::governance::instructions as governance_args;
use furnace_client::generated::governance::types::Parameters;
use furnace_client::generated::jobs::instructions as jobs_args;
use furnace_client::generated::jobs::types::{Attestation, JobTerms, Needs};
use furnace_client::generated::token::instructions as token_args;
use furnace_client::instructions::{governance, jobs, slashing, staking, token};
use furnace_client::{pda, program};
use furnace_common::limits::MARKET_BOND;
use furnace_common::state::{CrewKind, Payment, PriceMode};
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::chain::{Chain, Receipt, key};
use crate::errors::Failure;

/// The programs by the names of their files.
pub const PROGRAMS: [(&str, Address); 6] = [
    ("furnace_governance", program::GOVERNANCE),
    ("furnace_token", program::TOKEN),
    ("furnace_staking", program::STAKING),
    ("furnace_jobs", program::JOBS),
    ("furnace_slashing", program::SLASHING),
    ("furnace_proofs", program::PROOFS),
];

/// Parameters of the test network.
pub const COOLDOWN: i64 = 14 * 86_400;
pub const EPOCH: i64 = 86_400;
pub const NOTICE: i64 = 2 * 86_400;
/// Two HEAT for a dollar, Q32.32.
pub const START_PRICE: u64 = 2 << 32;
/// Feed of the price accounts that tests make up.
pub const HEAT_USD_FEED: [u8; 32] = [5; 32];
pub const REVIEW_SECONDS: u32 = 3_600;
pub const MAX_SECONDS: u32 = 600;
pub const CLAIM_SECONDS: u32 = 300;
pub const PRICE: u64 = 10 * HEAT;

/// A chain with the network on it.
pub struct Network {
    pub chain: Chain,
    pub treasury: Keypair,
    /// May change parameters.
    pub authority: Keypair,
    /// May pause.
    pub guardian: Keypair,
    pub market: Address,
    /// The dollar token; `minter` mints it.
    pub usd_mint: Address,
    pub minter: Keypair,
}

/// An operator with a pool and a book.
pub struct OperatorActor {
    pub wallet: Keypair,
    pub pool: Address,
    pub operator: Address,
}

/// A worker of an operator.
pub struct WorkerActor {
    pub key: Keypair,
    pub wallet: Address,
    pub address: Address,
}

/// Parameters of the whole protocol; tests change what they are about.
pub fn parameters() -> Parameters {
    Parameters {
        heat_usd_feed: HEAT_USD_FEED,
        cooldown_seconds: COOLDOWN,
        min_lot: 100_000_000,
        max_lot: 10_000_000_000,
        half_life_seconds: 6 * 3_600,
        start_multiple_bps: 20_000,
        notice_seconds: NOTICE as u32,
        delegation_cap_bps: 10_000,
        take_bps: 1_000,
        burn_bps: 5_000,
        staker_bps: 3_000,
        max_price_age_seconds: 60,
        max_confidence_bps: 100,
    }
}

/// Parameters of the first market; tests change what they are about.
pub fn market_terms(index: u8) -> jobs_args::MarketOpenInstructionArgs {
    let mut name = [0; 32];
    name[..6].copy_from_slice(b"render");
    jobs_args::MarketOpenInstructionArgs {
        index,
        payment: Payment::Heat.byte(),
        modes: PriceMode::ALL_BITS,
        name,
        max_job_seconds: 86_400,
        max_lease_seconds: 30 * 86_400,
        review_seconds: REVIEW_SECONDS,
        grace_seconds: 3_600,
        notice_seconds: 3_600,
        collateral_bps: 10_000,
        audit_bps: 0,
        attestor: Address::default(),
        needs: needs(),
    }
}

/// What the first market asks of a worker; tests change what they are about.
pub fn needs() -> Needs {
    Needs { min_score: 0, regions: 0, class_multiplier: 100, min_vram_gib: 0, min_gpus: 1, padding: [0; 7] }
}

/// What a market asks of workers that must be certified for what [`Network::certify`] proves.
pub fn certified() -> Needs {
    Needs { min_score: PROVEN_SCORE, ..needs() }
}

/// What a job asks for; tests change what they are about.
pub fn job_terms(price: u64) -> JobTerms {
    let mut store_uri = [0; 96];
    store_uri[..15].copy_from_slice(b"file:///objects");
    JobTerms {
        price,
        claim_seconds: CLAIM_SECONDS,
        max_seconds: MAX_SECONDS,
        sortition_seconds: 0,
        sortition_bps: 0,
        mode: PriceMode::Fixed.byte(),
        crew: CrewKind::Solo.byte(),
        seats: 1,
        quorum: 0,
        designated: Address::default(),
        spec_hash: [7; 32],
        store_uri,
    }
}

/// A plausible attestation.
pub fn attestation() -> Attestation {
    Attestation { result_hash: [9; 32], log_hash: [8; 32], exit_code: 0 }
}

impl Network {
    /// Programs deployed and initialised, one market open.
    pub fn new() -> Self {
        let mut network = Self::bare();
        for instruction in network.set_up() {
            network.set_up_step(instruction);
        }
        network
    }

    /// Programs deployed and the dollar token there, nothing initialised.
    pub fn bare() -> Self {
        let mut network = Self {
            chain: Chain::new(),
            treasury: key("treasury"),
            authority: key("authority"),
            guardian: key("guardian"),
            market: pda::market(&key("authority").pubkey(), 0),
            usd_mint: Address::default(),
            minter: key("minter"),
        };
        network.usd_mint = network.foreign_mint("minter");
        network
    }

    /// The network as it is, to be used apart from this one.
    pub fn copy(&self) -> Self {
        let Chain { svm, payer, deployer } = &self.chain;
        Self {
            chain: Chain { svm: svm.clone(), payer: payer.insecure_clone(), deployer: deployer.insecure_clone() },
            treasury: self.treasury.insecure_clone(),
            authority: self.authority.insecure_clone(),
            guardian: self.guardian.insecure_clone(),
            minter: self.minter.insecure_clone(),
            ..*self
        }
    }

    /// What sets the network up, in order; the upgrade authority and the authority sign.
    pub fn set_up(&self) -> Vec<Instruction> {
        let (payer, deployer) = (self.payer(), self.chain.deployer.pubkey());
        let (authority, usd_mint) = (self.authority.pubkey(), self.usd_mint);
        let roles = governance_args::InitializeInstructionArgs {
            authority,
            guardian: self.guardian.pubkey(),
            epoch_seconds: EPOCH,
            parameters: parameters(),
        };
        let genesis = token_args::InitializeInstructionArgs { treasury_owner: self.treasury.pubkey() };
        vec![
            governance::initialize(deployer, payer, usd_mint, roles),
            token::initialize(deployer, payer, genesis),
            staking::initialize(payer, usd_mint),
            token::usd_open(deployer, payer, usd_mint, START_PRICE),
            slashing::initialize(payer),
            furnace_client::instructions::proofs::initialize(payer),
            token::fee_vault_open(payer, self.market, pda::heat_mint()),
            token::heat_account_open(payer, authority),
            token::transfer(pda::treasury(), pda::heat_account(&authority), self.treasury.pubkey(), MARKET_BOND)
                .expect("transfer"),
            jobs::market_open(authority, payer, pda::heat_mint(), pda::heat_account(&authority), market_terms(0)),
        ]
    }

    /// Takes one step of the set-up.
    pub fn set_up_step(&mut self, instruction: Instruction) {
        let signers = [&self.chain.deployer, &self.authority, &self.treasury].map(Keypair::insecure_clone);
        self.send(&[instruction], &signers.each_ref()).expect("set-up goes through");
    }

    /// Sends instructions signed by `signers` and the payer.
    pub fn send(&mut self, instructions: &[Instruction], signers: &[&Keypair]) -> Result<Receipt, Failure> {
        self.chain.send(instructions, signers)
    }

    pub fn payer(&self) -> Address {
        self.chain.payer.pubkey()
    }

    // Wallets

    /// A wallet with SOL and `amount` HEAT from the treasury.
    pub fn wallet(&mut self, name: &str, amount: u64) -> Keypair {
        let wallet = key(name);
        self.chain.fund(&wallet.pubkey());
        self.give(&wallet.pubkey(), amount);
        wallet
    }

    /// Opens the wallet's HEAT account where needed and moves treasury HEAT there.
    pub fn give(&mut self, wallet: &Address, amount: u64) {
        let treasury = self.treasury.insecure_clone();
        let open = token::heat_account_open(self.payer(), *wallet);
        let (from, to) = (pda::treasury(), pda::heat_account(wallet));
        let give = token::transfer(from, to, treasury.pubkey(), amount).expect("transfer");
        self.chain.send(&[open, give], &[&treasury]).expect("treasury gives");
    }

    /// HEAT in a token account, base units.
    pub fn tokens(&self, account: &Address) -> u64 {
        let account = self.chain.account(account).expect("token account");
        u64::from_le_bytes(account.data[64..72].try_into().expect("eight bytes"))
    }

    /// HEAT in a wallet's own account, base units.
    pub fn heat(&self, wallet: &Address) -> u64 {
        self.tokens(&pda::heat_account(wallet))
    }

    /// HEAT that exists, base units.
    pub fn supply(&self) -> u64 {
        let mint = self.chain.account(&pda::heat_mint()).expect("mint");
        u64::from_le_bytes(mint.data[36..44].try_into().expect("eight bytes"))
    }
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}

/// One GPU of 24 GiB, up to four jobs.
pub fn worker_args() -> jobs_args::WorkerRegisterInstructionArgs {
    jobs_args::WorkerRegisterInstructionArgs { encryption_key: [3; 32], vram_gib: 24, gpus: 1, max_jobs: 4, region: 0 }
}
