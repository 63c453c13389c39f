use anchor_lang::prelude::*;
use furnace_common::seeds;
use furnace_support::ids;
use furnace_support::token::{self, Movement};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use crate::error::JobsError;
use crate::events::JobSettled;
use crate::state::{ClientBalance, Job, Operator, Worker};

/// What a settlement writes: the parties' own accounts, the market's fee vault and the mint.
#[derive(Accounts)]
pub struct Settlement {
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.balance @ JobsError::JobMismatch)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(mut, address = job.worker @ JobsError::JobMismatch)]
    pub worker: Account<Worker>,
    #[account(mut, address = job.operator @ JobsError::JobMismatch)]
    pub operator: Account<Operator>,
    #[account(mut, address = operator.earnings @ JobsError::WrongVault)]
    pub earnings: UncheckedAccount,
    #[account(mut, address = job.fee_vault @ JobsError::WrongFeeVault)]
    pub fee_vault: UncheckedAccount,
    #[account(mut, address = ids::HEAT_MINT @ JobsError::WrongMint)]
    pub mint: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Settlement {
    /// Pays the worker, burns, collects the fee, and returns the collateral.
    pub(crate) fn settle(&mut self, now: i64) -> Result<JobSettled> {
        let parts = self.job.settle(now)?;
        self.balance.spend(self.job.price)?;
        self.worker.complete(self.job.busy_seconds())?;
        self.operator.release(self.job.collateral)?;
        self.operator.earn(parts.worker)?;

        let (client, mint, bump) = (self.balance.client, self.balance.mint, [self.balance.bump]);
        let signer_seeds =
            [Seed::from(seeds::BALANCE), Seed::from(client.as_ref()), Seed::from(mint.as_ref()), Seed::from(&bump)];
        let vault = self.vault.account();
        let movements = [
            Movement::Transfer { to: self.earnings.account(), amount: parts.worker },
            Movement::Transfer { to: self.fee_vault.account(), amount: parts.fee },
            Movement::Burn { mint: self.mint.account(), amount: parts.burn },
        ];
        token::settle(vault, self.balance.account(), &movements, &CpiSigner::from(&signer_seeds))?;
        self.balance.invariant(token::amount(vault)?)?;
        Ok(JobSettled {
            job: *self.job.address(),
            worker: self.job.worker,
            paid: parts.worker,
            burned: parts.burn,
            fee: parts.fee,
        })
    }
}
