//! Everything on the chain at one moment.

use std::collections::BTreeMap;
use std::rc::Rc;

use furnace_client::accounts::{
    ClientBalance, Dispute, Job, Operator, PenaltyLedger, Pool, Position, Roster, Verifier, Worker,
};
use solana_address::Address;

use crate::action::Party;
use crate::cast::*;
use crate::world::{Blocks, PLACES, World};

pub(crate) struct View {
    pub(crate) now: i64,
    pub(crate) slot: u64,
    /// HEAT by account, and all that exists, base units.
    pub(crate) tokens: BTreeMap<Address, u64>,
    pub(crate) supply: u64,
    pub(crate) ledger: PenaltyLedger,
    pub(crate) roster: Roster,
    pub(crate) verifiers: Vec<Option<Verifier>>,
    /// Those that are closed are `None`.
    pub(crate) jobs: Vec<Option<Job>>,
    pub(crate) disputes: Vec<Option<Dispute>>,
    /// Where they are, or were.
    pub(crate) places: (Vec<Address>, Vec<Address>),
    pub(crate) pools: Vec<Pool>,
    /// The operator's and the delegator's, by pool.
    pub(crate) positions: Vec<[Position; 2]>,
    pub(crate) books: Vec<Operator>,
    pub(crate) workers: Vec<Worker>,
    pub(crate) balances: Vec<ClientBalance>,
    /// Slots with a block that the chain remembers, the newest first.
    pub(crate) blocks: Rc<Blocks>,
}

impl World {
    pub(crate) fn view(&self) -> View {
        let network = &self.network;
        let purses = (0..self.verifiers).map(|verifier| purse(Party::Verifier(verifier)));
        let accounts = PLACES.tokens.iter().copied().chain(purses);
        let verifiers = (0..self.verifiers).map(account_of);
        View {
            now: network.chain.now(),
            slot: network.chain.slot(),
            tokens: accounts.map(|account| (account, network.tokens(&account))).collect(),
            supply: self.supply(),
            ledger: network.chain.read(&PLACES.ledger),
            roster: network.chain.read(&PLACES.roster),
            verifiers: verifiers.map(|address| self.find(&address)).collect(),
            jobs: self.jobs.iter().map(|job| self.find(job)).collect(),
            disputes: self.disputes.iter().map(|(dispute, _)| self.find(dispute)).collect(),
            places: (self.jobs.clone(), self.disputes.iter().map(|(dispute, _)| *dispute).collect()),
            pools: PLACES.operators.iter().map(|place| network.pool(&place.pool)).collect(),
            positions: PLACES.operators.iter().map(|place| place.positions.map(|at| network.chain.read(&at))).collect(),
            books: PLACES.operators.iter().map(|place| network.book(&place.book)).collect(),
            workers: PLACES.operators.iter().map(|place| network.worker_account(&place.worker)).collect(),
            balances: PLACES.balances.iter().map(|(balance, _)| network.chain.read(balance)).collect(),
            blocks: Rc::clone(&self.blocks),
        }
    }

    fn supply(&self) -> u64 {
        let mint = self.network.chain.account(&PLACES.mint).expect("mint");
        u64::from_le_bytes(mint.data[36..44].try_into().expect("eight bytes"))
    }

    /// An account's content, unless it is closed.
    fn find<T: borsh::BorshDeserialize>(&self, address: &Address) -> Option<T> {
        let account = self.network.chain.account(address)?;
        Some(T::deserialize(&mut &account.data[..]).expect("account data"))
    }
}

impl View {
    /// Which operator's book that is.
    pub(crate) fn operator_of(&self, book: &Address) -> Option<usize> {
        PLACES.operators.iter().position(|place| place.book == *book)
    }

    /// Which job of the case that is.
    pub(crate) fn number_of(&self, job: &Address) -> usize {
        self.places.0.iter().position(|address| address == job).expect("a job of the case")
    }

    /// Disputes that are not closed, with their numbers.
    pub(crate) fn open_disputes(&self) -> impl Iterator<Item = (usize, &Dispute)> {
        self.disputes.iter().enumerate().filter_map(|(index, dispute)| Some((index, dispute.as_ref()?)))
    }

    /// Jobs that are not closed, with their numbers.
    pub(crate) fn open_jobs(&self) -> impl Iterator<Item = (usize, &Job)> {
        self.jobs.iter().enumerate().filter_map(|(index, job)| Some((index, job.as_ref()?)))
    }
}
