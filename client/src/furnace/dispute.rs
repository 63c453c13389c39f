//! Results that are judged. What nobody in particular has to do comes as one next step, which anyone may take.

mod finish;
mod step;

use furnace_common::dispute::{ACCUSER_FEES, vote_commitment};
use sha2::{Digest as _, Sha256};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{DISPUTE_JOB, DISPUTE_WORKER, Dispute, Found, Job, Verifier},
    artifacts::Digest,
    chain::{ChainError, Filter},
    generated::slashing::instructions::{VoteCommitInstructionArgs, VoteRevealInstructionArgs},
    instructions::{dispute, token},
    pda,
};

pub use step::DisputeStep;

/// What an accuser of a job's result puts down, HEAT base units.
pub fn accuser_bond(job: &Job) -> u64 {
    job.vote_fee.saturating_mul(ACCUSER_FEES)
}

impl Furnace {
    /// Every dispute there is.
    pub async fn disputes(&self) -> Result<Vec<Found<Dispute>>, ChainError> {
        self.all(vec![]).await
    }

    /// All disputes of a job whose accounts are open, the first one first.
    pub async fn disputes_of(&self, job: &Address) -> Result<Vec<Found<Dispute>>, ChainError> {
        let mut found = self.all::<Dispute>(vec![Filter::bytes(DISPUTE_JOB, job)]).await?;
        found.sort_by_key(|dispute| dispute.data.number);
        Ok(found)
    }

    /// Every dispute about a worker's results.
    pub async fn disputes_about(&self, worker: &Address) -> Result<Vec<Found<Dispute>>, ChainError> {
        self.all(vec![Filter::bytes(DISPUTE_WORKER, worker)]).await
    }

    /// Says that a job's result is wrong, and `claimed` is right, against a bond from the accuser's HEAT account: the
    /// client, or the wallet of a verifier. Returns the dispute's address too.
    pub async fn dispute_open(
        &self,
        accuser: &Keypair,
        job: &Found<Job>,
        claimed: Digest,
    ) -> Result<(Signature, Address), ChainError> {
        let (wallet, address) = (accuser.pubkey(), pda::dispute(&job.address, job.data.disputes).0);
        let source = pda::heat_account(&wallet);
        let open = dispute::dispute_open(wallet, wallet, job.address, &job.data, claimed.0, source);
        Ok((self.chain().send(&[open], &[accuser]).await?, address))
    }

    /// Says that a replica's result is wrong, and `claimed` is right, against a bond from the accuser's HEAT account: the
    /// client, or the wallet of a verifier. Returns the dispute's address too. Fails where nobody has the seat.
    pub async fn seat_dispute_open(
        &self,
        accuser: &Keypair,
        job: &Found<Job>,
        seat: u8,
        claimed: Digest,
    ) -> Result<(Signature, Address), ChainError> {
        let crew = self.crew(job).await?;
        let operator = crew.and_then(|crew| crew.data.taken().get(usize::from(seat)).map(|seat| seat.operator));
        let operator = operator.ok_or_else(|| ChainError::Build(format!("nobody has seat {seat} of the job")))?;
        let (wallet, address) = (accuser.pubkey(), pda::dispute(&job.address, job.data.disputes).0);
        let (claim, source) = ((seat, claimed.0), pda::heat_account(&wallet));
        let open = dispute::seat_dispute_open(wallet, wallet, job.address, &job.data, operator, claim, source);
        Ok((self.chain().send(&[open], &[accuser]).await?, address))
    }

    /// Draws whether a job's result is audited; anyone may pay for it.
    pub async fn audit_draw(&self, payer: &Keypair, job: &Address) -> Result<Signature, ChainError> {
        self.chain().send(&[dispute::audit_draw(*job)], &[payer]).await
    }

    /// Begins the audit that was drawn; anyone may pay for it. Returns the dispute's address too.
    pub async fn audit_open(&self, payer: &Keypair, job: &Found<Job>) -> Result<(Signature, Address), ChainError> {
        let address = pda::dispute(&job.address, job.data.disputes).0;
        let open = dispute::audit_open(payer.pubkey(), job.address, &job.data);
        Ok((self.chain().send(&[open], &[payer]).await?, address))
    }

    /// Commits to a vote of `wallet`'s verifier, whose hot key signs: the result that it came to, zeros where the work
    /// could not be done again, and a salt that nobody else knows.
    pub async fn vote_commit(
        &self,
        key: &Keypair,
        wallet: &Address,
        found: &Found<Dispute>,
        vote: u8,
        result: Digest,
        salt: &[u8; 32],
    ) -> Result<Signature, ChainError> {
        let verifier = pda::verifier(wallet);
        let commitment = sealed_vote(found, &verifier, &result, salt);
        let args = VoteCommitInstructionArgs { vote, commitment };
        self.chain().send(&[dispute::vote_commit(key.pubkey(), verifier, found.address, args)], &[key]).await
    }

    /// Shows a vote that was committed to.
    pub async fn vote_reveal(
        &self,
        key: &Keypair,
        wallet: &Address,
        found: &Found<Dispute>,
        vote: u8,
        result: Digest,
        salt: [u8; 32],
    ) -> Result<Signature, ChainError> {
        let verifier = pda::verifier(wallet);
        let args = VoteRevealInstructionArgs { vote, result_hash: result.0, salt };
        self.chain().send(&[dispute::vote_reveal(key.pubkey(), verifier, found.address, args)], &[key]).await
    }

    /// Asks for a larger committee, against a bond from the appellant's HEAT account.
    pub async fn appeal_open(&self, appellant: &Keypair, dispute: &Address) -> Result<Signature, ChainError> {
        let wallet = appellant.pubkey();
        let open = dispute::appeal_open(wallet, *dispute, pda::heat_account(&wallet));
        self.chain().send(&[open], &[appellant]).await
    }

    /// What anyone can do next to bring a dispute to its end, at the chain's time; `None` while it waits.
    pub async fn dispute_step(&self, found: &Found<Dispute>) -> Result<Option<DisputeStep>, ChainError> {
        let clock = self.chain().clock().await?;
        Ok(DisputeStep::next(&found.data, clock.unix_timestamp, clock.slot))
    }

    /// Takes a step of a dispute; anyone may pay for it.
    pub async fn dispute_advance(
        &self,
        payer: &Keypair,
        found: &Found<Dispute>,
        step: DisputeStep,
    ) -> Result<Signature, ChainError> {
        let job = match step.needs_job() {
            true => Some(self.get::<Job>(&found.data.job).await?.data),
            false => None,
        };
        let mut instructions = vec![];
        for wallet in step.paid(&found.data) {
            instructions.push(token::heat_account_open(payer.pubkey(), wallet));
        }
        let is_open = match step {
            DisputeStep::Settle(vote) => match found.data.votes.get(usize::from(vote)) {
                Some(vote) => self.find::<Verifier>(&vote.verifier).await?.is_some(),
                None => false,
            },
            _ => true,
        };
        instructions.push(step.instruction(found, job.as_ref(), is_open)?);
        self.chain().send(&instructions, &[payer]).await
    }
}

/// What a vote is committed to with.
fn sealed_vote(found: &Found<Dispute>, verifier: &Address, result: &Digest, salt: &[u8; 32]) -> [u8; 32] {
    let sha256 = |parts: &[&[u8]]| {
        let mut hasher = Sha256::new();
        parts.iter().for_each(|part| hasher.update(part));
        hasher.finalize().into()
    };
    vote_commitment(found.address.as_array(), found.data.round, verifier.as_array(), &result.0, salt, sha256)
}
