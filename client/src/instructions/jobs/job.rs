//! The life of a job. What concerns an existing one takes its account, which names the parties.

use solana_address::Address;
use solana_instruction::Instruction;

use super::{Payee, Venue};
use crate::generated::jobs::FURNACE_JOBS_ID;
use crate::generated::jobs::accounts::Job;
use crate::generated::jobs::instructions::*;
use crate::generated::jobs::types::{Attestation, Checkpoint, JobTerms};
use crate::instructions::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::pda;

/// Posts the client's job `number`, which must be the next of the balance that pays. Signed by the client and the
/// payer. Returns the job's address beside the instruction.
pub fn job_post(
    client: Address,
    payer: Address,
    venue: &Venue,
    number: u64,
    terms: JobTerms,
) -> (Address, Instruction) {
    let balance = pda::balance(&client, &venue.mint);
    let (job, bump) = pda::job(&balance, number);
    let instruction = JobPost {
        client,
        payer,
        governance: pda::governance(),
        market: venue.market,
        balance,
        compensation: venue.compensation(&client),
        price_update: venue.price_update,
        job,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(JobPostInstructionArgs { terms, bump });
    (job, instruction)
}

/// Claims a job for a worker of `wallet`'s. Signed by the worker's hot key.
pub fn job_claim(wallet: Address, key: Address, job: Address) -> Instruction {
    let operator = pda::operator(&wallet);
    let worker = pda::worker(&operator, &key);
    let certificate = Some(pda::certificate(&worker));
    JobClaim { key, worker, operator, pool: pda::pool(&wallet), certificate, job }.instruction()
}

/// Starts a claimed job, from so many checkpoints of others. Signed by the key that claimed.
pub fn job_start(key: Address, job: Address, from: u8) -> Instruction {
    JobStart { key, job }.instruction(JobStartInstructionArgs { from })
}

/// Records a checkpoint. Signed by the key that claimed.
pub fn job_checkpoint(key: Address, job: Address, checkpoint: Checkpoint) -> Instruction {
    JobCheckpoint { key, job }.instruction(JobCheckpointInstructionArgs { args: checkpoint })
}

/// Attests to a result. Signed by the key that claimed.
pub fn job_submit(key: Address, job: Address, attestation: Attestation) -> Instruction {
    JobSubmit { key, job }.instruction(JobSubmitInstructionArgs { args: attestation })
}

/// Accepts and settles. Signed by the client.
pub fn job_accept(address: Address, job: &Job, payee: &Payee) -> Instruction {
    JobAccept {
        client: job.client,
        job: address,
        worker: job.worker,
        balance: job.escrow.balance,
        vault: pda::balance_vault(&job.escrow.balance),
        operator: job.operator,
        earnings: payee.earnings(&job.escrow),
        fee_vault: job.escrow.fee_vault,
        mint: job.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_JOBS_ID),
        program: FURNACE_JOBS_ID,
    }
    .instruction()
}

/// Co-signs a result. Signed by the attestor of the job's market.
pub fn job_attest(attestor: Address, address: Address, job: &Job, result_hash: [u8; 32]) -> Instruction {
    JobAttest { attestor, job: address, market: job.market }
        .instruction(JobAttestInstructionArgs { result_hash, attempt: job.attempts })
}

/// Takes a job from the worker whose result nobody co-signed in time. Signed by nobody in particular.
pub fn job_lapse(address: Address, job: &Job) -> Instruction {
    JobLapse { job: address, balance: job.escrow.balance, worker: job.worker, operator: job.operator }.instruction()
}

/// Settles after the review window, or after a dispute without a verdict. Signed by nobody in particular.
pub fn job_settle(address: Address, job: &Job, payee: &Payee) -> Instruction {
    JobSettle {
        job: address,
        worker: job.worker,
        balance: job.escrow.balance,
        vault: pda::balance_vault(&job.escrow.balance),
        operator: job.operator,
        earnings: payee.earnings(&job.escrow),
        fee_vault: job.escrow.fee_vault,
        mint: job.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_JOBS_ID),
        program: FURNACE_JOBS_ID,
    }
    .instruction()
}

/// Pays the credit at `index` of a settled job to the operator that has it, whose book the payee is. Signed by nobody
/// in particular.
pub fn credit_pay(address: Address, job: &Job, index: u8, payee: &Payee) -> Instruction {
    let operator = job.progress.credits.get(usize::from(index)).map(|credit| credit.operator);
    CreditPay {
        job: address,
        balance: job.escrow.balance,
        vault: pda::balance_vault(&job.escrow.balance),
        operator: operator.unwrap_or_default(),
        earnings: payee.earnings(&job.escrow),
        fee_vault: job.escrow.fee_vault,
        mint: job.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
    }
    .instruction(CreditPayInstructionArgs { index })
}

/// Returns to the client the credit at `index` of an operator that closed its book. Signed by nobody in particular.
pub fn credit_forfeit(address: Address, job: &Job, index: u8) -> Instruction {
    let credit = job.progress.credits.get(usize::from(index));
    CreditForfeit {
        job: address,
        balance: job.escrow.balance,
        operator: credit.map(|credit| credit.operator).unwrap_or_default(),
    }
    .instruction(CreditForfeitInstructionArgs { index })
}

/// Cancels an unclaimed job. Signed by the client.
pub fn job_cancel(address: Address, job: &Job) -> Instruction {
    JobCancel { client: job.client, job: address, balance: job.escrow.balance }.instruction()
}

/// Ends a job that nobody claimed in time. Signed by nobody in particular.
pub fn job_expire(address: Address, job: &Job) -> Instruction {
    JobExpire { job: address, balance: job.escrow.balance }.instruction()
}

/// Closes an ended job. Signed by `closer`: the client, or anyone after the retention.
pub fn job_close(closer: Address, address: Address, job: &Job) -> Instruction {
    JobClose { closer, job: address, market: job.market, rent_payer: job.rent_payer }.instruction()
}
