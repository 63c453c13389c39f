//! Jobs that workers lose.

use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Found, Job, Operator},
    chain::ChainError,
    instructions::{slashing, token},
    pda,
};

impl Furnace {
    /// Takes a job whose deadline passed from its worker, slashing its operator's pool. The reporter's
    /// part is paid to the reporter's HEAT account.
    pub async fn job_reclaim(&self, reporter: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        let wallet = reporter.pubkey();
        let operator = self.get::<Operator>(&job.data.operator).await?;
        let instructions = [
            token::heat_account_open(wallet, wallet),
            slashing::slash_missed_deadline(job.address, &job.data, operator.data.pool, pda::heat_account(&wallet)),
        ];
        self.chain().send(&instructions, &[reporter]).await
    }

    /// Hands a claimed job back before its deadline, at the published price.
    pub async fn job_quit(&self, key: &Keypair, job: &Found<Job>) -> Result<Signature, ChainError> {
        let operator = self.get::<Operator>(&job.data.operator).await?;
        // Whether the caller holds the job, the program decides, in its own words.
        let held = Job { worker_key: key.pubkey(), ..job.data.clone() };
        self.chain().send(&[slashing::slash_quit(job.address, &held, operator.data.pool)], &[key]).await
    }
}
