//! What a client orders, be it a job or a lease.

use furnace_common::state::Payment;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;
use tracing::debug;

use super::Furnace;
use crate::{
    accounts::{ClientBalance, Found, Job, Lease, Operator, ProgramAccount},
    chain::ChainError,
    generated::jobs::types::Escrow,
    instructions::jobs::Payee,
    pda,
};

/// How often placing an order is tried when others of the same client get ahead.
const PLACE_TRIES: u32 = 4;

/// A job or a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// One piece of work.
    Job(Box<Found<Job>>),
    /// Compute by the second.
    Lease(Box<Found<Lease>>),
}

impl From<Found<Job>> for Order {
    fn from(job: Found<Job>) -> Self {
        Self::Job(Box::new(job))
    }
}

impl From<Found<Lease>> for Order {
    fn from(lease: Found<Lease>) -> Self {
        Self::Lease(Box::new(lease))
    }
}

impl Order {
    /// Its account.
    pub fn address(&self) -> Address {
        match self {
            Self::Job(job) => job.address,
            Self::Lease(lease) => lease.address,
        }
    }

    /// Who placed it.
    pub fn client(&self) -> Address {
        match self {
            Self::Job(job) => job.data.client,
            Self::Lease(lease) => lease.data.client,
        }
    }

    /// Its money.
    pub fn escrow(&self) -> &Escrow {
        match self {
            Self::Job(job) => &job.data.escrow,
            Self::Lease(lease) => &lease.data.escrow,
        }
    }

    /// In what it is quoted and paid.
    pub fn payment(&self) -> Option<Payment> {
        self.escrow().payment()
    }
}

impl Furnace {
    /// Places an order under the next number of the balance that pays. `build` gives its address and what places it.
    pub(super) async fn place(
        &self,
        client: &Keypair,
        mint: &Address,
        build: impl Fn(u64) -> (Address, Vec<Instruction>) + Send + Sync,
    ) -> Result<(Address, Signature), ChainError> {
        let balance = pda::balance(&client.pubkey(), mint);
        let mut number = self.get::<ClientBalance>(&balance).await?.data.next_job;
        let mut tries = 1;
        loop {
            let (order, instructions) = build(number);
            let error = match self.chain().send(&instructions, &[client]).await {
                Ok(signature) => return Ok((order, signature)),
                Err(error) => error,
            };
            // Another order may have taken the number; this one then was refused and changed nothing.
            let refused = matches!(error, ChainError::Program { .. } | ChainError::Instruction { .. });
            if !refused || tries >= PLACE_TRIES {
                return Err(error);
            }
            let next = self.get::<ClientBalance>(&balance).await?.data.next_job;
            if next == number {
                return Err(error);
            }
            debug!(taken = number, next, "another order of this client was placed first");
            number = next;
            tries += 1;
        }
    }

    /// Where an operator is paid for an order, and what HEAT costs if that depends on it.
    pub(super) async fn payee(&self, operator: &Address, escrow: &Escrow) -> Result<Payee, ChainError> {
        let book = self.get::<Operator>(operator).await?.data;
        Ok(Payee { price_update: self.price_for(escrow).await?, ..Payee::new(&book) })
    }

    /// A job or a lease that has to exist.
    pub async fn order(&self, address: &Address) -> Result<Order, ChainError> {
        let missing = ChainError::Missing { what: "job or lease", address: *address };
        let account = self.chain().account(address).await?.ok_or(missing)?;
        if account.data.starts_with(&Lease::DISCRIMINATOR) {
            return Lease::read(address, &account).map(Order::from);
        }
        Job::read(address, &account).map(Order::from)
    }
}
