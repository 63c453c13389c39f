//! Jobs that several workers do.

use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Furnace, job::asked_by};
use crate::{
    accounts::{Crew, Found, Job},
    chain::ChainError,
    generated::jobs::types::Attestation,
    instructions::jobs,
    pda,
};

impl Furnace {
    /// The crew of a job that has one.
    pub async fn crew(&self, job: &Found<Job>) -> Result<Option<Found<Crew>>, ChainError> {
        match job.data.has_crew() {
            true => self.find(&pda::crew(&job.address).0).await,
            false => Ok(None),
        }
    }

    /// Opens the crew of a job that was posted without it.
    pub async fn crew_open(&self, client: &Keypair, job: &Address) -> Result<Signature, ChainError> {
        let wallet = client.pubkey();
        self.chain().send(&[jobs::crew_open(wallet, wallet, *job)], &[client]).await
    }

    /// Takes the next seat for the worker with a hot key; the operator is named by its wallet.
    pub async fn crew_join(
        &self,
        key: &Keypair,
        operator_wallet: &Address,
        job: &Address,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_join(*operator_wallet, key.pubkey(), *job)], &[key]).await
    }

    /// Tells the gang member of a rank how to reach the first one, encrypted to its key; by the first one.
    pub async fn crew_meet(
        &self,
        key: &Keypair,
        job: &Address,
        rank: u8,
        rendezvous: [u8; 96],
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_meet(key.pubkey(), *job, rank, rendezvous)], &[key]).await
    }

    /// Commits a replica to a result that nobody can see yet.
    pub async fn crew_commit(
        &self,
        key: &Keypair,
        job: &Address,
        seat: u8,
        commitment: [u8; 32],
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_commit(key.pubkey(), *job, seat, commitment)], &[key]).await
    }

    /// Shows the result to which a replica committed.
    pub async fn crew_reveal(
        &self,
        key: &Keypair,
        job: &Address,
        seat: u8,
        attestation: Attestation,
        salt: [u8; 32],
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_reveal(key.pubkey(), *job, seat, attestation, salt)], &[key]).await
    }

    /// Attests to a gang member's result.
    pub async fn crew_submit(
        &self,
        key: &Keypair,
        job: &Address,
        seat: u8,
        attestation: Attestation,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_submit(key.pubkey(), *job, seat, attestation)], &[key]).await
    }

    /// Accepts what a gang delivered; its seats are paid one by one.
    pub async fn crew_accept(&self, client: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_accept(job.address, &asked_by(client, job))], &[client]).await
    }

    /// Ends a gang's job after the review window; anyone may pay for it.
    pub async fn crew_settle(&self, payer: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_settle(job.address, &job.data)], &[payer]).await
    }

    /// Ends a job at which nobody of the crew can deliver any more; anyone may pay for it.
    pub async fn crew_conclude(&self, payer: &Keypair, job: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_conclude(*job)], &[payer]).await
    }

    /// Pays a seat of a settled job; anyone may pay for it.
    pub async fn seat_pay(
        &self,
        payer: &Keypair,
        job: &Found<Job>,
        crew: &Crew,
        seat: u8,
    ) -> Result<Signature, ChainError> {
        let operator = crew.taken().get(usize::from(seat)).map(|seat| seat.operator).unwrap_or_default();
        let payee = self.payee(&operator, &job.data.escrow).await?;
        self.chain().send(&[jobs::seat_pay(job.address, &job.data, crew, seat, &payee)], &[payer]).await
    }

    /// Lets a seat go that leaves unpaid and unpunished; anyone may pay for it.
    pub async fn seat_release(
        &self,
        payer: &Keypair,
        job: &Found<Job>,
        crew: &Crew,
        seat: u8,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::seat_release(job.address, &job.data, crew, seat)], &[payer]).await
    }

    /// Closes the crew of an ended job once every seat is resolved: the client at any time, later anyone.
    pub async fn crew_close(&self, closer: &Keypair, job: &Address, crew: &Crew) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::crew_close(closer.pubkey(), *job, crew)], &[closer]).await
    }
}
