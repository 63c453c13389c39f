//! Who has which tokens.

use furnace_common::limits::MARKET_BOND;
use furnace_tests::errors::SplTokenError::InsufficientFunds;

use super::{Model, Refusal};
use crate::action::{Mint, Vault};
use crate::cast::COLLATERAL_BPS;

impl Model {
    /// Takes tokens from a wallet.
    pub(super) fn charge(&mut self, who: usize, mint: Mint, amount: u64) -> Result<(), Refusal> {
        let wallet = &mut self.wallets[who][mint as usize];
        let enough = wallet.checked_sub(amount);
        *wallet = enough.ok_or(InsufficientFunds)?;
        Ok(())
    }

    /// Counts what is rightfully somebody's, or no longer.
    pub(super) fn entitle(&mut self, who: usize, mint: Mint, units: i128) {
        self.rightful[who][mint as usize] += units << 64;
    }

    pub(super) fn donate(&mut self, who: usize, to: Vault, amount: u64) -> Result<(), Refusal> {
        let mint = to.mint();
        self.charge(who, mint, amount)?;
        self.entitle(who, mint, -i128::from(amount));
        let vault = match to {
            Vault::Stake { pool } => &mut self.pools[pool].gifts,
            Vault::Income { pool, mint } => &mut self.pools[pool].income[mint as usize].vault,
            Vault::StakerFees { mint } => &mut self.staker_fees.mints[mint as usize].vault,
            Vault::Fees { market } => &mut self.fee_vaults[market],
            Vault::UsdFees => &mut self.usd_fee_vault,
            Vault::Auction => &mut self.auction.vault,
        };
        *vault += amount;
        Ok(())
    }

    /// Tokens in every account, in the order of `World::token_accounts`; `None` where it is closed.
    pub(crate) fn tokens(&self) -> Vec<Option<u64>> {
        let mut all = Vec::new();
        for m in 0..2 {
            all.extend(self.wallets.iter().map(|wallet| Some(wallet[m])));
            all.extend(self.pools.iter().map(|pool| pool.is_open.then_some(pool.income[m].vault)));
            all.extend([Some(self.treasury[m]), Some(self.staker_fees.mints[m].vault)]);
        }
        all.extend(self.pools.iter().map(|pool| pool.is_open.then(|| pool.stake.slashable() + pool.gifts)));
        let [first, second] = self.fee_vaults;
        let client = self.jobs.free + self.jobs.reserved;
        all.extend([first, second, self.usd_fee_vault, self.auction.vault, client].map(Some));
        // No market is closed.
        all.extend([Some(MARKET_BOND); COLLATERAL_BPS.len()]);
        all
    }
}

impl Vault {
    /// What it holds.
    pub(crate) fn mint(self) -> Mint {
        match self {
            Self::Stake { .. } | Self::Fees { .. } => Mint::Heat,
            Self::Income { mint, .. } | Self::StakerFees { mint } => mint,
            Self::UsdFees | Self::Auction => Mint::Usd,
        }
    }
}
