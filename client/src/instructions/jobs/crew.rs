//! Jobs that several workers do. What concerns a seat takes the crew's account, which names the parties.

use solana_address::Address;
use solana_instruction::Instruction;

use super::Payee;
use crate::generated::jobs::FURNACE_JOBS_ID;
use crate::generated::jobs::accounts::{Crew, Job};
use crate::generated::jobs::instructions::*;
use crate::generated::jobs::types::{Attestation, Seat};
use crate::instructions::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::pda;

/// Opens the crew of a job. Signed by the client and the payer.
pub fn crew_open(client: Address, payer: Address, job: Address) -> Instruction {
    let (crew, bump) = pda::crew(&job);
    CrewOpen { client, payer, job, crew, system_program: SYSTEM_PROGRAM }.instruction(CrewOpenInstructionArgs { bump })
}

/// Takes the next seat for a worker of `wallet`'s. Signed by the worker's hot key.
pub fn crew_join(wallet: Address, key: Address, job: Address) -> Instruction {
    let operator = pda::operator(&wallet);
    let (worker, pool, crew) = (pda::worker(&operator, &key), pda::pool(&wallet), pda::crew(&job).0);
    let certificate = Some(pda::certificate(&worker));
    CrewJoin { key, worker, operator, pool, certificate, job, crew }.instruction()
}

/// Tells the gang member of a rank how to reach the first one, encrypted to its key. Signed by the first one's key.
pub fn crew_meet(key: Address, job: Address, rank: u8, rendezvous: [u8; 96]) -> Instruction {
    CrewMeet { key, job, crew: pda::crew(&job).0 }.instruction(CrewMeetInstructionArgs { rank, rendezvous })
}

/// Commits a replica to a result that nobody can see yet. Signed by the seat's key.
pub fn crew_commit(key: Address, job: Address, seat: u8, commitment: [u8; 32]) -> Instruction {
    CrewCommit { key, job, crew: pda::crew(&job).0 }.instruction(CrewCommitInstructionArgs { seat, commitment })
}

/// Shows the result to which a replica committed. Signed by the seat's key.
pub fn crew_reveal(key: Address, job: Address, seat: u8, attestation: Attestation, salt: [u8; 32]) -> Instruction {
    CrewReveal { key, job, crew: pda::crew(&job).0 }.instruction(CrewRevealInstructionArgs { seat, attestation, salt })
}

/// Attests to a gang member's result. Signed by the seat's key.
pub fn crew_submit(key: Address, job: Address, seat: u8, attestation: Attestation) -> Instruction {
    CrewSubmit { key, job, crew: pda::crew(&job).0 }.instruction(CrewSubmitInstructionArgs { seat, attestation })
}

/// Accepts what a gang delivered. Signed by the client.
pub fn crew_accept(address: Address, job: &Job) -> Instruction {
    CrewAccept { client: job.client, job: address, balance: job.escrow.balance }.instruction()
}

/// Ends a gang's job after the review window, or after a dispute without a verdict. Signed by nobody in particular.
pub fn crew_settle(address: Address, job: &Job) -> Instruction {
    CrewSettle { job: address, balance: job.escrow.balance }.instruction()
}

/// Ends a crew's job at which nobody can deliver any more. Signed by nobody in particular.
pub fn crew_conclude(job: Address) -> Instruction {
    CrewConclude { job, crew: pda::crew(&job).0 }.instruction()
}

/// Pays a seat of a settled job; the payee is the operator of that seat. Signed by nobody in particular.
pub fn seat_pay(address: Address, job: &Job, crew: &Crew, seat: u8, payee: &Payee) -> Instruction {
    let holder = at(crew, seat);
    SeatPay {
        job: address,
        crew: pda::crew(&address).0,
        worker: holder.worker,
        balance: job.escrow.balance,
        vault: pda::balance_vault(&job.escrow.balance),
        operator: holder.operator,
        earnings: payee.earnings(&job.escrow),
        fee_vault: job.escrow.fee_vault,
        mint: job.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_JOBS_ID),
        program: FURNACE_JOBS_ID,
    }
    .instruction(SeatPayInstructionArgs { seat })
}

/// Lets a seat go that leaves unpaid and unpunished. Signed by nobody in particular.
pub fn seat_release(address: Address, job: &Job, crew: &Crew, seat: u8) -> Instruction {
    let Seat { worker, operator, .. } = at(crew, seat);
    SeatRelease { job: address, crew: pda::crew(&address).0, worker, operator, balance: job.escrow.balance }
        .instruction(SeatReleaseInstructionArgs { seat })
}

/// Closes the crew of an ended job, once every seat is paid, released or punished. Signed by the closer: the client, or
/// anyone once the job was kept for everyone to read.
pub fn crew_close(closer: Address, job: Address, crew: &Crew) -> Instruction {
    CrewClose { closer, job, crew: pda::crew(&job).0, rent_payer: crew.rent_payer }.instruction()
}

/// The seat; without one the program says so.
fn at(crew: &Crew, seat: u8) -> Seat {
    crew.seats.get(usize::from(seat)).unwrap_or(&crew.seats[0]).clone()
}
