//! Instructions of the jobs program, by what they act on.

mod balance;
mod bid;
mod crew;
mod job;
mod lease;
mod market;
mod operator;

pub use balance::*;
pub use bid::*;
pub use crew::*;
pub use job::*;
pub use lease::*;
pub use market::*;
pub use operator::*;

use furnace_common::state::Payment;
use solana_address::Address;

use crate::generated::jobs::accounts::Operator;
use crate::generated::jobs::types::Escrow;
use crate::pda;

/// Where an order is placed, and what it is paid in.
#[derive(Clone, Copy, Debug)]
pub struct Venue {
    pub market: Address,
    /// What the market is paid in.
    pub mint: Address,
    /// A Pyth price update, where the market quotes in dollars.
    pub price_update: Option<Address>,
}

impl Venue {
    /// A market that is quoted and paid in HEAT.
    pub fn heat(market: Address) -> Self {
        Self { market, mint: pda::heat_mint(), price_update: None }
    }

    /// The client's balance in HEAT, where the one that pays is in another mint.
    pub(crate) fn compensation(&self, client: &Address) -> Option<Address> {
        (self.mint != pda::heat_mint()).then(|| pda::heat_balance(client))
    }
}

/// Where an operator is paid, and what HEAT costs where the order is quoted in dollars.
#[derive(Clone, Copy, Debug)]
pub struct Payee {
    /// The income vaults of its pool, in HEAT and in dollars.
    pub earnings: [Address; 2],
    /// A Pyth price update.
    pub price_update: Option<Address>,
}

impl Payee {
    /// The operator of a book, paid by orders that need no price.
    pub fn new(book: &Operator) -> Self {
        Self { earnings: book.earnings, price_update: None }
    }

    /// The income vault that takes what the order pays.
    pub(crate) fn earnings(&self, escrow: &Escrow) -> Address {
        let index = Payment::from_byte(escrow.payment).map_or(0, Payment::mint_index);
        self.earnings.get(index).copied().unwrap_or_default()
    }

    pub(crate) fn governance(&self) -> Option<Address> {
        self.price_update.map(|_| pda::governance())
    }
}

impl Escrow {
    /// The mint from which a settlement burns: HEAT, or none where dollars are paid.
    pub fn burned_mint(&self) -> Option<Address> {
        (self.payment != Payment::Usd.byte()).then(pda::heat_mint)
    }
}
