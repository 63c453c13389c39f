//! Wrong entries of integer products: shown to the chain, and punished.

use furnace_common::state::JobState;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Found, Job, REFUTATION_REFUTER, Refutation},
    chain::{ChainError, Filter},
    instructions::slashing,
    pda,
    product::Evidence,
};

/// What anyone can do about a wrong entry that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefutationStep {
    /// Punish the worker, and take the job from it where it is in review.
    Punish,
    /// Close the record, which counts no more; the rent goes to who showed the entry.
    Close,
}

impl RefutationStep {
    /// What can be done now; `None` while the record waits. There is no job where its account is closed.
    pub fn next(shown: &Refutation, job: Option<&Job>) -> Option<Self> {
        let Some(job) = job else { return Some(Self::Close) };
        let gone_on = job.attempts != shown.attempt;
        if shown.punished_at != 0 || job.is_found_wrong(shown.attempt) {
            return gone_on.then_some(Self::Close);
        }
        let judged = !gone_on && job.state() == Some(JobState::Disputed);
        (!judged).then_some(Self::Punish)
    }
}

impl Furnace {
    /// Shows that an entry of a job's product is wrong; the refuter pays the rent of the record, and gets it back.
    pub async fn entry_refute(
        &self,
        refuter: &Keypair,
        job: &Found<Job>,
        evidence: &Evidence,
    ) -> Result<Signature, ChainError> {
        let refute = slashing::entry_refute(refuter.pubkey(), job.address, &job.data, evidence);
        self.chain().send(&[refute], &[refuter]).await
    }

    /// What was shown of a job's present result, if anything was.
    pub async fn refutation(&self, job: &Found<Job>) -> Result<Option<Found<Refutation>>, ChainError> {
        self.find(&pda::refutation(&job.address, job.data.attempts)).await
    }

    /// All that a wallet showed, or anyone.
    pub async fn refutations(&self, refuter: Option<&Address>) -> Result<Vec<Found<Refutation>>, ChainError> {
        self.all(refuter.map(|wallet| Filter::bytes(REFUTATION_REFUTER, wallet)).into_iter().collect()).await
    }

    /// What anyone can do next about a wrong entry that was shown; `None` while it waits.
    pub async fn refutation_step(&self, shown: &Refutation) -> Result<Option<RefutationStep>, ChainError> {
        let job = self.find::<Job>(&shown.job).await?;
        Ok(RefutationStep::next(shown, job.as_ref().map(|job| &job.data)))
    }

    /// Takes a step; anyone may pay for it. Whoever showed the entry is paid.
    pub async fn refutation_advance(
        &self,
        payer: &Keypair,
        shown: &Refutation,
        step: RefutationStep,
    ) -> Result<Signature, ChainError> {
        if step == RefutationStep::Close {
            return self.chain().send(&[slashing::refutation_close(shown)], &[payer]).await;
        }
        let job = self.get::<Job>(&shown.job).await?;
        let slash = slashing::slash_wrong_entry(shown, &job.data, self.pool_of(&shown.operator).await?);
        self.report_for(payer, &shown.refuter, vec![slash]).await
    }
}
