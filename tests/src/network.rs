//! A network that is set up: programs initialised, a market open, and actors to work with.
//!
//! Every verb comes twice where tests want to see it fail: `try_*` returns the failure, the plain one
//! panics on it.

use furnace_client::accounts::{
    Auction, ClientBalance, Governance, Job, JobState, Operator, PenaltyLedger, Pool, Position, StakerFees,
    TokenStatistics, Worker,
};
use furnace_client::generated::governance::instructions as governance_args;
use furnace_client::generated::governance::types::Parameters;
use furnace_client::generated::jobs::instructions as jobs_args;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::generated::token::instructions as token_args;
use furnace_client::instructions::staking::Reward;
use furnace_client::instructions::{governance, jobs, slashing, staking, token};
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::chain::{Chain, Receipt, key};
use crate::errors::Failure;

/// The programs by the names of their files.
pub const PROGRAMS: [(&str, Address); 5] = [
    ("furnace_governance", program::GOVERNANCE),
    ("furnace_token", program::TOKEN),
    ("furnace_staking", program::STAKING),
    ("furnace_jobs", program::JOBS),
    ("furnace_slashing", program::SLASHING),
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
        name,
        max_job_seconds: 86_400,
        review_seconds: REVIEW_SECONDS,
        collateral_bps: 10_000,
        class_multiplier: 100,
        min_vram_gib: 0,
        min_gpus: 1,
    }
}

/// What a job asks for; tests change what they are about.
pub fn job_terms(price: u64) -> JobTerms {
    let mut store_uri = [0; 96];
    store_uri[..15].copy_from_slice(b"file:///objects");
    JobTerms { price, claim_seconds: CLAIM_SECONDS, max_seconds: MAX_SECONDS, spec_hash: [7; 32], store_uri }
}

/// A plausible attestation.
pub fn attestation() -> jobs_args::JobSubmitInstructionArgs {
    jobs_args::JobSubmitInstructionArgs { result_hash: [9; 32], log_hash: [8; 32], exit_code: 0 }
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
            token::fee_vault_open(payer, self.market),
            jobs::market_open(authority, payer, market_terms(0)),
        ]
    }

    /// Takes one step of the set-up.
    pub fn set_up_step(&mut self, instruction: Instruction) {
        let (deployer, authority) = (self.chain.deployer.insecure_clone(), self.authority.insecure_clone());
        self.send(&[instruction], &[&deployer, &authority]).expect("set-up goes through");
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

    // Stake

    /// An operator with a pool, `stake` of its own in it, and a book.
    pub fn operator(&mut self, name: &str, stake: u64) -> OperatorActor {
        let wallet = self.wallet(name, stake);
        let (address, payer) = (wallet.pubkey(), self.payer());
        let pool = pda::pool(&address);
        let mut steps = vec![
            staking::pool_create(address, payer, self.usd_mint, 1_000),
            staking::position_open(address, payer, pool),
            jobs::operator_register(address, payer),
        ];
        if stake > 0 {
            steps.push(staking::stake(address, pool, pda::heat_account(&address), stake));
        }
        for step in steps {
            self.send(&[step], &[&wallet]).expect("operator is set up");
        }
        OperatorActor { operator: pda::operator(&address), pool, wallet }
    }

    /// Opens the wallet's position in a pool.
    pub fn open_position(&mut self, owner: &Keypair, pool: Address) {
        let open = staking::position_open(owner.pubkey(), self.payer(), pool);
        self.send(&[open], &[owner]).expect("position opens");
    }

    pub fn try_stake(&mut self, owner: &Keypair, pool: Address, amount: u64) -> Result<Receipt, Failure> {
        self.send(&[staking::stake(owner.pubkey(), pool, pda::heat_account(&owner.pubkey()), amount)], &[owner])
    }

    pub fn try_unstake(&mut self, owner: &Keypair, pool: Address, shares: u64) -> Result<Receipt, Failure> {
        self.send(&[staking::unstake(owner.pubkey(), pool, shares)], &[owner])
    }

    pub fn try_withdraw_stake(&mut self, owner: &Keypair, pool: Address, index: u8) -> Result<Receipt, Failure> {
        self.send(&[staking::withdraw(owner.pubkey(), pool, pda::heat_account(&owner.pubkey()), index)], &[owner])
    }

    pub fn try_cancel_unstake(&mut self, owner: &Keypair, pool: Address, index: u8) -> Result<Receipt, Failure> {
        self.send(&[staking::unstake_cancel(owner.pubkey(), pool, index)], &[owner])
    }

    pub fn try_lock(&mut self, owner: &Keypair, pool: Address, shares: u64, seconds: i64) -> Result<Receipt, Failure> {
        self.send(&[staking::lock(owner.pubkey(), pool, shares, seconds)], &[owner])
    }

    pub fn try_refresh(&mut self, owner: &Address, pool: Address) -> Result<Receipt, Failure> {
        self.send(&[staking::position_refresh(*owner, pool)], &[])
    }

    pub fn try_sync(&mut self, pool: Address) -> Result<Receipt, Failure> {
        self.send(&[staking::rewards_sync(pool, self.usd_mint)], &[])
    }

    /// Claims to the owner's own account of the mint, which must be open.
    pub fn try_claim_rewards(&mut self, owner: &Keypair, pool: Address, mint: Reward) -> Result<Receipt, Failure> {
        let destination = pda::token_account(&owner.pubkey(), &mint.address());
        self.send(&[staking::rewards_claim(owner.pubkey(), pool, mint, destination)], &[owner])
    }

    /// Claims to the operator's own account of the mint, which must be open.
    pub fn try_claim_commission(&mut self, operator: &Keypair, mint: Reward) -> Result<Receipt, Failure> {
        let destination = pda::token_account(&operator.pubkey(), &mint.address());
        self.send(&[staking::commission_claim(operator.pubkey(), mint, destination)], &[operator])
    }

    /// Dollars as a mint of rewards.
    pub fn usd(&self) -> Reward {
        Reward::Usd(self.usd_mint)
    }

    /// Opens the wallet's dollar account where needed and mints dollars to it.
    pub fn give_usd(&mut self, wallet: &Address, amount: u64) {
        let open = token::account_open(self.payer(), *wallet, self.usd_mint);
        self.send(&[open], &[]).expect("dollar account opens");
        let account = pda::token_account(wallet, &self.usd_mint);
        self.mint_usd(&account, amount);
    }

    /// Mints dollars into any token account.
    pub fn mint_usd(&mut self, to: &Address, amount: u64) {
        let (mint, minter) = (self.usd_mint, self.minter.insecure_clone());
        self.mint_foreign(&mint, to, &minter, amount);
    }

    pub fn governance(&self) -> Governance {
        self.chain.read(&pda::governance())
    }

    pub fn staker_fees(&self) -> StakerFees {
        self.chain.read(&pda::staker_fees())
    }

    pub fn statistics(&self) -> TokenStatistics {
        self.chain.read(&pda::statistics())
    }

    pub fn auction(&self) -> Auction {
        self.chain.read(&pda::auction(&self.usd_mint))
    }

    pub fn pool(&self, pool: &Address) -> Pool {
        self.chain.read(pool)
    }

    pub fn position(&self, pool: &Address, owner: &Address) -> Position {
        self.chain.read(&pda::position(pool, owner))
    }

    // Workers and clients

    /// A worker with one GPU of 24 GiB that holds up to four jobs.
    pub fn worker(&mut self, operator: &OperatorActor, name: &str) -> WorkerActor {
        self.worker_with(operator, name, worker_args())
    }

    pub fn worker_with(
        &mut self,
        operator: &OperatorActor,
        name: &str,
        args: jobs_args::WorkerRegisterInstructionArgs,
    ) -> WorkerActor {
        let key = key(name);
        self.chain.fund(&key.pubkey());
        let wallet = operator.wallet.pubkey();
        let register = jobs::worker_register(wallet, self.payer(), key.pubkey(), args);
        self.send(&[register], &[&operator.wallet, &key]).expect("worker registers");
        WorkerActor { address: pda::worker(&operator.operator, &key.pubkey()), wallet, key }
    }

    /// A client with `deposit` in its balance and nothing else.
    pub fn client(&mut self, name: &str, deposit: u64) -> Keypair {
        let client = self.wallet(name, deposit);
        let open = jobs::balance_open(client.pubkey(), self.payer());
        self.send(&[open], &[&client]).expect("balance opens");
        if deposit > 0 {
            let from = pda::heat_account(&client.pubkey());
            self.send(&[jobs::deposit(client.pubkey(), from, deposit)], &[&client]).expect("deposit");
        }
        client
    }

    pub fn balance(&self, client: &Address) -> ClientBalance {
        self.chain.read(&pda::heat_balance(client))
    }

    // The life of a job

    pub fn try_post(&mut self, client: &Keypair, market: Address, terms: JobTerms) -> Result<Address, Failure> {
        let number = self.balance(&client.pubkey()).next_job;
        let (job, post) = jobs::job_post(client.pubkey(), self.payer(), market, number, terms);
        self.send(&[post], &[client]).map(|_| job)
    }

    /// Posts a job of `price` in the first market.
    pub fn post(&mut self, client: &Keypair, price: u64) -> Address {
        self.try_post(client, self.market, job_terms(price)).expect("job is posted")
    }

    pub fn try_claim(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_claim(worker.wallet, worker.key.pubkey(), job)], &[&worker.key])
    }

    pub fn try_start(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_start(worker.key.pubkey(), job)], &[&worker.key])
    }

    pub fn try_submit(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::job_submit(worker.key.pubkey(), job, attestation())], &[&worker.key])
    }

    pub fn try_accept(&mut self, client: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let accept = jobs::job_accept(job, &self.job(&job));
        self.send(&[accept], &[client])
    }

    pub fn try_settle(&mut self, job: Address) -> Result<Receipt, Failure> {
        let settle = jobs::job_settle(job, &self.job(&job));
        self.send(&[settle], &[])
    }

    pub fn try_cancel(&mut self, client: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let cancel = jobs::job_cancel(job, &self.job(&job));
        self.send(&[cancel], &[client])
    }

    pub fn try_expire(&mut self, job: Address) -> Result<Receipt, Failure> {
        let expire = jobs::job_expire(job, &self.job(&job));
        self.send(&[expire], &[])
    }

    pub fn try_close(&mut self, closer: &Keypair, job: Address) -> Result<Receipt, Failure> {
        let close = jobs::job_close(closer.pubkey(), job, &self.job(&job));
        self.send(&[close], &[closer])
    }

    /// Reports a missed deadline; `reporter` is a HEAT account.
    pub fn try_slash(&mut self, job: Address, pool: Address, reporter: Address) -> Result<Receipt, Failure> {
        let slash = slashing::slash_missed_deadline(job, &self.job(&job), pool, reporter);
        self.send(&[slash], &[])
    }

    pub fn try_quit(&mut self, worker: &WorkerActor, job: Address) -> Result<Receipt, Failure> {
        let quit = slashing::slash_quit(job, &self.job(&job), pda::pool(&worker.wallet));
        self.send(&[quit], &[&worker.key])
    }

    /// Brings a posted job into `state` with the help of `worker`.
    pub fn drive(&mut self, worker: &WorkerActor, job: Address, state: JobState) {
        type Step = fn(&mut Network, &WorkerActor, Address) -> Result<Receipt, Failure>;
        let steps: [Step; 3] = [Self::try_claim, Self::try_start, Self::try_submit];
        let count = match state {
            JobState::Open => 0,
            JobState::Assigned => 1,
            JobState::Running => 2,
            _ => 3,
        };
        for step in &steps[..count] {
            step(self, worker, job).expect("job goes on");
        }
    }

    pub fn job(&self, job: &Address) -> Job {
        self.chain.read(job)
    }

    pub fn state(&self, job: &Address) -> JobState {
        JobState::from_byte(self.job(job).state).expect("known state")
    }

    pub fn book(&self, operator: &Address) -> Operator {
        self.chain.read(operator)
    }

    pub fn worker_account(&self, worker: &Address) -> Worker {
        self.chain.read(worker)
    }

    pub fn ledger(&self) -> PenaltyLedger {
        self.chain.read(&pda::penalty_ledger())
    }
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}

/// One GPU of 24 GiB, up to four jobs.
pub fn worker_args() -> jobs_args::WorkerRegisterInstructionArgs {
    jobs_args::WorkerRegisterInstructionArgs { encryption_key: [3; 32], vram_gib: 24, gpus: 1, max_jobs: 4 }
}
