//! Where everything is.

use std::sync::LazyLock;

use furnace_client::pda;
use furnace_tests::chain::key;
use solana_address::Address;
use solana_signer::Signer;

use crate::action::Party;
use crate::cast::*;

/// An operator with all that is its own.
pub(crate) struct Place {
    pub(crate) wallet: Address,
    pub(crate) pool: Address,
    pub(crate) vault: Address,
    pub(crate) income: Address,
    pub(crate) book: Address,
    pub(crate) key: Address,
    pub(crate) worker: Address,
    /// The operator's and the delegator's.
    pub(crate) positions: [Address; 2],
}

pub(crate) struct Places {
    pub(crate) operators: Vec<Place>,
    /// Balances of clients, and their vaults.
    pub(crate) balances: Vec<(Address, Address)>,
    pub(crate) markets: Vec<Address>,
    pub(crate) mint: Address,
    pub(crate) bonds: Address,
    pub(crate) ledger: Address,
    pub(crate) roster: Address,
    /// Where HEAT is besides the purses of verifiers.
    pub(crate) tokens: Vec<Address>,
}

pub(crate) static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let operators: Vec<Place> = (0..OPERATORS).map(operator).collect();
    let clients = (0..CLIENTS).map(|client| pda::heat_balance(&wallet(Party::Client(client))));
    let balances: Vec<_> = clients.map(|balance| (balance, pda::balance_vault(&balance))).collect();
    let authority = key("authority").pubkey();
    let markets: Vec<_> = (0..AUDITS.len()).map(|index| pda::market(&authority, index as u8)).collect();
    let mut tokens = vec![pda::treasury(), pda::bond_vault(), pda::heat_account(&authority), purse(Party::Stranger)];
    tokens.extend((0..CLIENTS).map(|client| purse(Party::Client(client))));
    tokens.extend((0..OPERATORS).flat_map(|who| [purse(Party::Operator(who)), purse(Party::Delegator(who))]));
    tokens.extend(operators.iter().flat_map(|place| [place.vault, place.income]));
    tokens.extend(balances.iter().map(|(_, vault)| *vault));
    let of_markets =
        markets.iter().flat_map(|market| [pda::market_bond(market), pda::fee_vault(market, &pda::heat_mint())]);
    tokens.extend(of_markets);
    Places {
        operators,
        balances,
        markets,
        mint: pda::heat_mint(),
        bonds: pda::bond_vault(),
        ledger: pda::penalty_ledger(),
        roster: pda::roster(),
        tokens,
    }
});

fn operator(index: usize) -> Place {
    let (wallet, key) = (wallet(Party::Operator(index)), key(&worker_name(index)).pubkey());
    let (pool, book) = (pda::pool(&wallet), pda::operator(&wallet));
    Place {
        wallet,
        pool,
        vault: pda::pool_vault(&pool),
        income: pda::income_vault(&pool, &pda::heat_mint()),
        book,
        key,
        worker: pda::worker(&book, &key),
        positions: [wallet, crate::cast::wallet(Party::Delegator(index))].map(|owner| pda::position(&pool, &owner)),
    }
}
