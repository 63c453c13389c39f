//! The usual cast on a network: an operator with a worker, a client with a balance, and a stranger.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::pda;
use furnace_common::limits::MAX_ATTEMPTS;
use furnace_common::units::HEAT;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::network::delivery::CLAIMED_HASH;
use crate::network::{CLAIM_SECONDS, Network, OperatorActor, PRICE, WorkerActor};

/// Stake of the operator, HEAT base units.
pub const STAKE: u64 = 1_000 * HEAT;
/// What the client begins with in its balance, HEAT base units.
pub const DEPOSIT: u64 = 100 * HEAT;

/// A network with the parties of a job.
pub struct Scene {
    pub network: Network,
    pub operator: OperatorActor,
    pub worker: WorkerActor,
    pub client: Keypair,
    /// Has SOL, an empty HEAT account, and no part in anything.
    pub stranger: Keypair,
}

impl Scene {
    pub fn new() -> Self {
        Self::with(STAKE, DEPOSIT)
    }

    /// With this much staked by the operator and deposited by the client.
    pub fn with(stake: u64, deposit: u64) -> Self {
        let mut network = Network::new();
        let operator = network.operator("operator", stake);
        let worker = network.worker(&operator, "worker");
        let client = network.client("client", deposit);
        let stranger = network.wallet("stranger", 0);
        Self { network, operator, worker, client, stranger }
    }

    /// A new job of [`PRICE`] in `state`. Takes time where the state does.
    pub fn job(&mut self, state: JobState) -> Address {
        let job = self.network.post(&self.client, PRICE);
        match state {
            JobState::Settled => {
                self.network.drive(&self.worker, job, JobState::Review);
                self.network.try_accept(&self.client, job).expect("accept");
            }
            JobState::Cancelled => {
                self.network.try_cancel(&self.client, job).expect("cancel");
            }
            JobState::Expired => {
                self.network.chain.advance(i64::from(CLAIM_SECONDS) + 1);
                self.network.try_expire(job).expect("expire");
            }
            JobState::Disputed => {
                self.network.drive(&self.worker, job, JobState::Review);
                let bond = accuser_bond(&self.network.job(&job));
                self.network.give(&self.client.pubkey(), bond);
                self.network.dispute(&self.client, job, CLAIMED_HASH);
            }
            JobState::Failed => (0..MAX_ATTEMPTS).for_each(|_| self.lose(job)),
            _ => self.network.drive(&self.worker, job, state),
        }
        assert_eq!(self.network.state(&job), state);
        job
    }

    /// The worker claims the job and hands it back at once.
    pub fn lose(&mut self, job: Address) {
        self.network.try_claim(&self.worker, job).expect("claim");
        self.network.try_quit(&self.worker, job).expect("quit");
    }

    /// Lets time pass until the job's deadline is over.
    pub fn miss_deadline(&mut self, job: Address) {
        let deadline = self.network.job(&job).deadline;
        self.network.chain.set_time(deadline + 1);
    }

    /// Where a stranger that reports an offence is paid.
    pub fn reporter(&self) -> Address {
        pda::heat_account(&self.stranger.pubkey())
    }

    /// What the client's books say, HEAT base units: free and reserved. They must equal the vault.
    #[track_caller]
    pub fn books(&self) -> (u64, u64) {
        let balance = self.network.balance(&self.client.pubkey());
        assert_eq!(self.network.tokens(&balance.vault), balance.free + balance.reserved, "vault equals books");
        (balance.free, balance.reserved)
    }

    /// Stake that jobs hold against the operator's pool, HEAT base units.
    pub fn locked(&self) -> u64 {
        self.network.book(&self.operator.operator).collateral_locked
    }
}

impl Default for Scene {
    fn default() -> Self {
        Self::new()
    }
}

/// The instruction with another account wherever `from` stood.
pub fn replaced(mut instruction: Instruction, from: Address, to: Address) -> Instruction {
    let mut found = false;
    for meta in instruction.accounts.iter_mut().filter(|meta| meta.pubkey == from) {
        meta.pubkey = to;
        found = true;
    }
    assert!(found, "{from} is no account of the instruction");
    instruction
}
