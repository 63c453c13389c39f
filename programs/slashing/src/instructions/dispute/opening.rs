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
use crate::state::{Delivered, Dispute};

/// A result that is called into question.
#[derive(Accounts)]
pub struct Opening {
    /// Pays the rent and gets it back.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    /// Made here; the job's counter is in its seeds, so a second bump gives no second dispute.
    #[account(mut)]
    pub dispute: UncheckedAccount,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
    pub system_program: Program<System>,
}

impl Opening {
    /// Makes the account of the dispute, with the verifiers who are parties.
    pub(crate) fn create(
        &self,
        result: &Delivered,
        operator: &Account<Operator>,
        accuser: &Address,
        bump: u8,
        now: i64,
    ) -> Result<Account<Dispute>> {
        require!(result.operator == *operator.address(), SlashingError::JobMismatch);
        let address = *self.job.address();
        let number = [self.job.disputes];
        let dispute_seeds: &[&[u8]] = &[seeds::DISPUTE, address.as_ref(), &number, &[bump]];
        let mut dispute = account::create::<Dispute>(self.payer.account(), self.dispute.account(), dispute_seeds)?;
        dispute.open(&address, &self.job, result, operator, now)?;
        dispute.rent_payer = *self.payer.address();
        let parties = [self.job.client, operator.wallet, *accuser];
        for (party, wallet) in dispute.parties.iter_mut().zip(&parties) {
            *party = verifier_of(wallet);
        }
        dispute.bump = bump;
        Ok(dispute)
    }

    /// Holds the job until there is a ruling. `balance` pays for it, which the jobs program checks.
    pub(crate) fn hold_job(
        &self,
        dispute: &Dispute,
        balance: &UncheckedAccount,
        authority: &UncheckedAccount,
    ) -> Result<()> {
        let args = JobDisputeArgs { audit: dispute.is_audit().into(), by_client: dispute.is_by_client().into() };
        job_dispute(authority.account(), self.job.account(), balance.account(), &args, &signer_seeds())
    }

    /// Announces the drawing of the first committee.
    pub(crate) fn begin(&self, dispute: &mut Account<Dispute>, round: Round) -> Result<()> {
        let clock = Clock::get()?;
        dispute.begin(round, clock.unix_timestamp, clock.slot)?;
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
