//! Jobs, seats and leases that workers lose. A reporter's part is paid to its HEAT account.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Conviction, Crew, Found, Job, Lease, Operator, PenaltyLedger, Worker},
    attested::Attested,
    chain::ChainError,
    generated::jobs::types::Seat,
    instructions::{jobs, slashing, token},
    pda,
};

impl Furnace {
    /// Takes a job whose deadline passed from its worker, slashing its operator's pool.
    pub async fn job_reclaim(&self, reporter: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        let pool = self.pool_of(&job.data.operator).await?;
        let account = pda::heat_account(&reporter.pubkey());
        self.report(reporter, vec![slashing::slash_missed_deadline(job.address, &job.data, pool, account)]).await
    }

    /// Has a worker punished that signed another result than it attested to on chain.
    pub async fn report_two_results(
        &self,
        reporter: &Keypair,
        job: &Found<Job>,
        attested: &Attested,
    ) -> Result<Signature, ChainError> {
        let pool = self.pool_of(&job.data.operator).await?;
        let (payer, account) = (reporter.pubkey(), pda::heat_account(&reporter.pubkey()));
        let slash = slashing::slash_two_results(payer, job.address, &job.data, attested, pool, account);
        self.report(reporter, slash.into()).await
    }

    /// What a worker was punished with for two results of the present attempt at a job, if it was.
    pub async fn two_results(&self, job: &Found<Job>) -> Result<Option<Found<Conviction>>, ChainError> {
        self.find(&pda::two_results(&job.address, job.data.attempts)).await
    }

    /// Hands a claimed job back before its deadline, at the published price.
    pub async fn job_quit(&self, key: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        let pool = self.pool_of(&job.data.operator).await?;
        // Whether the caller holds the job, the program decides, in its own words.
        let held = Job { worker_key: key.pubkey(), ..job.data.clone() };
        self.chain().send(&[slashing::slash_quit(job.address, &held, pool)], &[key]).await
    }

    /// Takes a seat whose worker is late from it, slashing its operator's pool.
    pub async fn seat_reclaim(
        &self,
        reporter: &Keypair,
        job: &Found<Job>,
        crew: &Crew,
        index: u8,
    ) -> Result<Signature, ChainError> {
        let seat = seat_at(crew, index)?;
        let pool = self.pool_of(&seat.operator).await?;
        let account = pda::heat_account(&reporter.pubkey());
        let slash = slashing::slash_missed_seat(job.address, &job.data, index, seat, pool, account);
        self.report(reporter, vec![slash]).await
    }

    /// Hands a seat back before the deadline, at the published price.
    pub async fn seat_quit(
        &self,
        key: &Keypair,
        job: &Found<Job>,
        crew: &Crew,
        index: u8,
    ) -> Result<Signature, ChainError> {
        let seat = seat_at(crew, index)?;
        let pool = self.pool_of(&seat.operator).await?;
        // Whether the caller holds the seat, the program decides, in its own words.
        let held = Seat { key: key.pubkey(), ..seat.clone() };
        self.chain().send(&[slashing::slash_quit_seat(job.address, &job.data, index, &held, pool)], &[key]).await
    }

    /// Takes the penalty that is due for a lease's outage at `now`; after a long one the worker loses the lease, and is
    /// paid for the time before first.
    pub async fn lease_reclaim(
        &self,
        reporter: &Keypair,
        lease: &Found<Lease>,
        now: i64,
    ) -> Result<Signature, ChainError> {
        let pool = self.pool_of(&lease.data.operator).await?;
        let mut instructions = Vec::with_capacity(2);
        if lease.data.is_settled_first(now) {
            let payee = self.payee(&lease.data.operator, &lease.data.escrow).await?;
            instructions.push(jobs::lease_settle(lease.address, &lease.data, &payee));
        }
        let account = pda::heat_account(&reporter.pubkey());
        instructions.push(slashing::slash_downtime(lease.address, &lease.data, pool, account));
        self.report(reporter, instructions).await
    }

    /// Punishes a worker for the wrong proof that it opened of a GPU, counted from 0; anyone may pay for it.
    pub async fn proof_punish(&self, reporter: &Keypair, worker: &Address, gpu: u8) -> Result<Signature, ChainError> {
        let operator = self.get::<Worker>(worker).await?.data.operator;
        let (wallet, pool) = (reporter.pubkey(), self.pool_of(&operator).await?);
        let account = pda::heat_account(&wallet);
        self.report(reporter, vec![slashing::slash_wrong_proof(wallet, *worker, gpu, pool, account)]).await
    }

    /// Punishes a worker for the wrong proof of a GPU's memory that it opened; anyone may pay for it.
    pub async fn memory_punish(&self, reporter: &Keypair, worker: &Address, gpu: u8) -> Result<Signature, ChainError> {
        let operator = self.get::<Worker>(worker).await?.data.operator;
        let (wallet, pool) = (reporter.pubkey(), self.pool_of(&operator).await?);
        let account = pda::heat_account(&wallet);
        self.report(reporter, vec![slashing::slash_wrong_memory(wallet, *worker, gpu, pool, account)]).await
    }

    /// HEAT base units that were taken in penalties so far.
    pub async fn slashed(&self) -> Result<u64, ChainError> {
        let ledger = self.find::<PenaltyLedger>(&pda::penalty_ledger()).await?;
        Ok(ledger.map_or(0, |ledger| ledger.data.slashed))
    }

    async fn report(&self, reporter: &Keypair, slashing: Vec<Instruction>) -> Result<Signature, ChainError> {
        self.report_for(reporter, &reporter.pubkey(), slashing).await
    }

    /// Sends a report that pays another wallet than that which pays for it.
    pub(super) async fn report_for(
        &self,
        payer: &Keypair,
        reporter: &Address,
        slashing: Vec<Instruction>,
    ) -> Result<Signature, ChainError> {
        let mut instructions = vec![token::heat_account_open(payer.pubkey(), *reporter)];
        instructions.extend(slashing);
        self.chain().send(&instructions, &[payer]).await
    }

    pub(super) async fn pool_of(&self, operator: &Address) -> Result<Address, ChainError> {
        Ok(self.get::<Operator>(operator).await?.data.pool)
    }
}

fn seat_at(crew: &Crew, index: u8) -> Result<&Seat, ChainError> {
    let seat = crew.taken().get(usize::from(index));
    seat.ok_or_else(|| ChainError::Build(format!("nobody took seat {index} of the crew")))
}
