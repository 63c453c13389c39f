//! Auctions of jobs and of leases.

use solana_address::Address;
use solana_instruction::Instruction;

use crate::generated::jobs::accounts::{Bids, Job, Lease};
use crate::generated::jobs::instructions::*;
use crate::generated::jobs::types::{BidAwardArgs, BidsOpenArgs};
use crate::instructions::SYSTEM_PROGRAM;
use crate::pda;

/// Who made a bid, and what answers for it.
#[derive(Clone, Copy, Debug)]
pub struct Bidder {
    /// The worker's account.
    pub worker: Address,
    /// Its operator's book.
    pub operator: Address,
    /// The pool of that operator.
    pub pool: Address,
}

impl Bidder {
    /// The worker with a hot key, of an operator's wallet.
    pub fn new(wallet: &Address, key: &Address) -> Self {
        let operator = pda::operator(wallet);
        Self { worker: pda::worker(&operator, key), operator, pool: pda::pool(wallet) }
    }
}

/// Opens the auction of a job. Signed by the client and the payer.
pub fn bids_open(client: Address, payer: Address, job: Address) -> Instruction {
    let (bids, bump) = pda::bids(&job);
    BidsOpen { client, payer, bids, system_program: SYSTEM_PROGRAM, job }
        .instruction(BidsOpenInstructionArgs { args: BidsOpenArgs { bump } })
}

/// Opens the auction of a lease. Signed by the client and the payer.
pub fn lease_bids_open(client: Address, payer: Address, lease: Address) -> Instruction {
    let (bids, bump) = pda::bids(&lease);
    LeaseBidsOpen { client, payer, bids, system_program: SYSTEM_PROGRAM, lease }
        .instruction(LeaseBidsOpenInstructionArgs { args: BidsOpenArgs { bump } })
}

/// Bids for a job or a lease, in place of what the worker bid before. Signed by the worker's hot key.
pub fn bid_place(wallet: Address, key: Address, order: Address, price: u64) -> Instruction {
    let Bidder { worker, operator, pool } = Bidder::new(&wallet, &key);
    let (certificate, bids) = (Some(pda::certificate(&worker)), pda::bids(&order).0);
    BidPlace { key, worker, operator, pool, certificate, bids }.instruction(BidPlaceInstructionArgs { price })
}

/// Takes a bid back. Signed by the worker's hot key.
pub fn bid_withdraw(wallet: Address, key: Address, order: Address) -> Instruction {
    let worker = Bidder::new(&wallet, &key).worker;
    BidWithdraw { key, worker, bids: pda::bids(&order).0 }.instruction()
}

/// Takes out a bid that cannot be honoured. Signed by nobody in particular.
pub fn bid_drop(order: Address, bidder: &Bidder) -> Instruction {
    let Bidder { worker, operator, pool } = *bidder;
    let (bids, certificate) = (pda::bids(&order).0, Some(pda::certificate(&worker)));
    BidDrop { bids, worker, operator: Some(operator), pool: Some(pool), certificate }.instruction()
}

/// Takes out the bid of a worker that is retired or has no free place. Signed by nobody in particular.
pub fn bid_drop_alone(order: Address, worker: Address) -> Instruction {
    BidDrop { bids: pda::bids(&order).0, worker, operator: None, pool: None, certificate: None }.instruction()
}

/// Gives a job to a bidder of the client's choice, at no more than `max_price`. Signed by the client.
pub fn bid_award(address: Address, job: &Job, bids: &Bids, bidder: &Bidder, max_price: u64) -> Instruction {
    let Bidder { worker, operator, pool } = *bidder;
    BidAward {
        client: job.client,
        job: address,
        bids: pda::bids(&address).0,
        rent_payer: bids.rent_payer,
        balance: job.escrow.balance,
        worker,
        operator,
        pool,
        certificate: Some(pda::certificate(&worker)),
    }
    .instruction(BidAwardInstructionArgs { args: BidAwardArgs { max_price } })
}

/// Gives a job to the best bidder. Signed by nobody in particular.
pub fn bid_award_best(address: Address, job: &Job, bids: &Bids, bidder: &Bidder) -> Instruction {
    let Bidder { worker, operator, pool } = *bidder;
    BidAwardBest {
        job: address,
        bids: pda::bids(&address).0,
        rent_payer: bids.rent_payer,
        balance: job.escrow.balance,
        worker,
        operator,
        pool,
        certificate: Some(pda::certificate(&worker)),
    }
    .instruction()
}

/// Gives a lease to a bidder of the client's choice, at no more than `max_price` by the second. Signed by the client.
pub fn lease_award(address: Address, lease: &Lease, bids: &Bids, bidder: &Bidder, max_price: u64) -> Instruction {
    let Bidder { worker, operator, pool } = *bidder;
    LeaseAward {
        client: lease.client,
        lease: address,
        bids: pda::bids(&address).0,
        rent_payer: bids.rent_payer,
        balance: lease.escrow.balance,
        worker,
        operator,
        pool,
        certificate: Some(pda::certificate(&worker)),
    }
    .instruction(LeaseAwardInstructionArgs { args: BidAwardArgs { max_price } })
}

/// Gives a lease to the best bidder. Signed by nobody in particular.
pub fn lease_award_best(address: Address, lease: &Lease, bids: &Bids, bidder: &Bidder) -> Instruction {
    let Bidder { worker, operator, pool } = *bidder;
    LeaseAwardBest {
        lease: address,
        bids: pda::bids(&address).0,
        rent_payer: bids.rent_payer,
        balance: lease.escrow.balance,
        worker,
        operator,
        pool,
        certificate: Some(pda::certificate(&worker)),
    }
    .instruction()
}

/// Closes the bids of a job that is no longer up for auction. Signed by nobody in particular.
pub fn bids_close(job: Address, bids: &Bids) -> Instruction {
    BidsClose { job, bids: pda::bids(&job).0, rent_payer: bids.rent_payer }.instruction()
}

/// Closes the bids of a lease that is no longer up for auction. Signed by nobody in particular.
pub fn lease_bids_close(lease: Address, bids: &Bids) -> Instruction {
    LeaseBidsClose { lease, bids: pda::bids(&lease).0, rent_payer: bids.rent_payer }.instruction()
}
