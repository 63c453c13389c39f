use anchor_lang::prelude::*;
use furnace_common::state::ReclaimReason;
use furnace_support::{ids, token};

use crate::error::JobsError;
use crate::state::{ClientBalance, Escrow, Operator, Worker};

#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy)]
pub struct ReclaimArgs {
    /// A `ReclaimReason` byte.
    pub reason: u8,
    /// What the client's vault in HEAT received of the penalty, base units.
    pub credited: u64,
}

impl ReclaimArgs {
    pub(crate) fn reason(&self) -> Result<ReclaimReason> {
        ReclaimReason::from_byte(self.reason).ok_or(JobsError::UnknownState.into())
    }
}

/// A worker that lost an order, and the client that is compensated. Only by the slashing program.
#[derive(Accounts)]
pub struct Reclaim {
    /// The slashing program's signing authority.
    #[account(address = ids::SLASHING_AUTHORITY @ JobsError::NotSlashingProgram)]
    pub authority: Signer,
    /// The balance that pays for the order.
    // It may be `compensation`: two views of one account are one memory, and each write is complete before
    // the next.
    #[account(mut, unsafe(dup))]
    pub balance: Account<ClientBalance>,
    /// The client's balance in HEAT.
    #[account(mut, unsafe(dup))]
    pub compensation: Account<ClientBalance>,
    /// The vault of `compensation`.
    #[account(address = compensation.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(mut)]
    pub worker: Account<Worker>,
    #[account(mut, address = worker.operator @ JobsError::JobMismatch)]
    pub operator: Account<Operator>,
}

impl Reclaim {
    /// Balances and worker are those of the order.
    pub(crate) fn require_of(&self, escrow: &Escrow, worker: &Address) -> Result<()> {
        let of = *self.balance.address() == escrow.balance
            && *self.compensation.address() == escrow.compensation
            && self.worker.address() == worker;
        require!(of, JobsError::JobMismatch);
        Ok(())
    }

    /// The worker has lost the order, which counts against it unless nobody is to blame, and its operator's
    /// collateral is free.
    pub(crate) fn lose(&mut self, reason: ReclaimReason, collateral: u64) -> Result<()> {
        match reason {
            ReclaimReason::NoRuling => self.worker.drop_job()?,
            _ => self.worker.fail()?,
        }
        self.operator.release(collateral)
    }

    /// Returns what is held no longer, and books what the client's vault received.
    pub(crate) fn compensate(&mut self, args: &ReclaimArgs, freed: u64) -> Result<()> {
        self.balance.release(freed)?;
        self.compensation.credit(args.credited)?;
        self.compensation.invariant(token::amount(self.vault.account())?)
    }
}
