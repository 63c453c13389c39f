use anchor_lang::prelude::*;
use anchor_lang::Nested;
use furnace_common::fees;
use furnace_common::seeds;
use furnace_support::ids;
use furnace_support::token::{self, Movement};
use pinocchio::cpi::{Seed, Signer as CpiSigner};

use super::pricing::*;
use crate::error::JobsError;
use crate::state::{ClientBalance, Escrow, Operator};

/// What a payment writes: the client's balance, the operator's book and its pool's income, the market's fee
/// vault and the mint.
#[derive(Accounts)]
pub struct Payout {
    #[account(mut)]
    pub balance: Account<ClientBalance>,
    #[account(mut, address = balance.vault @ JobsError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(mut)]
    pub operator: Account<Operator>,
    /// The income vault of the operator's pool in the mint that is paid.
    #[account(mut)]
    pub earnings: UncheckedAccount,
    #[account(mut)]
    pub fee_vault: UncheckedAccount,
    /// The HEAT mint, to burn from. Where dollars are paid nothing is burned, and it is not given.
    #[account(mut)]
    pub mint: Option<UncheckedAccount>,
    pub pricing: Nested<Pricing>,
    pub token_program: Program<Token>,
}

impl Payout {
    /// Balance, operator and vaults are those of the order.
    pub(crate) fn require_of(&self, escrow: &Escrow, operator: &Address) -> Result<()> {
        require!(*self.balance.address() == escrow.balance, JobsError::JobMismatch);
        require!(self.operator.address() == operator, JobsError::JobMismatch);
        require!(*self.fee_vault.address() == escrow.fee_vault, JobsError::WrongFeeVault);
        let earnings = self.operator.earnings(escrow.payment()?.mint_index())?;
        require!(*self.earnings.address() == earnings, JobsError::WrongVault);
        Ok(())
    }

    /// Pays `amount` of what the order holds to the operator, burns and collects the protocol's part, and
    /// returns to the client's free balance what is not `kept` of the rest.
    pub(crate) fn pay(&mut self, escrow: &mut Escrow, amount: u64, kept: u64) -> Result<fees::Settlement> {
        let parts = escrow.pay(amount)?;
        self.balance.spend(amount)?;
        let freed = escrow.reserved.checked_sub(kept).ok_or(JobsError::Overflow)?;
        if freed > 0 {
            self.balance.release(escrow.give_back(freed)?)?;
        }
        self.operator.earn(escrow.payment()?.mint_index(), parts.worker)?;

        let (client, mint, bump) = (self.balance.client, self.balance.mint, [self.balance.bump]);
        let signer_seeds =
            [Seed::from(seeds::BALANCE), Seed::from(client.as_ref()), Seed::from(mint.as_ref()), Seed::from(&bump)];
        let vault = self.vault.account();
        let burn = match &self.mint {
            Some(mint) => {
                require!(*mint.address() == ids::HEAT_MINT, JobsError::WrongMint);
                Movement::Burn { mint: mint.account(), amount: parts.burn }
            }
            // Stands for nothing: the amount is left out.
            None => {
                require!(parts.burn == 0, JobsError::WrongMint);
                Movement::Burn { mint: vault, amount: 0 }
            }
        };
        let movements = [
            Movement::Transfer { to: self.earnings.account(), amount: parts.worker },
            Movement::Transfer { to: self.fee_vault.account(), amount: parts.fee },
            burn,
        ];
        token::settle(vault, self.balance.account(), &movements, &CpiSigner::from(&signer_seeds))?;
        self.balance.invariant(token::amount(vault)?)?;
        Ok(parts)
    }
}
