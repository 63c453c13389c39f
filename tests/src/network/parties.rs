//! Workers and clients.

use furnace_client::accounts::ClientBalance;
use furnace_client::generated::jobs::instructions as jobs_args;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Network, OperatorActor, WorkerActor, worker_args};
use crate::chain::key;

impl Network {
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
        let open = jobs::balance_open(client.pubkey(), self.payer(), pda::heat_mint());
        self.send(&[open], &[&client]).expect("balance opens");
        if deposit > 0 {
            let from = pda::heat_account(&client.pubkey());
            self.send(&[jobs::deposit(client.pubkey(), pda::heat_mint(), from, deposit)], &[&client]).expect("deposit");
        }
        client
    }

    pub fn balance(&self, client: &Address) -> ClientBalance {
        self.chain.read(&pda::heat_balance(client))
    }
}
