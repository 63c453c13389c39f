use anchor_lang::prelude::*;
use furnace_common::state::Payment;
use furnace_governance::state::Governance;
use furnace_support::ids;

use super::pricing::read_price;
use crate::error::JobsError;
use crate::state::{ClientBalance, Escrow, Market};

/// What every new order needs, be it a job or a lease.
#[derive(Accounts)]
pub struct Order {
    /// A wallet, or another program's address.
    #[account(address = balance.client @ JobsError::NotClient)]
    pub client: Signer,
    /// Pays the rent and gets it back.
    // It may be another of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub governance: Account<Governance>,
    pub market: Account<Market>,
    #[account(mut, constraint = balance.mint == market.payment_mint @ JobsError::WrongBalance)]
    pub balance: Account<ClientBalance>,
    /// The client's balance in HEAT, where `balance` is in another mint.
    pub compensation: Option<Account<ClientBalance>>,
    /// A price update of the Pyth receiver, where the market quotes in dollars.
    pub price_update: Option<UncheckedAccount>,
}

impl Order {
    /// Opens the escrow under the market's terms, unless new orders are paused.
    pub(crate) fn open(&self, escrow: &mut Escrow, now: i64) -> Result<()> {
        require!(!self.governance.jobs_paused(), JobsError::JobsPaused);
        let payment = Payment::from_byte(self.market.payment).ok_or(JobsError::UnknownState)?;
        let price = match (payment.is_in_usd(), &self.price_update) {
            (false, _) => None,
            (true, None) => return Err(JobsError::PriceMissing.into()),
            (true, Some(update)) => Some(read_price(&self.governance, update, now)?),
        };
        escrow.open(&self.market, price);
        escrow.balance = *self.balance.address();
        escrow.compensation = self.compensation()?;
        Ok(())
    }

    /// The client's balance in HEAT: penalties are paid in it, whatever the order is paid in.
    fn compensation(&self) -> Result<Address> {
        if self.balance.mint == ids::HEAT_MINT {
            return Ok(*self.balance.address());
        }
        let given = self.compensation.as_ref().ok_or(JobsError::WrongCompensation)?;
        let own = given.client == self.balance.client && given.mint == ids::HEAT_MINT;
        require!(own, JobsError::WrongCompensation);
        Ok(*given.address())
    }
}
