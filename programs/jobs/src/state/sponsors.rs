use anchor_lang::bytemuck::{fill_zeroes, Pod, Zeroable};
use anchor_lang::prelude::*;
use furnace_common::limits::MAX_SPONSORS;

use crate::error::JobsError;

/// What one wallet put into somebody else's balance.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Sponsor {
    /// Gets back what is not used.
    pub depositor: Address,
    /// Not spent yet, base units of the balance's mint; zero in a free place.
    pub amount: u64,
}

/// Money of others in a balance, in the order in which it came. What is spent or held for jobs is the first of
/// it; what the client put in itself comes last.
#[derive(IdlType, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Sponsors {
    /// The first ones first; free places are at the end.
    pub queue: [Sponsor; 8],
    /// The sum of all.
    pub total: u64,
}

const _: () = assert!(MAX_SPONSORS == 8);
const _: () = assert!(core::mem::size_of::<Sponsors>() == 328);

impl Sponsors {
    /// Adds a deposit at the end.
    pub fn add(&mut self, depositor: Address, amount: u64) -> Result<()> {
        require!(amount > 0, JobsError::ZeroAmount);
        let total = self.total.checked_add(amount).ok_or(JobsError::Overflow)?;
        let used = self.queue.iter().take_while(|sponsor| sponsor.amount > 0).count();
        let last = used.checked_sub(1).and_then(|last| self.queue.get(last)).map(|sponsor| sponsor.depositor);
        // Two deposits with nobody between them are one.
        let place = if last == Some(depositor) { used.saturating_sub(1) } else { used };
        let sponsor = self.queue.get_mut(place).ok_or(JobsError::TooManySponsors)?;
        sponsor.depositor = depositor;
        sponsor.amount = sponsor.amount.checked_add(amount).ok_or(JobsError::Overflow)?;
        self.total = total;
        Ok(())
    }

    /// Spends up to `amount`, the first deposits first.
    pub fn spend(&mut self, amount: u64) -> Result<()> {
        let mut left = amount.min(self.total);
        if left == 0 {
            return Ok(());
        }
        self.total = self.total.checked_sub(left).ok_or(JobsError::Overflow)?;
        let mut empty = 0usize;
        for sponsor in &mut self.queue {
            let taken = left.min(sponsor.amount);
            sponsor.amount = sponsor.amount.saturating_sub(taken);
            left = left.saturating_sub(taken);
            if sponsor.amount > 0 || left == 0 && taken == 0 {
                break;
            }
            empty = empty.saturating_add(1);
        }
        self.close_up(0, empty);
        Ok(())
    }

    /// Takes out all that a depositor can have back while the first `held` units are held for jobs; returns
    /// how much.
    pub fn refund(&mut self, depositor: &Address, held: u64) -> Result<u64> {
        let (mut before, mut refunded) = (0u64, 0u64);
        let mut place = 0usize;
        while let Some(sponsor) = self.queue.get_mut(place).filter(|sponsor| sponsor.amount > 0) {
            let amount = sponsor.amount;
            let free = amount.min(before.saturating_add(amount).saturating_sub(held));
            before = before.checked_add(amount).ok_or(JobsError::Overflow)?;
            if sponsor.depositor == *depositor {
                sponsor.amount = amount.saturating_sub(free);
                refunded = refunded.checked_add(free).ok_or(JobsError::Overflow)?;
                if sponsor.amount == 0 {
                    self.close_up(place, 1);
                    continue;
                }
            }
            place = place.saturating_add(1);
        }
        require!(refunded > 0, JobsError::NothingToRefund);
        self.total = self.total.checked_sub(refunded).ok_or(JobsError::Overflow)?;
        Ok(refunded)
    }

    /// Moves the places behind `from` up over `count` empty ones.
    fn close_up(&mut self, from: usize, count: usize) {
        let (places, first_kept) = (self.queue.len(), from.saturating_add(count));
        if count == 0 || first_kept > places {
            return;
        }
        // Moved and cleared as a whole: place by place it costs a hundred compute units more.
        self.queue.copy_within(first_kept.., from);
        if let Some(freed) = self.queue.get_mut(places.saturating_sub(count)..) {
            fill_zeroes(freed);
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;

    fn address(byte: u8) -> Address {
        Address::from([byte; 32])
    }

    fn sponsors(deposits: &[(u8, u64)]) -> Sponsors {
        let mut sponsors = Sponsors::zeroed();
        for &(who, amount) in deposits {
            sponsors.add(address(who), amount).expect("a place is free");
        }
        sponsors
    }

    fn queue(sponsors: &Sponsors) -> std::vec::Vec<(u8, u64)> {
        let used = sponsors.queue.iter().take_while(|sponsor| sponsor.amount > 0);
        used.map(|sponsor| (sponsor.depositor.as_ref()[0], sponsor.amount)).collect()
    }

    #[test]
    fn the_first_deposits_are_spent_first() {
        let mut sponsors = sponsors(&[(1, 10), (2, 20), (2, 5), (3, 30)]);
        assert_eq!(queue(&sponsors), [(1, 10), (2, 25), (3, 30)]);
        sponsors.spend(4).unwrap();
        assert_eq!(queue(&sponsors), [(1, 6), (2, 25), (3, 30)]);
        sponsors.spend(6).unwrap();
        assert_eq!(queue(&sponsors), [(2, 25), (3, 30)]);
        sponsors.spend(30).unwrap();
        assert_eq!((queue(&sponsors), sponsors.total), (std::vec![(3, 25)], 25));
        sponsors.spend(100).unwrap();
        assert_eq!((queue(&sponsors), sponsors.total), (std::vec![], 0));
    }

    #[test]
    fn what_is_held_is_the_first_of_the_line() {
        let mut line = sponsors(&[(1, 10), (2, 20), (1, 5)]);
        assert_eq!(line.refund(&address(2), 15).unwrap(), 15);
        assert_eq!(queue(&line), [(1, 10), (2, 5), (1, 5)]);
        assert!(line.refund(&address(2), 15).is_err());
        assert_eq!(line.refund(&address(1), 15).unwrap(), 5);
        assert_eq!((queue(&line), line.total), (std::vec![(1, 10), (2, 5)], 15));
        assert_eq!(line.refund(&address(1), 0).unwrap(), 10);
        assert_eq!(queue(&line), [(2, 5)]);
        assert!(line.refund(&address(3), 0).is_err());
    }

    #[test]
    fn a_ninth_sponsor_finds_no_place() {
        let mut sponsors = sponsors(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1)]);
        assert!(sponsors.add(address(9), 1).is_err());
        sponsors.add(address(8), 1).unwrap();
        sponsors.spend(1).unwrap();
        sponsors.add(address(9), 1).unwrap();
        assert_eq!(sponsors.total, 9);
    }
}
