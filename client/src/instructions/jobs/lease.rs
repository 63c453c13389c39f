//! The life of a lease. What concerns an existing one takes its account, which names the parties.

use furnace_common::state::CloseReason;
use solana_address::Address;
use solana_instruction::Instruction;

use super::{Payee, Venue};
use crate::generated::jobs::accounts::Lease;
use crate::generated::jobs::instructions::*;
use crate::generated::jobs::types::LeaseTerms;
use crate::instructions::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::pda;

/// Opens the client's lease `number`, which must be the next of the balance that pays. Signed by the client and the
/// payer. Returns the lease's address beside the instruction.
pub fn lease_open(
    client: Address,
    payer: Address,
    venue: &Venue,
    number: u64,
    terms: LeaseTerms,
) -> (Address, Instruction) {
    let balance = pda::balance(&client, &venue.mint);
    let (lease, bump) = pda::lease(&balance, number);
    let instruction = LeaseOpen {
        client,
        payer,
        governance: pda::governance(),
        market: venue.market,
        balance,
        compensation: venue.compensation(&client),
        price_update: venue.price_update,
        lease,
        system_program: SYSTEM_PROGRAM,
    }
    .instruction(LeaseOpenInstructionArgs { terms, bump });
    (lease, instruction)
}

/// Claims a lease for a worker of `wallet`'s. Signed by the worker's hot key.
pub fn lease_claim(wallet: Address, key: Address, lease: Address) -> Instruction {
    let operator = pda::operator(&wallet);
    let worker = pda::worker(&operator, &key);
    let certificate = Some(pda::certificate(&worker));
    LeaseClaim { key, worker, operator, pool: pda::pool(&wallet), certificate, lease }.instruction()
}

/// Says that the workload answers. Signed by the key that claimed.
pub fn lease_start(key: Address, lease: Address) -> Instruction {
    LeaseStart { key, lease }.instruction()
}

/// Pays what is earned so far. Signed by nobody in particular.
pub fn lease_settle(address: Address, lease: &Lease, payee: &Payee) -> Instruction {
    LeaseSettle {
        lease: address,
        worker: lease.worker,
        balance: lease.escrow.balance,
        vault: pda::balance_vault(&lease.escrow.balance),
        operator: lease.operator,
        earnings: payee.earnings(&lease.escrow),
        fee_vault: lease.escrow.fee_vault,
        mint: lease.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
    }
    .instruction()
}

/// Puts `amount` more base units of the balance into the lease. Signed by the client.
pub fn lease_top_up(address: Address, lease: &Lease, amount: u64) -> Instruction {
    LeaseTopUp { client: lease.client, lease: address, balance: lease.escrow.balance }
        .instruction(LeaseTopUpInstructionArgs { amount })
}

/// Asks whether the worker is there. Signed by the client.
pub fn lease_ping(address: Address, lease: &Lease) -> Instruction {
    LeasePing { client: lease.client, lease: address }.instruction()
}

/// Answers a ping. Signed by the key that claimed.
pub fn lease_answer(key: Address, lease: Address) -> Instruction {
    LeaseAnswer { key, lease }.instruction()
}

/// Says that the worker will leave. Signed by the key that claimed.
pub fn lease_notice(key: Address, lease: Address) -> Instruction {
    LeaseNotice { key, lease }.instruction()
}

/// Lets a worker go whose notice is over. Signed by nobody in particular.
pub fn lease_leave(address: Address, lease: &Lease, payee: &Payee) -> Instruction {
    LeaseLeave {
        lease: address,
        worker: lease.worker,
        balance: lease.escrow.balance,
        vault: pda::balance_vault(&lease.escrow.balance),
        operator: lease.operator,
        earnings: payee.earnings(&lease.escrow),
        fee_vault: lease.escrow.fee_vault,
        mint: lease.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
    }
    .instruction()
}

/// Ends a lease that a worker holds. Signed by the client.
pub fn lease_close(address: Address, lease: &Lease, payee: &Payee, reason: CloseReason) -> Instruction {
    LeaseClose {
        client: lease.client,
        lease: address,
        worker: lease.worker,
        balance: lease.escrow.balance,
        vault: pda::balance_vault(&lease.escrow.balance),
        operator: lease.operator,
        earnings: payee.earnings(&lease.escrow),
        fee_vault: lease.escrow.fee_vault,
        mint: lease.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
    }
    .instruction(LeaseCloseInstructionArgs { reason: reason.byte() })
}

/// Ends a lease whose time is up, or whose funds and grace are. Signed by nobody in particular.
pub fn lease_end(address: Address, lease: &Lease, payee: &Payee) -> Instruction {
    LeaseEnd {
        lease: address,
        worker: lease.worker,
        balance: lease.escrow.balance,
        vault: pda::balance_vault(&lease.escrow.balance),
        operator: lease.operator,
        earnings: payee.earnings(&lease.escrow),
        fee_vault: lease.escrow.fee_vault,
        mint: lease.escrow.burned_mint(),
        governance: payee.governance(),
        price_update: payee.price_update,
        token_program: TOKEN_PROGRAM,
    }
    .instruction()
}

/// Withdraws a lease that nobody holds. Signed by the client.
pub fn lease_cancel(address: Address, lease: &Lease) -> Instruction {
    LeaseCancel { client: lease.client, lease: address, balance: lease.escrow.balance }.instruction()
}

/// Ends a lease that nobody claimed in time. Signed by nobody in particular.
pub fn lease_expire(address: Address, lease: &Lease) -> Instruction {
    LeaseExpire { lease: address, balance: lease.escrow.balance }.instruction()
}

/// Closes the account of an ended lease. Signed by `closer`: the client, or anyone after the retention.
pub fn lease_sweep(closer: Address, address: Address, lease: &Lease) -> Instruction {
    LeaseSweep { closer, lease: address, market: lease.market, rent_payer: lease.rent_payer }.instruction()
}
