use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use furnace_common::seeds;
use furnace_common::state::Round;
use furnace_jobs::call::job_dispute;
use furnace_jobs::instructions::JobDisputeArgs;
use furnace_jobs::state::{Job, Operator};
use furnace_support::{account, ids};

use crate::error::SlashingError;
use crate::events::DisputeOpened;
use crate::instructions::signer_seeds;
use crate::state::Dispute;

/// A result that is called into question.
#[derive(Accounts)]
pub struct Opening {
    /// Pays the rent and gets it back.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    /// That pays for the job; the jobs program checks it.
    #[account(mut)]
    pub balance: UncheckedAccount,
    #[account(address = job.operator @ SlashingError::JobMismatch)]
    pub operator: Account<Operator>,
    /// Made here; the job's counter is in its seeds, so a second bump gives no second dispute.
    #[account(mut)]
    pub dispute: UncheckedAccount,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
    pub system_program: Program<System>,
}

impl Opening {
    /// Makes the account of the dispute, with the verifiers who are parties.
    pub(crate) fn create(&self, accuser: &Address, bump: u8, now: i64) -> Result<Account<Dispute>> {
        let address = *self.job.address();
        let number = [self.job.disputes];
        let dispute_seeds: &[&[u8]] = &[seeds::DISPUTE, address.as_ref(), &number, &[bump]];
        let mut dispute = account::create::<Dispute>(self.payer.account(), self.dispute.account(), dispute_seeds)?;
        dispute.open(&address, &self.job, &self.operator, now)?;
        dispute.rent_payer = *self.payer.address();
        let parties = [self.job.client, self.operator.wallet, *accuser];
        for (party, wallet) in dispute.parties.iter_mut().zip(&parties) {
            *party = verifier_of(wallet);
        }
        dispute.bump = bump;
        Ok(dispute)
    }

    /// Announces the drawing of the first committee, and holds the job until there is a ruling.
    pub(crate) fn begin(
        &mut self,
        dispute: &mut Account<Dispute>,
        round: Round,
        authority: &UncheckedAccount,
    ) -> Result<()> {
        let clock = Clock::get()?;
        dispute.begin(round, clock.unix_timestamp, clock.slot)?;
        let args = JobDisputeArgs { audit: dispute.is_audit().into(), by_client: dispute.is_by_client().into() };
        let (job, balance) = (self.job.account(), self.balance.account());
        job_dispute(authority.account(), job, balance, &args, &signer_seeds())?;
        emit!(DisputeOpened {
            dispute: *dispute.address(),
            job: dispute.job,
            worker: dispute.worker,
            accuser: dispute.accuser,
            bond: dispute.bond,
            draw_slot: dispute.draw_slot,
        });
        Ok(())
    }
}

/// The verifier that a wallet is, if it is one.
pub(crate) fn verifier_of(wallet: &Address) -> Address {
    find_program_address(&[seeds::VERIFIER, wallet.as_ref()], &crate::ID).0
}
