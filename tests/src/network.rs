//! A network that is set up: programs initialised, a market open, and actors to work with.
//!
//! Every verb comes twice where tests want to see it fail: `try_*` returns the failure, the plain one
//! panics on it.

use furnace_client::accounts::{ClientBalance, Job, JobState, Operator, PenaltyLedger, Pool, Position, Worker};
use furnace_client::generated::jobs::instructions as jobs_args;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::generated::staking::instructions as staking_args;
use furnace_client::generated::token::instructions as token_args;
use furnace_client::instructions::{jobs, slashing, staking, token};
use furnace_client::{pda, program};
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::chain::{Chain, Receipt, key};
use crate::errors::Failure;

/// The programs by the names of their files.
pub const PROGRAMS: [(&str, Address); 4] = [
    ("furnace_token", program::TOKEN),
    ("furnace_staking", program::STAKING),
    ("furnace_jobs", program::JOBS),
    ("furnace_slashing", program::SLASHING),
];

/// Parameters of the test network.
pub const COOLDOWN: i64 = 14 * 86_400;
pub const REVIEW_SECONDS: u32 = 3_600;
pub const MAX_SECONDS: u32 = 600;
pub const CLAIM_SECONDS: u32 = 300;
pub const PRICE: u64 = 10 * HEAT;

/// A chain with the network on it.
pub struct Network {
    pub chain: Chain,
    pub treasury: Keypair,
    pub market: Address,
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
        let mut chain = Chain::new();
        let (authority, treasury) = (key("authority"), key("treasury"));
        let (payer, deployer) = (chain.payer.pubkey(), chain.deployer.insecure_clone());
        let market = pda::market(&authority.pubkey(), 0);
        let set_up = [
            token::initialize(
                deployer.pubkey(),
                payer,
                token_args::InitializeInstructionArgs {
                    authority: authority.pubkey(),
                    treasury_owner: treasury.pubkey(),
                },
            ),
            staking::initialize(
                deployer.pubkey(),
                payer,
                staking_args::InitializeInstructionArgs {
                    authority: authority.pubkey(),
                    cooldown_seconds: COOLDOWN,
                    delegation_cap_bps: 10_000,
                },
            ),
            jobs::initialize(
                deployer.pubkey(),
                payer,
                jobs_args::InitializeInstructionArgs {
                    authority: authority.pubkey(),
                    take_bps: 1_000,
                    burn_bps: 5_000,
                },
            ),
            slashing::initialize(payer),
            token::fee_vault_open(payer, market),
            jobs::market_open(authority.pubkey(), payer, market_terms(0)),
        ];
        for instruction in set_up {
            chain.send(&[instruction], &[&deployer, &authority]).expect("set-up goes through");
        }
        Self { chain, treasury, market }
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
            staking::pool_create(address, payer, 1_000),
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
