use anchor_lang::prelude::*;
use furnace_common::{bps, math, shares};

use crate::error::StakingError;

/// An operator's stake and what others delegated to it, in shares.
///
/// Two buckets bear slashes: active stake, and stake in unbonding. Each has its own share count, so a
/// slash changes two amounts and no position.
#[account]
pub struct Pool {
    /// The operator's wallet.
    pub operator: Address,
    /// Token account that holds all of the pool's HEAT.
    pub vault: Address,
    /// Active stake, HEAT base units.
    pub active: u64,
    /// Shares of the active stake.
    pub active_shares: u64,
    /// The operator's part of `active_shares`.
    pub own_shares: u64,
    /// Stake in unbonding, HEAT base units.
    pub unbonding: u64,
    /// Shares of the stake in unbonding.
    pub unbonding_shares: u64,
    /// Taken by slashes so far, HEAT base units.
    pub slashed: u64,
    /// The operator's part of delegators' rewards, in basis points.
    pub commission_bps: u16,
    pub version: u8,
    pub bump: u8,
    pub vault_bump: u8,
    pub _reserved: [u8; 139],
}

const _: () = assert!(core::mem::size_of::<Pool>() == 256);

/// A pool takes no stake while a share of either bucket is worth less than this part of a unit.
const EXHAUSTED_RATIO: u64 = 1_000;

impl Pool {
    pub const VERSION: u8 = 1;

    /// Fills a new pool.
    pub fn open(&mut self, operator: Address, vault: Address, commission_bps: u16, bump: u8, vault_bump: u8) {
        self.operator = operator;
        self.vault = vault;
        self.commission_bps = commission_bps;
        self.version = Self::VERSION;
        self.bump = bump;
        self.vault_bump = vault_bump;
    }

    /// Adds stake and returns the shares it buys, rounded down.
    pub fn stake(&mut self, amount: u64, by_operator: bool, delegation_cap_bps: u16) -> Result<u64> {
        let worthless = exhausted(self.active, self.active_shares) || exhausted(self.unbonding, self.unbonding_shares);
        require!(!worthless, StakingError::PoolExhausted);
        let issued = shares::issue(amount, self.active, self.active_shares).ok_or(StakingError::Overflow)?;
        require!(issued > 0, StakingError::AmountTooSmall);
        self.active = self.active.checked_add(amount).ok_or(StakingError::Overflow)?;
        self.active_shares = self.active_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        if by_operator {
            self.own_shares = self.own_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        } else {
            self.require_under_cap(delegation_cap_bps)?;
        }
        Ok(issued)
    }

    /// Delegations stay within the cap on the operator's own stake.
    fn require_under_cap(&self, cap_bps: u16) -> Result<()> {
        let own = shares::redeem(self.own_shares, self.active, self.active_shares).ok_or(StakingError::Overflow)?;
        let delegated = self.active.saturating_sub(own);
        let cap = bps::of_floor(own, cap_bps).ok_or(StakingError::Overflow)?;
        require!(delegated <= cap, StakingError::DelegationCapReached);
        Ok(())
    }

    /// Moves active shares into unbonding; returns their amount and the shares of the unbonding bucket.
    pub fn unbond(&mut self, count: u64, by_operator: bool) -> Result<(u64, u64)> {
        let amount = shares::redeem(count, self.active, self.active_shares).ok_or(StakingError::Overflow)?;
        let issued = shares::issue(amount, self.unbonding, self.unbonding_shares).ok_or(StakingError::Overflow)?;
        self.active = self.active.checked_sub(amount).ok_or(StakingError::Overflow)?;
        self.active_shares = self.active_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        if by_operator {
            self.own_shares = self.own_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        }
        self.unbonding = self.unbonding.checked_add(amount).ok_or(StakingError::Overflow)?;
        self.unbonding_shares = self.unbonding_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        Ok((amount, issued))
    }

    /// Takes shares out of unbonding; returns their amount, rounded down.
    pub fn withdraw(&mut self, count: u64) -> Result<u64> {
        let amount = shares::redeem(count, self.unbonding, self.unbonding_shares).ok_or(StakingError::Overflow)?;
        self.unbonding = self.unbonding.checked_sub(amount).ok_or(StakingError::Overflow)?;
        self.unbonding_shares = self.unbonding_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        Ok(amount)
    }

    /// Everything that a slash can reach, HEAT base units.
    pub fn slashable(&self) -> u64 {
        self.active.saturating_add(self.unbonding)
    }

    /// Takes `amount` from both buckets in proportion, the odd unit from the active one.
    pub fn slash(&mut self, amount: u64) -> Result<()> {
        let total = self.slashable();
        require!(amount <= total, StakingError::SlashTooLarge);
        let from_unbonding = match total {
            0 => 0,
            _ => math::mul_div_floor(amount, self.unbonding, total).ok_or(StakingError::Overflow)?,
        };
        let from_active = amount.checked_sub(from_unbonding).ok_or(StakingError::Overflow)?;
        self.active = self.active.checked_sub(from_active).ok_or(StakingError::SlashTooLarge)?;
        self.unbonding = self.unbonding.checked_sub(from_unbonding).ok_or(StakingError::SlashTooLarge)?;
        self.slashed = self.slashed.checked_add(amount).ok_or(StakingError::Overflow)?;
        Ok(())
    }

    /// The vault covers the books, and the operator's shares are part of all. More in the vault than in
    /// the books is a gift, which nobody can turn against the pool.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        let books = self.active.checked_add(self.unbonding).ok_or(StakingError::Overflow)?;
        require!(vault_amount >= books, StakingError::VaultShort);
        require!(self.own_shares <= self.active_shares, StakingError::NotEnoughShares);
        Ok(())
    }
}

/// Whether shares of a bucket are worth so little that new ones would grow out of all bounds.
fn exhausted(amount: u64, count: u64) -> bool {
    count > amount.saturating_add(shares::VIRTUAL).saturating_mul(EXHAUSTED_RATIO)
}
