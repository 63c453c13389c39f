//! Markets.

use furnace_common::limits::NAME_BYTES;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::field_of,
    chain::ChainError,
    generated::jobs::instructions::MarketOpenInstructionArgs as MarketTerms,
    instructions::{jobs, token},
    pda,
};

/// The terms of a new market.
#[derive(Clone, Debug)]
pub struct NewMarket {
    /// Which of the opener's markets it is to be.
    pub index: u8,
    /// At most 32 bytes.
    pub name: String,
    /// Longest time that a job may ask for, in seconds.
    pub max_job_seconds: u32,
    /// Time to review a result, in seconds.
    pub review_seconds: u32,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
}

impl Furnace {
    /// Opens a market, with its fee vault if need be. Returns the market's address.
    pub async fn market_open(&self, opener: &Keypair, market: &NewMarket) -> Result<(Address, Signature), ChainError> {
        let wallet = opener.pubkey();
        let address = pda::market(&wallet, market.index);
        let mut instructions = Vec::with_capacity(2);
        if self.chain().account(&pda::fee_vault(&address, &pda::heat_mint())).await?.is_none() {
            instructions.push(token::fee_vault_open(wallet, address));
        }
        instructions.push(jobs::market_open(wallet, wallet, market.terms()?));
        let signature = self.chain().send(&instructions, &[opener]).await?;
        Ok((address, signature))
    }
}

impl NewMarket {
    /// The terms as the program takes them.
    pub fn terms(&self) -> Result<MarketTerms, ChainError> {
        let name = field_of::<NAME_BYTES>(&self.name)
            .ok_or_else(|| ChainError::Build(format!("the market's name is longer than {NAME_BYTES} bytes")))?;
        Ok(MarketTerms {
            index: self.index,
            name,
            max_job_seconds: self.max_job_seconds,
            review_seconds: self.review_seconds,
            collateral_bps: self.collateral_bps,
            class_multiplier: self.class_multiplier,
            min_vram_gib: self.min_vram_gib,
            min_gpus: self.min_gpus,
        })
    }
}
