//! Orders that are quoted in dollars, and paid in them or in HEAT.

use furnace_client::accounts::ClientBalance;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::jobs::types::JobTerms;
use furnace_client::instructions::jobs::{self, Payee, Venue};
use furnace_client::pda;
use furnace_common::state::Payment;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Network, market_terms};
use crate::chain::Receipt;
use crate::errors::Failure;
use crate::price_update::PriceUpdate;

/// One dollar in base units, and in the units in which dollars are quoted.
pub const USD: u64 = 1_000_000;

/// Parameters of a market that is paid like this; tests change what they are about.
pub fn market_terms_in(payment: Payment, index: u8) -> MarketOpenInstructionArgs {
    MarketOpenInstructionArgs { payment: payment.byte(), ..market_terms(index) }
}

impl Network {
    /// Opens the client's balance in dollars with so many base units of them in it.
    pub fn add_dollars(&mut self, client: &Keypair, amount: u64) {
        let (wallet, mint) = (client.pubkey(), self.usd_mint);
        self.give_usd(&wallet, amount);
        let steps = [
            jobs::balance_open(wallet, self.payer(), mint),
            jobs::deposit(wallet, mint, pda::token_account(&wallet, &mint), amount),
        ];
        self.send(&steps, &[client]).expect("dollars are deposited");
    }

    /// The client's balance in dollars.
    pub fn dollar_balance(&self, client: &Address) -> ClientBalance {
        self.chain.read(&pda::balance(client, &self.usd_mint))
    }

    /// A market, and a price of this second for what is quoted there.
    pub fn venue(&mut self, market: Address) -> Venue {
        let price_update = PriceUpdate::now(self).post(self);
        Venue { market, mint: self.market(&market).payment_mint, price_update: Some(price_update) }
    }

    pub fn try_post_at(&mut self, client: &Keypair, venue: &Venue, terms: JobTerms) -> Result<Address, Failure> {
        let balance: ClientBalance = self.chain.read(&pda::balance(&client.pubkey(), &venue.mint));
        let (job, post) = jobs::job_post(client.pubkey(), self.payer(), venue, balance.next_job, terms);
        self.send(&[post], &[client]).map(|_| job)
    }

    /// Accepts at a price update, or without any.
    pub fn try_accept_at(
        &mut self,
        client: &Keypair,
        job: Address,
        price_update: Option<Address>,
    ) -> Result<Receipt, Failure> {
        let payee = Payee { price_update, ..self.payee(&job) };
        let accept = jobs::job_accept(job, &self.job(&job), &payee);
        self.send(&[accept], &[client])
    }

    /// Settles at a price update, or without any.
    pub fn try_settle_at(&mut self, job: Address, price_update: Option<Address>) -> Result<Receipt, Failure> {
        let payee = Payee { price_update, ..self.payee(&job) };
        let settle = jobs::job_settle(job, &self.job(&job), &payee);
        self.send(&[settle], &[])
    }
}
