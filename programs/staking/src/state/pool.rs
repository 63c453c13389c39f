use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::stream::Moment;
use furnace_common::{accumulator, bps, math, shares, stake};

use super::{Income, StakerFees, MINTS};
use crate::error::StakingError;

/// A pool's part of the stakers' fees in one mint.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct PoolFees {
    /// The number of `StakerFees` up to which it is counted, in parts of 2^-32 of a base unit.
    pub seen: PodU128,
    /// Passed on to each weighted share so far, in the same parts.
    pub per_weighted_share: PodU128,
    /// Earned and not divided yet, in the same parts.
    pub carried: u64,
}

impl PoolFees {
    /// Passes on what the pool's `weight` earned while the number rose to `number`.
    fn advance(&mut self, number: u128, weight: u64, weighted_shares: u64) -> Result<()> {
        let seen = self.seen.get();
        if number == seen {
            return Ok(());
        }
        self.seen = number.into();
        let earned = accumulator::earned(weight, number, seen).ok_or(StakingError::Overflow)?;
        // Without shares there was no weight, and nothing was earned.
        if let Some((rise, carried)) = accumulator::rise(earned, self.carried, weighted_shares) {
            let risen = self.per_weighted_share.get().checked_add(rise).ok_or(StakingError::Overflow)?;
            self.per_weighted_share = risen.into();
            self.carried = carried;
        }
        Ok(())
    }
}

/// An operator's stake and what others delegated to it, in shares, and what both earn.
///
/// Two buckets bear slashes: active stake, and stake in unbonding. Each has its own share count, so a
/// slash changes two amounts and no position.
#[account]
pub struct Pool {
    /// The operator's wallet.
    pub operator: Address,
    /// Token account that holds all of the pool's stake.
    pub vault: Address,
    /// Paid the rent and gets it back.
    pub rent_payer: Address,
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
    /// The operator's part of `unbonding_shares`.
    pub own_unbonding_shares: u64,
    /// Taken by slashes so far, HEAT base units.
    pub slashed: u64,
    /// Shares, those that are locked counted up to four times.
    pub weighted_shares: u64,
    /// Weight with which the pool counts in `StakerFees`: the worth of its weighted shares when somebody
    /// last looked, HEAT base units.
    pub weight: u64,
    /// From which epoch `next_commission_bps` holds; zero where no change is announced.
    pub commission_from: i64,
    /// What its workers earn, in HEAT and in dollars.
    pub income: [Income; 2],
    /// Its part of the stakers' fees, in HEAT and in dollars.
    pub fees: [PoolFees; 2],
    /// Positions that are not closed.
    pub positions: u32,
    /// Penalties that an appeal may still overturn.
    pub penalties_pending: u32,
    /// The operator's part of what its workers earn, in basis points.
    pub commission_bps: u16,
    /// The announced one.
    pub next_commission_bps: u16,
    pub version: u8,
    pub bump: u8,
    pub vault_bump: u8,
    pub _reserved: [u8; 25],
}

const _: () = assert!(core::mem::size_of::<Pool>() == 520);
const _: () = assert!(MINTS == 2);

/// A pool takes no stake while a share of either bucket is worth less than this part of a unit.
const EXHAUSTED_RATIO: u64 = 1_000;
/// A commission holds from the epoch after the next, so that it is known for a whole one.
const COMMISSION_NOTICE_EPOCHS: i64 = 2;

impl Pool {
    pub const VERSION: u8 = 1;

    // Stake

    /// Adds stake and returns the shares it buys, rounded down.
    pub fn stake(&mut self, amount: u64, by_operator: bool, delegation_cap_bps: u16) -> Result<u64> {
        // What an appeal gives back is for those who lost it.
        require!(self.penalties_pending == 0, StakingError::PenaltyPending);
        let issued = self.activate(amount, by_operator)?;
        if !by_operator {
            self.require_under_cap(delegation_cap_bps)?;
        }
        Ok(issued)
    }

    /// Issues active shares for `amount`, rounded down.
    fn activate(&mut self, amount: u64, by_operator: bool) -> Result<u64> {
        let worthless = exhausted(self.active, self.active_shares) || exhausted(self.unbonding, self.unbonding_shares);
        require!(!worthless, StakingError::PoolExhausted);
        let issued = shares::issue(amount, self.active, self.active_shares).ok_or(StakingError::Overflow)?;
        require!(issued > 0, StakingError::AmountTooSmall);
        self.active = self.active.checked_add(amount).ok_or(StakingError::Overflow)?;
        self.active_shares = self.active_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        self.weighted_shares = self.weighted_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        if by_operator {
            self.own_shares = self.own_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        }
        Ok(issued)
    }

    /// Delegations, those in unbonding included, stay within the cap on the operator's own active stake.
    fn require_under_cap(&self, cap_bps: u16) -> Result<()> {
        let own = self.own_active()?;
        let cap = bps::of_floor(own, cap_bps).ok_or(StakingError::Overflow)?;
        require!(self.others(own)? <= cap, StakingError::DelegationCapReached);
        Ok(())
    }

    /// The operator's own active stake, rounded down, HEAT base units.
    fn own_active(&self) -> Result<u64> {
        Ok(shares::redeem(self.own_shares, self.active, self.active_shares).ok_or(StakingError::Overflow)?)
    }

    /// What others have in the pool, in unbonding or not, beside the operator's `own` active stake, HEAT
    /// base units.
    fn others(&self, own: u64) -> Result<u64> {
        let own_unbonding = shares::redeem(self.own_unbonding_shares, self.unbonding, self.unbonding_shares)
            .ok_or(StakingError::Overflow)?;
        let active = self.active.saturating_sub(own);
        let unbonding = self.unbonding.saturating_sub(own_unbonding);
        Ok(active.checked_add(unbonding).ok_or(StakingError::Overflow)?)
    }

    /// Whether half of what backs the pool's promises is the operator's own.
    pub fn is_half_own(&self) -> Result<bool> {
        // Most pools are their operator's alone: spare claims the divisions.
        if self.own_shares == self.active_shares && self.own_unbonding_shares == self.unbonding_shares {
            return Ok(true);
        }
        let own = self.own_active()?;
        Ok(stake::is_half_own(own, self.others(own)?))
    }

    /// Moves active shares into unbonding; returns their amount and the shares of the unbonding bucket.
    pub fn unbond(&mut self, count: u64, by_operator: bool) -> Result<(u64, u64)> {
        let amount = shares::redeem(count, self.active, self.active_shares).ok_or(StakingError::Overflow)?;
        // Shares that are worth nothing now may be worth something when an appeal holds.
        require!(amount > 0 || self.penalties_pending == 0, StakingError::PenaltyPending);
        let issued = shares::issue(amount, self.unbonding, self.unbonding_shares).ok_or(StakingError::Overflow)?;
        self.active = self.active.checked_sub(amount).ok_or(StakingError::Overflow)?;
        self.active_shares = self.active_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        self.weighted_shares = self.weighted_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        self.unbonding = self.unbonding.checked_add(amount).ok_or(StakingError::Overflow)?;
        self.unbonding_shares = self.unbonding_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        if by_operator {
            self.own_shares = self.own_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
            self.own_unbonding_shares = self.own_unbonding_shares.checked_add(issued).ok_or(StakingError::Overflow)?;
        }
        Ok((amount, issued))
    }

    /// Takes shares out of unbonding; returns their amount, rounded down.
    pub fn withdraw(&mut self, count: u64, by_operator: bool) -> Result<u64> {
        let amount = shares::redeem(count, self.unbonding, self.unbonding_shares).ok_or(StakingError::Overflow)?;
        self.unbonding = self.unbonding.checked_sub(amount).ok_or(StakingError::Overflow)?;
        self.unbonding_shares = self.unbonding_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        if by_operator {
            self.own_unbonding_shares =
                self.own_unbonding_shares.checked_sub(count).ok_or(StakingError::NotEnoughShares)?;
        }
        Ok(amount)
    }

    /// Moves shares of the unbonding bucket back; returns their amount and the active shares it buys. What
    /// others have in the pool stays the same, so the cap has no say.
    pub fn rebond(&mut self, count: u64, by_operator: bool) -> Result<(u64, u64)> {
        let amount = self.withdraw(count, by_operator)?;
        let issued = self.activate(amount, by_operator)?;
        Ok((amount, issued))
    }

    // Slashes

    /// Everything that a slash can reach, HEAT base units.
    pub fn slashable(&self) -> u64 {
        self.active.saturating_add(self.unbonding)
    }

    /// Takes `amount` from both buckets in proportion, the odd unit from the active one.
    pub fn slash(&mut self, amount: u64) -> Result<()> {
        let total = self.slashable();
        require!(amount <= total, StakingError::SlashTooLarge);
        let from_unbonding = self.slashed_of_unbonding(amount)?;
        let from_active = amount.checked_sub(from_unbonding).ok_or(StakingError::Overflow)?;
        self.active = self.active.checked_sub(from_active).ok_or(StakingError::SlashTooLarge)?;
        self.unbonding = self.unbonding.checked_sub(from_unbonding).ok_or(StakingError::SlashTooLarge)?;
        self.slashed = self.slashed.checked_add(amount).ok_or(StakingError::Overflow)?;
        Ok(())
    }

    /// Takes `amount` for a penalty that an appeal may overturn.
    pub fn slash_appealable(&mut self, amount: u64) -> Result<()> {
        self.penalties_pending = self.penalties_pending.checked_add(1).ok_or(StakingError::Overflow)?;
        self.slash(amount)
    }

    /// Ends a penalty that could be overturned, and puts back `returned` of it. It took the same part of all that the pool
    /// held, so it comes back in proportion to what is left, wherever that was moved since. Where so little is left that
    /// its last units would decide, it comes back where it came from: `of_unbonding` is what it took there. A bucket in
    /// which nobody has a share leaves its part to the other; where nobody has any at all, it belongs to nobody.
    pub fn end_penalty(&mut self, returned: u64, of_unbonding: u64) -> Result<()> {
        self.penalties_pending = self.penalties_pending.checked_sub(1).ok_or(StakingError::NoPenaltyPending)?;
        let left = self.slashable();
        let to_unbonding = match (self.active_shares, self.unbonding_shares) {
            (0, 0) => return Ok(()),
            (0, _) => returned,
            (_, 0) => 0,
            _ if left > returned / EXHAUSTED_RATIO => {
                math::mul_div_floor(returned, self.unbonding, left).ok_or(StakingError::Overflow)?
            }
            _ => of_unbonding,
        };
        let to_active = returned.checked_sub(to_unbonding).ok_or(StakingError::Overflow)?;
        self.active = self.active.checked_add(to_active).ok_or(StakingError::Overflow)?;
        self.unbonding = self.unbonding.checked_add(to_unbonding).ok_or(StakingError::Overflow)?;
        self.slashed = self.slashed.checked_sub(returned).ok_or(StakingError::Overflow)?;
        Ok(())
    }

    /// What a slash of `amount` takes of the stake in unbonding, rounded down.
    pub fn slashed_of_unbonding(&self, amount: u64) -> Result<u64> {
        match self.slashable() {
            0 => Ok(0),
            total => Ok(math::mul_div_floor(amount, self.unbonding, total).ok_or(StakingError::Overflow)?),
        }
    }

    // Rewards

    /// Brings everything that the pool earns up to `now`, before any of its shares or weights change.
    pub fn advance(&mut self, fees: &mut StakerFees, now: Moment) -> Result<()> {
        (0..MINTS).try_for_each(|mint| self.advance_mint(mint, fees, now))
    }

    /// The same for one mint, which is enough where no shares change.
    // Many callers: inlined, the program would be much larger.
    #[inline(never)]
    pub fn advance_mint(&mut self, mint: usize, fees: &mut StakerFees, now: Moment) -> Result<()> {
        let total_weight = fees.total_weight;
        let all = fees.fees.get_mut(mint).ok_or(StakingError::WrongMint)?;
        all.advance(total_weight, now)?;
        let own = self.fees.get_mut(mint).ok_or(StakingError::WrongMint)?;
        own.advance(all.per_weight.get(), self.weight, self.weighted_shares)?;
        let income = self.income.get_mut(mint).ok_or(StakingError::WrongMint)?;
        income.advance(self.active_shares, now)
    }

    /// Counts a position's weighted shares anew after a lock began or ended.
    pub fn reweigh_position(&mut self, old: u64, new: u64) -> Result<()> {
        let without = self.weighted_shares.checked_sub(old).ok_or(StakingError::Overflow)?;
        self.weighted_shares = without.checked_add(new).ok_or(StakingError::Overflow)?;
        Ok(())
    }

    /// Counts with the worth that its weighted shares have now, rounded down.
    #[inline(never)]
    pub fn reweigh(&mut self, fees: &mut StakerFees) -> Result<()> {
        let weight = self.worth(self.weighted_shares)?;
        fees.reweigh(self.weight, weight)?;
        self.weight = weight;
        Ok(())
    }

    /// The worth of `weighted` shares, rounded down, HEAT base units; locked ones count up to four times.
    pub fn worth(&self, weighted: u64) -> Result<u64> {
        let units = self.active.checked_add(shares::VIRTUAL).ok_or(StakingError::Overflow)?;
        let count = self.active_shares.checked_add(shares::VIRTUAL).ok_or(StakingError::Overflow)?;
        Ok(math::mul_div_floor(weighted, units, count).ok_or(StakingError::Overflow)?)
    }

    /// Announces a commission; returns the epoch from which it holds. Another one that does not hold yet is
    /// forgotten; one that does must be booked first, or what came in before it would be divided by it.
    pub fn announce_commission(&mut self, commission_bps: u16, now: Moment) -> Result<i64> {
        require!(commission_bps <= bps::ONE, StakingError::ParameterOutOfBounds);
        let booked = self.commission_from == 0 || now.epoch < self.commission_from;
        require!(booked, StakingError::CommissionNotBooked);
        self.commission_from = now.epoch.checked_add(COMMISSION_NOTICE_EPOCHS).ok_or(StakingError::Overflow)?;
        self.next_commission_bps = commission_bps;
        Ok(self.commission_from)
    }

    /// The commission on what is booked at `now`. What came in before a change took effect and is booked
    /// after it is divided by the lower of the two.
    pub fn commission(&mut self, now: Moment) -> Result<u16> {
        if self.commission_from == 0 || now.epoch < self.commission_from {
            return Ok(self.commission_bps);
        }
        let lower = self.commission_bps.min(self.next_commission_bps);
        self.commission_bps = self.next_commission_bps;
        self.commission_from = 0;
        Ok(lower)
    }

    // Ends

    /// Nobody has a share, a claim or a position in it.
    pub fn require_empty(&self) -> Result<()> {
        let shares = self.active_shares != 0 || self.unbonding_shares != 0 || self.positions != 0;
        let commission = self.income.iter().any(|income| income.operator_due != 0);
        let owed = commission || self.penalties_pending != 0;
        require!(!shares && !owed && self.weight == 0, StakingError::PoolNotEmpty);
        Ok(())
    }

    /// The vault covers the books, and the operator's shares are part of all. More in the vault than in
    /// the books is a gift, which nobody can turn against the pool.
    pub fn invariant(&self, vault_amount: u64) -> Result<()> {
        let books = self.active.checked_add(self.unbonding).ok_or(StakingError::Overflow)?;
        require!(vault_amount >= books, StakingError::VaultShort);
        let own = self.own_shares <= self.active_shares && self.own_unbonding_shares <= self.unbonding_shares;
        require!(own && self.active_shares <= self.weighted_shares, StakingError::NotEnoughShares);
        Ok(())
    }
}

/// Whether shares of a bucket are worth so little that new ones would grow out of all bounds.
fn exhausted(amount: u64, count: u64) -> bool {
    count / EXHAUSTED_RATIO > amount.saturating_add(shares::VIRTUAL)
}
