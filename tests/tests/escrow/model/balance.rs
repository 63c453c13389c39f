//! Clients' balances, and the sponsors' money in them.

use furnace_client::generated::jobs::errors::FurnaceJobsError::*;
use furnace_tests::errors::SplTokenError::InsufficientFunds;

use super::Model;
use super::refusal::{Outcome, Refusal, require};
use crate::cast::PURSES;

/// Others whose deposits one balance holds.
const MAX_SPONSORS: usize = 8;

#[derive(Clone, Debug, Default)]
pub(crate) struct Purse {
    pub(crate) free: u64,
    pub(crate) reserved: u64,
    pub(crate) spent: u64,
    /// Wallets and what is left of their deposits, the first first.
    pub(crate) sponsors: Vec<(usize, u64)>,
    pub(crate) next: u64,
    pub(crate) settled: u64,
    pub(crate) rejected: u64,
    pub(crate) lost_disputes: u64,
}

impl Purse {
    pub(super) fn reserve(&mut self, amount: u64) -> Outcome {
        require(amount <= self.free, BalanceTooLow)?;
        self.free -= amount;
        self.reserved += amount;
        Ok(())
    }

    pub(super) fn release(&mut self, amount: u64) {
        self.reserved -= amount;
        self.free += amount;
    }

    /// The first deposit pays first.
    pub(super) fn spend(&mut self, amount: u64) {
        self.reserved -= amount;
        self.spent += amount;
        let mut left = amount;
        while let Some((_, deposit)) = self.sponsors.first_mut().filter(|_| left > 0) {
            let taken = left.min(*deposit);
            *deposit -= taken;
            left -= taken;
            if *deposit == 0 {
                self.sponsors.remove(0);
            }
        }
    }

    pub(crate) fn sponsored(&self) -> u64 {
        self.sponsors.iter().map(|(_, amount)| amount).sum()
    }

    /// The client's own that is free, or less than nothing.
    pub(crate) fn own(&self) -> i128 {
        i128::from(self.free) + i128::from(self.reserved) - i128::from(self.sponsored())
    }
}

impl Model {
    fn charge(&mut self, wallet: usize, purse: usize, amount: u64) -> Outcome {
        let held = &mut self.wallets[wallet][PURSES[purse].1 as usize];
        *held = held.checked_sub(amount).ok_or_else(|| Refusal::from(InsufficientFunds))?;
        Ok(())
    }

    pub(super) fn deposit(&mut self, purse: usize, by: usize, amount: u64) -> Outcome {
        require(by == PURSES[purse].0, NotClient)?;
        require(amount > 0, ZeroAmount)?;
        self.purses[purse].free += amount;
        self.charge(by, purse, amount)
    }

    pub(super) fn sponsor(&mut self, purse: usize, by: usize, amount: u64) -> Outcome {
        require(by != PURSES[purse].0, NotDepositor)?;
        require(amount > 0, ZeroAmount)?;
        let sponsors = &mut self.purses[purse].sponsors;
        match sponsors.last_mut() {
            Some((last, deposit)) if *last == by => *deposit += amount,
            _ => {
                require(sponsors.len() < MAX_SPONSORS, TooManySponsors)?;
                sponsors.push((by, amount));
            }
        }
        self.purses[purse].free += amount;
        self.charge(by, purse, amount)
    }

    /// Gives `to` back what is not held: the first of the line is.
    pub(super) fn refund(&mut self, purse: usize, to: usize, by: usize) -> Outcome {
        let (client, mint, _) = PURSES[purse];
        require(by == to || by == client, NotDepositor)?;
        let Purse { reserved, sponsors, free, .. } = &mut self.purses[purse];
        let (mut before, mut refunded) = (0, 0);
        for (wallet, deposit) in sponsors.iter_mut() {
            let held = reserved.saturating_sub(before).min(*deposit);
            before += *deposit;
            if *wallet == to {
                refunded += *deposit - held;
                *deposit = held;
            }
        }
        require(refunded > 0, NothingToRefund)?;
        sponsors.retain(|(_, deposit)| *deposit > 0);
        *free -= refunded;
        self.wallets[to][mint as usize] += refunded;
        Ok(())
    }

    pub(super) fn withdraw(&mut self, purse: usize, by: usize, amount: u64) -> Outcome {
        let (client, mint, _) = PURSES[purse];
        require(by == client, NotClient)?;
        require(amount > 0, ZeroAmount)?;
        let books = &mut self.purses[purse];
        require(amount <= books.free, BalanceTooLow)?;
        require(books.own() >= i128::from(amount), MoneyOfOthers)?;
        books.free -= amount;
        self.wallets[by][mint as usize] += amount;
        Ok(())
    }
}
