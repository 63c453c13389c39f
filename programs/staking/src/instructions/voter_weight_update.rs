use anchor_lang::prelude::*;
use anchor_lang::solana_program::clock::Clock;
use anchor_lang::AnchorAccount;
use furnace_common::limits::MAX_VOTING_POSITIONS;
use furnace_common::seeds;
use furnace_support::ids;
use pinocchio::account::AccountView;

use super::votes::{self, VOTER_WEIGHT_BYTES};
use crate::error::StakingError;
use crate::state::{Pool, Position};

#[derive(Accounts)]
pub struct VoterWeightUpdate {
    /// Pays the rent where the record is new.
    // It may be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The realm of SPL Governance in which the votes count.
    pub realm: UncheckedAccount,
    /// Whose votes they are.
    pub owner: UncheckedAccount,
    /// Filled with the sum of the positions that follow, in pairs of pool and position.
    #[account(mut, seeds = [b"voter_weight", realm.address().as_ref(), owner.address().as_ref()], bump)]
    pub record: UncheckedAccount,
    pub system_program: Program<System>,
}

pub(crate) fn handler(ctx: &mut Context<VoterWeightUpdate>) -> Result<()> {
    let pairs = ctx.remaining_accounts()?;
    let bump = [ctx.bumps.record];
    let accounts = &mut ctx.accounts;
    let clock = Clock::get()?;
    let (realm, owner) = (*accounts.realm.address(), *accounts.owner.address());
    let votes = sum(&pairs, &owner, clock.unix_timestamp)?;
    let mut record = *accounts.record.account();
    let record_seeds: &[&[u8]] = &[seeds::VOTER_WEIGHT, realm.as_ref(), owner.as_ref(), &bump];
    votes::open(accounts.payer.account(), &record, VOTER_WEIGHT_BYTES, record_seeds)?;
    let filled = votes::voter_weight(&realm, &ids::HEAT_MINT, &owner, votes, clock.slot);
    record.try_borrow_mut()?.copy_from_slice(&filled);
    Ok(())
}

/// Adds up the votes of positions, each of which counts once: the worth of its shares, those in a lock
/// that is not over up to four times.
fn sum(pairs: &[AccountView], owner: &Address, now: i64) -> Result<u64> {
    let whole = pairs.len().checked_rem(2) == Some(0);
    require!(whole && pairs.len() <= 2 * MAX_VOTING_POSITIONS, StakingError::WrongVotes);
    let mut votes = 0u64;
    let mut last: Option<Address> = None;
    for pair in pairs.chunks_exact(2) {
        let pool = Account::<Pool>::load(pair[0])?;
        let position = Account::<Position>::load(pair[1])?;
        let ascending = last.is_none_or(|last| last.as_ref() < position.address().as_ref());
        let own = position.owner == *owner && position.pool == *pool.address();
        require!(ascending && own, StakingError::WrongVotes);
        last = Some(*position.address());
        let weighted = if now < position.lock_until { position.weighted_shares } else { position.shares };
        votes = votes.checked_add(pool.worth(weighted)?).ok_or(StakingError::Overflow)?;
    }
    Ok(votes)
}
