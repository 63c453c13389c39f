//! The auction of dollars for HEAT, which is burned.

use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::{Furnace, Present};
use crate::{
    accounts::{Auction, Found},
    chain::ChainError,
    instructions::token,
    pda,
};

impl Furnace {
    /// The auction and the base units of dollars that its vault holds, with what they are counted with.
    pub async fn auction(&self) -> Result<(Present, Found<Auction>, u64), ChainError> {
        let present = self.present().await?;
        let auction = self.get::<Auction>(&pda::auction(&present.governance.usd_mint)).await?;
        let held = self.chain().token_balance(&auction.data.vault).await?;
        Ok((present, auction, held))
    }

    /// Puts a lot up for sale; anyone may pay for it.
    pub async fn auction_start(&self, payer: &Keypair) -> Result<Signature, ChainError> {
        let usd_mint = self.governance().await?.data.usd_mint;
        self.chain().send(&[token::auction_start(usd_mint)], &[payer]).await
    }

    /// Burns at most `max_cost` HEAT base units of the buyer's for `amount` base units of dollars, or for what
    /// is left of the lot where that is less; a part may cost its part of the limit.
    pub async fn auction_buy(&self, buyer: &Keypair, amount: u64, max_cost: u64) -> Result<Signature, ChainError> {
        let wallet = buyer.pubkey();
        let usd_mint = self.governance().await?.data.usd_mint;
        let (source, destination) = (pda::heat_account(&wallet), pda::token_account(&wallet, &usd_mint));
        let instructions = [
            token::account_open(wallet, wallet, usd_mint),
            token::auction_buy(wallet, usd_mint, source, destination, amount, max_cost),
        ];
        self.chain().send(&instructions, &[buyer]).await
    }
}
