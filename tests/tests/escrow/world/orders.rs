//! Orders as they are on the chain.

use furnace_client::accounts::{Bids, Crew, Job, Lease, ProgramAccount};
use furnace_client::generated::jobs::types::Seat;
use furnace_client::instructions::jobs::Payee;
use furnace_client::pda;
use solana_address::Address;

use super::{PLACES, World};
use crate::action::Quote;
use crate::cast::{OPERATORS, WORKERS};

/// An order's account, and those that belong to it.
pub(crate) struct Known {
    pub(crate) address: Address,
    pub(crate) content: Content,
    pub(crate) bids: Address,
    pub(crate) crew: Address,
    /// The crew when it was last seen; blank before.
    pub(crate) members: Box<Crew>,
    /// Its account is closed.
    pub(crate) gone: bool,
}

pub(crate) enum Content {
    Job(Box<Job>),
    Lease(Box<Lease>),
}

/// An account of which nothing is known but who paid its rent.
pub(super) fn blank<T: ProgramAccount>() -> T {
    T::parse(&vec![0; T::SIZE]).expect("zeros are an account")
}

impl Known {
    /// One that was just opened.
    pub(crate) fn new(address: Address, is_lease: bool) -> Self {
        let content = if is_lease { Content::Lease(Box::new(blank())) } else { Content::Job(Box::new(blank())) };
        let (bids, crew) = (pda::bids(&address).0, pda::crew(&address).0);
        let members = Crew { rent_payer: PLACES.landlord, ..blank() };
        Self { address, content, bids, crew, members: Box::new(members), gone: false }
    }
}

impl World {
    pub(super) fn job(&self, order: usize) -> (Address, Job) {
        let known = &self.orders[order];
        let Content::Job(job) = &known.content else { panic!("order {order} is a lease") };
        (known.address, (**job).clone())
    }

    pub(super) fn lease(&self, order: usize) -> (Address, Lease) {
        let known = &self.orders[order];
        let Content::Lease(lease) = &known.content else { panic!("order {order} is a job") };
        (known.address, (**lease).clone())
    }

    pub(super) fn crew(&self, order: usize) -> Crew {
        (*self.orders[order].members).clone()
    }

    pub(super) fn seat(&self, order: usize, seat: u8) -> Seat {
        self.orders[order].members.seats[usize::from(seat)].clone()
    }

    pub(super) fn bids(&self) -> Bids {
        Bids { rent_payer: PLACES.landlord, ..blank() }
    }

    /// Where an operator's book says that it is paid.
    pub(super) fn payee(&mut self, book: &Address, quote: Quote) -> Payee {
        let price_update = self.quote(quote);
        let pool = self.pool(book);
        let earnings = PLACES.mints.each_ref().map(|mint| pda::income_vault(&pool, mint));
        Payee { earnings, price_update }
    }

    /// The pool of an operator's book; any for no book.
    pub(super) fn pool(&self, book: &Address) -> Address {
        let operator = (0..OPERATORS.len()).find(|operator| PLACES.books[*operator] == *book);
        PLACES.pools[operator.unwrap_or(0)]
    }

    /// A worker's operator, by its wallet.
    pub(super) fn wallet_of(&self, worker: usize) -> Address {
        PLACES.operators[WORKERS[worker].0]
    }
}
