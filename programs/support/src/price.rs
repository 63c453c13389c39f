//! Prices of the Pyth network, from an account of its receiver program.

use anchor_lang::address;
use anchor_lang::prelude::*;
use furnace_common::price_update::{parse, PriceError, Quote, Terms};
use pinocchio::account::AccountView;

/// The Pyth receiver, which checks the signatures of what it writes.
pub const RECEIVER: Address = address!("rec5EKMGg6MxZYaMdyBfgwp4d5rB9T1VQH5pJv5LtFJ");

/// Reads the price of a feed, and refuses what does not meet the terms at `now`.
pub fn read(update: &AccountView, terms: &Terms, now: i64) -> core::result::Result<Quote, PriceError> {
    if !update.owned_by(&RECEIVER) {
        return Err(PriceError::NotPyth);
    }
    parse(&update.try_borrow().map_err(|_| PriceError::Malformed)?, terms, now)
}
