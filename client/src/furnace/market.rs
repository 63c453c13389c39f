//! Markets.

use furnace_common::limits::NAME_BYTES;
use furnace_common::state::{Payment, PriceMode};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{
    accounts::{Found, Governance, Market, field_of},
    chain::ChainError,
    generated::jobs::instructions::MarketOpenInstructionArgs as MarketTerms,
    generated::jobs::types::{Escrow, Needs},
    instructions::jobs::{self, Venue},
    instructions::token,
    pda,
};

/// The terms of a new market.
#[derive(Clone, Debug)]
pub struct NewMarket {
    /// Which of the opener's markets it is to be.
    pub index: u8,
    /// In what jobs are quoted and paid.
    pub payment: Payment,
    /// The price modes that it takes.
    pub modes: Vec<PriceMode>,
    /// At most 32 bytes.
    pub name: String,
    /// Longest time that a job may ask for, in seconds.
    pub max_job_seconds: u32,
    /// Longest time that a lease may ask for, in seconds.
    pub max_lease_seconds: u32,
    /// Time to review a result, in seconds.
    pub review_seconds: u32,
    /// How long a lease out of funds waits for more, in seconds.
    pub grace_seconds: u32,
    /// How long before leaving a lease a worker says so, in seconds.
    pub notice_seconds: u32,
    /// Collateral as a part of the price, in basis points.
    pub collateral_bps: u16,
    /// Part of all results that is audited, in basis points; zero for none.
    pub audit_bps: u16,
    /// Whose co-signature results need, instead of audits.
    pub attestor: Option<Address>,
    /// Hardware class multiplier of the minimum stake, in hundredths.
    pub class_multiplier: u16,
    /// Least memory of each GPU, in GiB.
    pub min_vram_gib: u16,
    /// Least GPUs of a worker.
    pub min_gpus: u8,
    /// What each GPU must be certified to do, int8 operations a second; zero where none need be.
    pub min_score: u64,
    /// Numbers of the regions in which the worker may be, 0 to 31; none for any.
    pub regions: Vec<u8>,
}

impl Furnace {
    /// Opens a market, with its fee vault if need be, against a bond from the opener's HEAT account. Returns the
    /// market's address.
    pub async fn market_open(&self, opener: &Keypair, market: &NewMarket) -> Result<(Address, Signature), ChainError> {
        let wallet = opener.pubkey();
        let address = pda::market(&wallet, market.index);
        let mint = self.mint_of(market.payment).await?;
        let mut instructions = Vec::with_capacity(2);
        if self.chain().account(&pda::fee_vault(&address, &mint)).await?.is_none() {
            instructions.push(token::fee_vault_open(wallet, address, mint));
        }
        let bond_source = pda::heat_account(&wallet);
        instructions.push(jobs::market_open(wallet, wallet, mint, bond_source, market.terms()?));
        let signature = self.chain().send(&instructions, &[opener]).await?;
        Ok((address, signature))
    }

    /// Closes a market to new orders; the bond goes to the opener's HEAT account.
    pub async fn market_close(&self, opener: &Keypair, market: &Found<Market>) -> Result<Signature, ChainError> {
        let wallet = opener.pubkey();
        // Whether the caller opened it, the program decides, in its own words.
        let asked = Market { opener: wallet, ..market.data.clone() };
        let instructions = [
            token::heat_account_open(wallet, wallet),
            jobs::market_close(market.address, &asked, pda::heat_account(&wallet)),
        ];
        self.chain().send(&instructions, &[opener]).await
    }

    /// Lists a market among the official ones, or no longer. By the protocol's authority.
    pub async fn market_list(
        &self,
        authority: &Keypair,
        market: &Address,
        listed: bool,
    ) -> Result<Signature, ChainError> {
        self.chain().send(&[jobs::market_list(authority.pubkey(), *market, listed)], &[authority]).await
    }

    /// The mint in which is paid.
    pub async fn mint_of(&self, payment: Payment) -> Result<Address, ChainError> {
        match payment.mint_index() {
            0 => Ok(pda::heat_mint()),
            _ => Ok(self.get::<Governance>(&pda::governance()).await?.data.usd_mint),
        }
    }

    /// Where orders of a market go: its mint, and what HEAT costs if it quotes in dollars.
    pub async fn venue(&self, market: &Address) -> Result<Venue, ChainError> {
        let data = self.get::<Market>(market).await?.data;
        let in_usd = Payment::from_byte(data.payment).is_some_and(Payment::is_in_usd);
        let price_update = if in_usd { Some(self.price_update().await?.1) } else { None };
        Ok(Venue { market: *market, mint: data.payment_mint, price_update })
    }

    /// A price of HEAT, where what an order pays depends on it and there is one that counts. Without one the program
    /// knows whether it can do without.
    pub(crate) async fn price_for(&self, escrow: &Escrow) -> Result<Option<Address>, ChainError> {
        if escrow.payment() != Some(Payment::HeatForUsd) {
            return Ok(None);
        }
        Ok(self.heat_price().await?.map(|(address, _)| address))
    }
}

impl NewMarket {
    /// The terms as the program takes them.
    pub fn terms(&self) -> Result<MarketTerms, ChainError> {
        let name = field_of::<NAME_BYTES>(&self.name)
            .ok_or_else(|| ChainError::Build(format!("the market's name is longer than {NAME_BYTES} bytes")))?;
        let regions = self.regions.iter().try_fold(0u32, |bits, &region| {
            let bit = 1u32.checked_shl(u32::from(region));
            bit.map(|bit| bits | bit).ok_or_else(|| ChainError::Build(format!("region {region} is not one of 0 to 31")))
        })?;
        Ok(MarketTerms {
            index: self.index,
            payment: self.payment.byte(),
            modes: self.modes.iter().fold(0, |bits, mode| bits | mode.bit()),
            name,
            max_job_seconds: self.max_job_seconds,
            max_lease_seconds: self.max_lease_seconds,
            review_seconds: self.review_seconds,
            grace_seconds: self.grace_seconds,
            notice_seconds: self.notice_seconds,
            collateral_bps: self.collateral_bps,
            audit_bps: self.audit_bps,
            attestor: self.attestor.unwrap_or_default(),
            needs: Needs {
                min_score: self.min_score,
                regions,
                class_multiplier: self.class_multiplier,
                min_vram_gib: self.min_vram_gib,
                min_gpus: self.min_gpus,
                padding: [0; 7],
            },
        })
    }
}
