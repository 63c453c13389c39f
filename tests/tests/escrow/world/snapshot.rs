//! Everything that the escrow could write, at one moment.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use furnace_client::accounts::{Crew, Job, Lease, ProgramAccount};
use furnace_client::pda;
use solana_account::Account;
use solana_address::Address;

use super::orders::{Content, Known};
use super::{PLACES, World};
use crate::cast::*;

/// Accounts by address, those that are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snapshot(BTreeMap<Address, Account>);

/// Token accounts, each with its mint.
pub(crate) static VAULTS: LazyLock<Vec<(Mint, Address)>> = LazyLock::new(vaults);
/// What is there from the beginning.
static WATCHED: LazyLock<Vec<Address>> = LazyLock::new(|| {
    let books = PLACES.purses.iter().chain(&PLACES.books).chain(&PLACES.pools).chain(&PLACES.workers);
    let all = books.chain(&PLACES.markets).chain(&PLACES.mints).copied();
    all.chain(VAULTS.iter().map(|(_, vault)| *vault)).chain([pda::penalty_ledger(), pda::governance()]).collect()
});

fn vaults() -> Vec<(Mint, Address)> {
    let ours = [pda::treasury(), pda::heat_account(&PLACES.authority), pda::bond_vault()];
    let mut all: Vec<_> = ours.map(|vault| (Mint::Heat, vault)).into();
    for mint in [Mint::Heat, Mint::Usd] {
        let address = PLACES.mints[mint as usize];
        all.extend((0..WALLETS.len()).map(|wallet| (mint, PLACES.account(wallet, mint))));
        all.extend(PLACES.pools.iter().map(|pool| (mint, pda::income_vault(pool, &address))));
    }
    all.extend(PURSES.iter().zip(&PLACES.purses).map(|((_, mint, _), purse)| (*mint, pda::balance_vault(purse))));
    for (operator, pool) in PLACES.operators.iter().zip(&PLACES.pools) {
        all.push((Mint::Heat, pda::heat_account(operator)));
        all.push((Mint::Heat, pda::pool_vault(pool)));
    }
    for (index, market) in PLACES.markets.iter().enumerate() {
        let mint = if MARKETS[index].payment.mint_index() == 0 { Mint::Heat } else { Mint::Usd };
        all.push((mint, pda::fee_vault(market, &PLACES.mints[mint as usize])));
        all.push((Mint::Heat, pda::market_bond(market)));
    }
    all
}

impl World {
    /// Looks at everything, and remembers the orders as they are.
    pub(crate) fn snapshot(&mut self) -> Snapshot {
        let orders = self.orders.iter().filter(|known| !known.gone);
        let theirs = orders.flat_map(|known| [known.address, known.bids, known.crew]);
        let chain = &self.network.chain;
        let all = WATCHED.iter().copied().chain(theirs);
        let snapshot = Snapshot(all.filter_map(|address| Some((address, chain.account(&address)?))).collect());
        self.orders.iter_mut().filter(|known| !known.gone).for_each(|known| known.refresh(&snapshot));
        snapshot
    }
}

impl Known {
    fn refresh(&mut self, snapshot: &Snapshot) {
        match &mut self.content {
            Content::Job(job) => {
                if let Some(found) = snapshot.find::<Job>(&self.address) {
                    **job = found;
                }
            }
            Content::Lease(lease) => {
                if let Some(found) = snapshot.find::<Lease>(&self.address) {
                    **lease = found;
                }
            }
        }
        if let Some(crew) = snapshot.find::<Crew>(&self.crew) {
            *self.members = crew;
        }
        self.gone = !snapshot.has(&self.address);
    }
}

impl Snapshot {
    pub(crate) fn has(&self, address: &Address) -> bool {
        self.0.contains_key(address)
    }

    /// An account's content, if it is there.
    pub(crate) fn find<T: ProgramAccount>(&self, address: &Address) -> Option<T> {
        let account = self.0.get(address)?;
        Some(T::read(address, account).expect("an account of this kind").data)
    }

    /// The content of one that is always there.
    pub(crate) fn get<T: ProgramAccount>(&self, address: &Address) -> T {
        self.find(address).unwrap_or_else(|| panic!("no {} at {address}", T::NAME))
    }

    /// What a token account holds; nothing once it is closed.
    pub(crate) fn tokens(&self, address: &Address) -> u64 {
        self.0.get(address).map_or(0, |account| number(&account.data, 64))
    }

    pub(crate) fn supply(&self, mint: Mint) -> u64 {
        number(&self.0[&PLACES.mints[mint as usize]].data, 36)
    }

    /// Accounts that are not what they were.
    pub(crate) fn changed(&self, before: &Self) -> Vec<Address> {
        let all = self.0.keys().chain(before.0.keys().filter(|address| !self.has(address)));
        all.filter(|address| self.0.get(address) != before.0.get(address)).copied().collect()
    }
}

/// A number in little endian.
fn number(data: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(data[at..at + 8].try_into().expect("eight bytes"))
}
