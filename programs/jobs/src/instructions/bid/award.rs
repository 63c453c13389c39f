use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_staking::state::Pool;

use super::closing::*;
use crate::error::JobsError;
use crate::state::{ClientBalance, Escrow, Needs, Operator, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct BidAwardArgs {
    /// Most at which the bid is awarded, units of the quote: the worker may raise it until the close.
    pub max_price: u64,
}

/// A bidder that gets the order, and what answers for it.
#[derive(Accounts)]
pub struct Award {
    pub closing: Nested<Closing>,
    #[account(mut)]
    pub balance: Account<ClientBalance>,
    #[account(mut)]
    pub worker: Account<Worker>,
    #[account(mut, address = worker.operator @ JobsError::WorkerMismatch)]
    pub operator: Account<Operator>,
    /// Only read: its stake is what the collateral counts against.
    #[account(address = operator.pool @ JobsError::WrongPool)]
    pub pool: Account<Pool>,
    /// The worker's, where the order asks for a score.
    pub certificate: Option<UncheckedAccount>,
}

impl Award {
    /// Bids and balance are those of the order.
    pub(crate) fn require_of(&self, order: &Address, escrow: &Escrow) -> Result<()> {
        require!(*self.balance.address() == escrow.balance, JobsError::JobMismatch);
        self.closing.require_of(order)
    }

    /// The price of the worker's bid, whether or not it is the best.
    pub(crate) fn chosen(&self, args: &BidAwardArgs) -> Result<u64> {
        let bid = self.closing.bids.of(self.worker.address())?;
        require!(bid.price <= args.max_price, JobsError::BidRaised);
        Ok(bid.price)
    }

    /// The price of the worker's bid, which is the best once the bidding is over.
    pub(crate) fn best(&self, now: i64) -> Result<u64> {
        self.closing.bids.require_over(now)?;
        let bid = self.closing.bids.best()?;
        require!(bid.worker == *self.worker.address(), JobsError::NotBestBid);
        Ok(bid.price)
    }

    /// Engages the worker, locks its collateral, and frees what the ceiling held beyond the bid.
    pub(crate) fn engage(&mut self, needs: &Needs, collateral: u64, freed: u64, now: i64) -> Result<()> {
        let certificate = self.certificate.as_ref().map(UncheckedAccount::account);
        needs.require_certified(self.worker.address(), certificate, now)?;
        needs.engage(&mut self.worker, &mut self.operator, &self.pool, collateral)?;
        self.balance.release(freed)
    }
}
