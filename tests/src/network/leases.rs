//! Leases.

use furnace_client::accounts::{Lease, Operator};
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::jobs::{self, Payee, Venue};
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_common::state::{CloseReason, LeaseState};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{CLAIM_SECONDS, Network, WorkerActor, job_terms};
use crate::chain::Receipt;
use crate::errors::Failure;

/// What a lease asks for: an hour paid ahead, a day at most; tests change what they are about.
pub fn lease_terms(rate: u64) -> LeaseTerms {
    LeaseTerms {
        rate,
        funded_seconds: 3_600,
        max_seconds: 86_400,
        claim_seconds: CLAIM_SECONDS,
        low_seconds: 0,
        auction: false,
        designated: Address::default(),
        backup: Address::default(),
        spec_hash: [7; 32],
        store_uri: job_terms(1).store_uri,
    }
}

impl Network {
    pub fn try_lease(&mut self, client: &Keypair, market: Address, terms: LeaseTerms) -> Result<Address, Failure> {
        let number = self.balance(&client.pubkey()).next_job;
        let (lease, open) = jobs::lease_open(client.pubkey(), self.payer(), &Venue::heat(market), number, terms);
        self.send(&[open], &[client]).map(|_| lease)
    }

    pub fn try_lease_claim(&mut self, worker: &WorkerActor, lease: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::lease_claim(worker.wallet, worker.key.pubkey(), lease)], &[&worker.key])
    }

    pub fn try_lease_start(&mut self, worker: &WorkerActor, lease: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::lease_start(worker.key.pubkey(), lease)], &[&worker.key])
    }

    /// A lease at `rate` that `worker` runs.
    pub fn running_lease(&mut self, client: &Keypair, worker: &WorkerActor, terms: LeaseTerms) -> Address {
        let lease = self.try_lease(client, self.market, terms).expect("lease opens");
        self.try_lease_claim(worker, lease).expect("lease is claimed");
        self.try_lease_start(worker, lease).expect("lease starts");
        lease
    }

    pub fn try_lease_settle(&mut self, lease: Address) -> Result<Receipt, Failure> {
        let settle = jobs::lease_settle(lease, &self.lease(&lease), &self.lease_payee(&lease));
        self.send(&[settle], &[])
    }

    pub fn try_top_up(&mut self, client: &Keypair, lease: Address, amount: u64) -> Result<Receipt, Failure> {
        let top_up = jobs::lease_top_up(lease, &self.lease(&lease), amount);
        self.send(&[top_up], &[client])
    }

    pub fn try_ping(&mut self, client: &Keypair, lease: Address) -> Result<Receipt, Failure> {
        let ping = jobs::lease_ping(lease, &self.lease(&lease));
        self.send(&[ping], &[client])
    }

    pub fn try_answer(&mut self, worker: &WorkerActor, lease: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::lease_answer(worker.key.pubkey(), lease)], &[&worker.key])
    }

    pub fn try_notice(&mut self, worker: &WorkerActor, lease: Address) -> Result<Receipt, Failure> {
        self.send(&[jobs::lease_notice(worker.key.pubkey(), lease)], &[&worker.key])
    }

    pub fn try_leave(&mut self, lease: Address) -> Result<Receipt, Failure> {
        let leave = jobs::lease_leave(lease, &self.lease(&lease), &self.lease_payee(&lease));
        self.send(&[leave], &[])
    }

    pub fn try_lease_close(
        &mut self,
        client: &Keypair,
        lease: Address,
        reason: CloseReason,
    ) -> Result<Receipt, Failure> {
        let close = jobs::lease_close(lease, &self.lease(&lease), &self.lease_payee(&lease), reason);
        self.send(&[close], &[client])
    }

    pub fn try_lease_end(&mut self, lease: Address) -> Result<Receipt, Failure> {
        let end = jobs::lease_end(lease, &self.lease(&lease), &self.lease_payee(&lease));
        self.send(&[end], &[])
    }

    pub fn try_lease_cancel(&mut self, client: &Keypair, lease: Address) -> Result<Receipt, Failure> {
        let cancel = jobs::lease_cancel(lease, &self.lease(&lease));
        self.send(&[cancel], &[client])
    }

    pub fn try_lease_expire(&mut self, lease: Address) -> Result<Receipt, Failure> {
        let expire = jobs::lease_expire(lease, &self.lease(&lease));
        self.send(&[expire], &[])
    }

    pub fn try_lease_sweep(&mut self, closer: &Keypair, lease: Address) -> Result<Receipt, Failure> {
        let sweep = jobs::lease_sweep(closer.pubkey(), lease, &self.lease(&lease));
        self.send(&[sweep], &[closer])
    }

    /// Reports an outage; `reporter` is a HEAT account.
    pub fn try_slash_downtime(
        &mut self,
        lease: Address,
        worker: &WorkerActor,
        reporter: Address,
    ) -> Result<Receipt, Failure> {
        let slash = slashing::slash_downtime(lease, &self.lease(&lease), pda::pool(&worker.wallet), reporter);
        self.send(&[slash], &[])
    }

    pub fn lease(&self, lease: &Address) -> Lease {
        self.chain.read(lease)
    }

    pub fn lease_state(&self, lease: &Address) -> LeaseState {
        LeaseState::from_byte(self.lease(lease).state).expect("known state")
    }

    /// Where the present worker of a lease is paid.
    pub fn lease_payee(&self, lease: &Address) -> Payee {
        let book: Operator = self.chain.read(&self.lease(lease).operator);
        Payee::new(&book)
    }
}
