use anchor_lang::prelude::*;
use furnace_common::bps;
use furnace_common::penalties::{self, Split};
use furnace_common::state::ReclaimReason;
use furnace_jobs::call::Reclaim;
use furnace_jobs::instructions::ReclaimArgs;
use furnace_jobs::state::Operator;
use furnace_staking::instructions::SlashArgs;
use furnace_staking::state::Pool;
use furnace_support::ids;

use crate::error::SlashingError;
use crate::events::Penalised;
use crate::instructions::signer_seeds;
use crate::state::PenaltyLedger;

/// The parties of an offence, and the two programs that a penalty changes.
///
/// The jobs program checks that balances, vault, worker and operator are the order's, and staking that the
/// vault is the pool's; both do so in the same transaction. Here stands what ties the two together: the
/// order's operator, and that operator's pool.
#[derive(Accounts)]
pub struct Offence {
    /// Signs for this program towards staking and jobs.
    #[account(address = ids::SLASHING_AUTHORITY)]
    pub authority: UncheckedAccount,
    #[account(mut)]
    pub ledger: Account<PenaltyLedger>,
    // It may be `compensation`.
    #[account(mut, unsafe(dup))]
    pub balance: UncheckedAccount,
    /// The client's balance in HEAT.
    #[account(mut, unsafe(dup))]
    pub compensation: UncheckedAccount,
    /// The vault of `compensation`, which takes the client's part.
    #[account(mut)]
    pub vault: UncheckedAccount,
    #[account(mut)]
    pub worker: UncheckedAccount,
    #[account(mut)]
    pub operator: Account<Operator>,
    #[account(mut, address = operator.pool @ SlashingError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut)]
    pub pool_vault: UncheckedAccount,
    /// The HEAT mint, to burn from; staking checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
    #[account(address = ids::JOBS)]
    pub jobs_program: UncheckedAccount,
}

/// What a worker holds and fails at.
pub(crate) struct Promise {
    /// The order.
    pub order: Address,
    /// The worker's operator, as the order names it.
    pub operator: Address,
    /// HEAT base units.
    pub collateral: u64,
}

/// A penalty that was taken.
pub(crate) struct Penalty {
    reason: ReclaimReason,
    /// HEAT base units.
    amount: u64,
    parts: Split,
}

impl Penalty {
    /// HEAT base units.
    pub(crate) fn amount(&self) -> u64 {
        self.amount
    }

    /// The client's part, HEAT base units.
    pub(crate) fn to_client(&self) -> u64 {
        self.parts.client
    }

    /// What the jobs program is told of it.
    pub(crate) fn args(&self) -> ReclaimArgs {
        ReclaimArgs { reason: self.reason.byte(), credited: self.parts.client }
    }
}

impl Offence {
    /// Takes `rate` of the collateral, rounded up, or what is left of the pool, and divides it. The order is
    /// still to be taken from its worker.
    pub(crate) fn punish(
        &mut self,
        promise: &Promise,
        rate: u16,
        reason: ReclaimReason,
        reporter: Option<&UncheckedAccount>,
    ) -> Result<Penalty> {
        let due = bps::of_ceil(promise.collateral, rate).ok_or(SlashingError::Overflow)?;
        self.take(promise, due, reason, reporter)
    }

    /// The collateral, HEAT base units, and a part of the pool, rounded up.
    pub(crate) fn with_part_of_pool(&self, collateral: u64, rate: u16) -> Result<u64> {
        let of_pool = bps::of_ceil(self.pool.slashable(), rate).ok_or(SlashingError::Overflow)?;
        Ok(collateral.saturating_add(of_pool))
    }

    /// Takes `due`, HEAT base units, or what is left of the pool, and divides it.
    pub(crate) fn take(
        &mut self,
        promise: &Promise,
        due: u64,
        reason: ReclaimReason,
        reporter: Option<&UncheckedAccount>,
    ) -> Result<Penalty> {
        require!(*self.operator.address() == promise.operator, SlashingError::JobMismatch);
        let amount = due.min(self.pool.slashable());
        let parts = penalties::split(amount, reporter.is_some()).ok_or(SlashingError::Overflow)?;
        self.ledger.record(amount, &parts)?;
        self.slash_pool(amount, &parts, reporter)?;
        Ok(Penalty { reason, amount, parts })
    }

    /// The accounts with which the jobs program takes an order from its worker.
    pub(crate) fn reclaim(&self) -> Reclaim<'_> {
        Reclaim {
            authority: self.authority.account(),
            balance: self.balance.account(),
            compensation: self.compensation.account(),
            vault: self.vault.account(),
            worker: self.worker.account(),
            operator: self.operator.account(),
        }
    }

    /// What is told of a penalty, and of the order after it.
    pub(crate) fn penalised(&self, promise: &Promise, penalty: &Penalty, state: u8, attempts: u8) -> Penalised {
        Penalised {
            job: promise.order,
            worker: *self.worker.address(),
            pool: *self.pool.address(),
            reason: penalty.reason.byte(),
            state,
            attempts,
            _pad: [0; 5],
            penalty: penalty.amount,
            to_client: penalty.parts.client,
            to_reporter: penalty.parts.reporter,
            burned: penalty.parts.burn,
        }
    }

    fn slash_pool(&self, amount: u64, parts: &Split, reporter: Option<&UncheckedAccount>) -> Result<()> {
        let accounts = furnace_staking::call::Slash {
            program: self.staking_program.account(),
            authority: self.authority.account(),
            pool: self.pool.account(),
            vault: self.pool_vault.account(),
            client: self.vault.account(),
            reporter: reporter.map(AnchorAccount::account),
            mint: self.mint.account(),
            token_program: self.token_program.account(),
        };
        let args = SlashArgs { amount, to_client: parts.client, to_reporter: parts.reporter, appealable: 0 };
        furnace_staking::call::slash(&accounts, &args, &signer_seeds())
    }
}
