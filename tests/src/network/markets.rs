//! Markets, and what they are paid in.

use furnace_client::accounts::Market;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::{jobs, token};
use furnace_client::pda;
use furnace_common::limits::MARKET_BOND;
use furnace_common::state::Payment;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::Network;
use crate::errors::Failure;

impl Network {
    /// Opens a market of the opener's and its fee vault. The treasury gives the bond.
    pub fn try_open_market(&mut self, opener: &Keypair, terms: MarketOpenInstructionArgs) -> Result<Address, Failure> {
        let (wallet, payer) = (opener.pubkey(), self.payer());
        let (market, mint) = (pda::market(&wallet, terms.index), self.mint_of(terms.payment));
        self.give(&wallet, MARKET_BOND);
        let vault = token::fee_vault_open(payer, market, mint);
        self.send(&[vault], &[]).expect("fee vault opens");
        let open = jobs::market_open(wallet, payer, mint, pda::heat_account(&wallet), terms);
        self.send(&[open], &[opener]).map(|_| market)
    }

    pub fn open_market(&mut self, opener: &Keypair, terms: MarketOpenInstructionArgs) -> Address {
        self.try_open_market(opener, terms).expect("market opens")
    }

    /// The mint in which a market of this `Payment` byte is paid; HEAT for a byte that is none.
    pub fn mint_of(&self, payment: u8) -> Address {
        let index = Payment::from_byte(payment).map_or(0, Payment::mint_index);
        [pda::heat_mint(), self.usd_mint][index]
    }

    pub fn market(&self, market: &Address) -> Market {
        self.chain.read(market)
    }
}
