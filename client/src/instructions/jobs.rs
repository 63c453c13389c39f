//! Instructions of the jobs program. What concerns an existing job takes its account, which names the
//! parties.

use solana_address::Address;
use solana_instruction::Instruction;

use super::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::generated::jobs::FURNACE_JOBS_ID;
use crate::generated::jobs::accounts::Job;
use crate::generated::jobs::instructions::*;
use crate::generated::jobs::types::JobTerms;
use crate::pda;

/// Opens a market; its fee vault must be open. Signed by the opener and the payer.
pub fn market_open(opener: Address, payer: Address, args: MarketOpenInstructionArgs) -> Instruction {
    let (market, mint) = (pda::market(&opener, args.index), pda::heat_mint());
    MarketOpen {
        opener,
        payer,
        governance: pda::governance(),
        market,
        mint,
        fee_vault: pda::fee_vault(&market, &mint),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(args)
}

/// Opens an operator's book on its pool. Signed by the wallet and the payer.
pub fn operator_register(wallet: Address, payer: Address) -> Instruction {
    OperatorRegister {
        wallet,
        payer,
        pool: pda::pool(&wallet),
        operator: pda::operator(&wallet),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction()
}

/// Closes the book of an operator without workers; `rent_payer` is who paid its rent. Signed by the wallet.
pub fn operator_close(wallet: Address, rent_payer: Address) -> Instruction {
    OperatorClose { wallet, operator: pda::operator(&wallet), rent_payer }.instruction()
}

/// Adds a worker. Signed by the wallet, the worker's hot key and the payer.
pub fn worker_register(
    wallet: Address,
    payer: Address,
    key: Address,
    args: WorkerRegisterInstructionArgs,
) -> Instruction {
    let operator = pda::operator(&wallet);
    WorkerRegister {
        wallet,
        payer,
        key,
        operator,
        worker: pda::worker(&operator, &key),
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(args)
}

/// Ends a worker. Signed by the wallet.
pub fn worker_retire(wallet: Address, key: Address) -> Instruction {
    let operator = pda::operator(&wallet);
    WorkerRetire { wallet, operator, worker: pda::worker(&operator, &key) }.instruction()
}

/// Opens a client's HEAT balance. Signed by the client and the payer.
pub fn balance_open(client: Address, payer: Address) -> Instruction {
    let mint = pda::heat_mint();
    let balance = pda::balance(&client, &mint);
    BalanceOpen {
        client,
        payer,
        mint,
        balance,
        vault: pda::balance_vault(&balance),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction()
}

/// Deposits `amount` base units from `source`. Signed by the client.
pub fn deposit(client: Address, source: Address, amount: u64) -> Instruction {
    let balance = pda::balance(&client, &pda::heat_mint());
    Deposit { client, balance, vault: pda::balance_vault(&balance), source, token_program: TOKEN_PROGRAM }
        .instruction(DepositInstructionArgs { amount })
}

/// Withdraws `amount` free base units to `destination`. Signed by the client.
pub fn withdraw(client: Address, destination: Address, amount: u64) -> Instruction {
    let balance = pda::balance(&client, &pda::heat_mint());
    Withdraw { client, balance, vault: pda::balance_vault(&balance), destination, token_program: TOKEN_PROGRAM }
        .instruction(WithdrawInstructionArgs { amount })
}

/// Posts the client's job `number`, which must be the balance's next. Signed by the client and the payer.
/// Returns the job's address beside the instruction.
pub fn job_post(
    client: Address,
    payer: Address,
    market: Address,
    number: u64,
    terms: JobTerms,
) -> (Address, Instruction) {
    let balance = pda::balance(&client, &pda::heat_mint());
    let (job, bump) = pda::job(&balance, number);
    let instruction =
        JobPost { client, payer, governance: pda::governance(), market, balance, job, system_program: SYSTEM_PROGRAM }
            .instruction(JobPostInstructionArgs { terms, bump });
    (job, instruction)
}

/// Claims a job for a worker of `wallet`'s. Signed by the worker's hot key.
pub fn job_claim(wallet: Address, key: Address, job: Address) -> Instruction {
    let operator = pda::operator(&wallet);
    JobClaim { key, worker: pda::worker(&operator, &key), operator, pool: pda::pool(&wallet), job }.instruction()
}

/// Starts a claimed job. Signed by the key that claimed.
pub fn job_start(key: Address, job: Address) -> Instruction {
    JobStart { key, job }.instruction()
}

/// Attests to a result. Signed by the key that claimed.
pub fn job_submit(key: Address, job: Address, attestation: JobSubmitInstructionArgs) -> Instruction {
    JobSubmit { key, job }.instruction(attestation)
}

/// Accepts and settles. Signed by the client.
pub fn job_accept(address: Address, job: &Job) -> Instruction {
    JobAccept {
        client: job.client,
        job: address,
        balance: job.balance,
        vault: pda::balance_vault(&job.balance),
        worker: job.worker,
        operator: job.operator,
        earnings: job.earnings,
        fee_vault: job.fee_vault,
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_JOBS_ID),
        program: FURNACE_JOBS_ID,
    }
    .instruction()
}

/// Settles after the review window. Signed by nobody in particular.
pub fn job_settle(address: Address, job: &Job) -> Instruction {
    JobSettle {
        job: address,
        balance: job.balance,
        vault: pda::balance_vault(&job.balance),
        worker: job.worker,
        operator: job.operator,
        earnings: job.earnings,
        fee_vault: job.fee_vault,
        mint: pda::heat_mint(),
        token_program: TOKEN_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_JOBS_ID),
        program: FURNACE_JOBS_ID,
    }
    .instruction()
}

/// Cancels an unclaimed job. Signed by the client.
pub fn job_cancel(address: Address, job: &Job) -> Instruction {
    JobCancel { client: job.client, job: address, balance: job.balance }.instruction()
}

/// Ends a job that nobody claimed in time. Signed by nobody in particular.
pub fn job_expire(address: Address, job: &Job) -> Instruction {
    JobExpire { job: address, balance: job.balance }.instruction()
}

/// Closes an ended job. Signed by `closer`: the client, or anyone after the retention.
pub fn job_close(closer: Address, address: Address, job: &Job) -> Instruction {
    JobClose { closer, job: address, rent_payer: job.rent_payer }.instruction()
}
