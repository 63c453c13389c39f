//! The life of a job.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::{
    accounts::{Found, Job},
    generated::jobs::instructions::{
        JobAccept, JobCancel, JobClaim, JobClose, JobExpire, JobPost, JobPostInstructionArgs, JobSettle, JobStart,
        JobSubmit,
    },
    pda, program,
};

pub use crate::generated::jobs::{instructions::JobSubmitInstructionArgs as Attestation, types::JobTerms};

/// Posts the job with a client's next number.
pub fn job_post(client: Address, payer: Address, market: Address, number: u64, terms: JobTerms) -> Instruction {
    let balance = pda::balance(&client);
    let (job, bump) = pda::job(&balance, number);
    JobPost { client, payer, market, balance, job, system_program: program::SYSTEM }
        .instruction(JobPostInstructionArgs { terms, bump })
}

/// Takes an open job for the worker of a hot key; the operator is named by its wallet.
pub fn job_claim(key: Address, operator_wallet: Address, job: Address) -> Instruction {
    let operator = pda::operator(&operator_wallet);
    JobClaim { key, worker: pda::worker(&operator, &key), operator, pool: pda::pool(&operator_wallet), job }
        .instruction()
}

/// Says that the workload answers.
pub fn job_start(key: Address, job: Address) -> Instruction {
    JobStart { key, job }.instruction()
}

/// Attests to the result.
pub fn job_submit(key: Address, job: Address, attestation: Attestation) -> Instruction {
    JobSubmit { key, job }.instruction(attestation)
}

/// Accepts the result and settles.
pub fn job_accept(job: &Found<Job>) -> Instruction {
    let Found { address, data } = job;
    JobAccept {
        client: data.client,
        job: *address,
        balance: data.balance,
        vault: pda::balance_vault(&data.balance),
        worker: data.worker,
        operator: data.operator,
        earnings: pda::earnings(&data.operator),
        fee_vault: data.fee_vault,
        mint: pda::heat_mint(),
        token_program: program::SPL_TOKEN,
        event_authority: pda::event_authority(&program::JOBS),
        program: program::JOBS,
    }
    .instruction()
}

/// Settles after the review window.
pub fn job_settle(job: &Found<Job>) -> Instruction {
    let Found { address, data } = job;
    JobSettle {
        job: *address,
        balance: data.balance,
        vault: pda::balance_vault(&data.balance),
        worker: data.worker,
        operator: data.operator,
        earnings: pda::earnings(&data.operator),
        fee_vault: data.fee_vault,
        mint: pda::heat_mint(),
        token_program: program::SPL_TOKEN,
        event_authority: pda::event_authority(&program::JOBS),
        program: program::JOBS,
    }
    .instruction()
}

/// Withdraws an open job.
pub fn job_cancel(job: &Found<Job>) -> Instruction {
    JobCancel { client: job.data.client, job: job.address, balance: job.data.balance }.instruction()
}

/// Ends a job that nobody claimed in time.
pub fn job_expire(job: &Found<Job>) -> Instruction {
    JobExpire { job: job.address, balance: job.data.balance }.instruction()
}

/// Closes an ended job.
pub fn job_close(closer: Address, job: &Found<Job>) -> Instruction {
    JobClose { closer, job: job.address, rent_payer: job.data.rent_payer }.instruction()
}
