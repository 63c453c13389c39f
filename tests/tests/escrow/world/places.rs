//! Where everyone and everything is.

use std::sync::LazyLock;

use furnace_client::pda;
use furnace_tests::chain::key;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_signer::Signer;

use crate::cast::*;

/// The addresses of the cast, the same in every run.
pub(crate) struct Places {
    /// Of HEAT and of dollars.
    pub(crate) mints: [Address; 2],
    pub(crate) wallets: [Address; WALLETS.len()],
    pub(crate) purses: [Address; PURSES.len()],
    /// Operators' wallets.
    pub(crate) operators: [Address; OPERATORS.len()],
    pub(crate) books: [Address; OPERATORS.len()],
    pub(crate) pools: [Address; OPERATORS.len()],
    /// Workers' hot keys.
    pub(crate) keys: [Address; WORKERS.len()],
    pub(crate) workers: [Address; WORKERS.len()],
    pub(crate) markets: [Address; MARKETS.len()],
    /// The protocol's authority, who opens the first markets.
    pub(crate) authority: Address,
    /// Pays all rent, and nothing else.
    pub(crate) landlord: Address,
}

pub(crate) static PLACES: LazyLock<Places> = LazyLock::new(Places::find);

pub(super) fn worker_name(worker: usize) -> String {
    format!("worker {worker}")
}

impl Places {
    fn find() -> Self {
        let at = |name: &str| key(name).pubkey();
        let mints = [pda::heat_mint(), at("minter's mint")];
        let wallets = WALLETS.map(at);
        let operators = OPERATORS.map(|(name, _)| at(name));
        let books = operators.each_ref().map(pda::operator);
        let keys = std::array::from_fn(|worker| at(&worker_name(worker)));
        let opener = |market| if market == OWN_MARKET { wallets[OPENER] } else { at("authority") };
        Self {
            mints,
            wallets,
            purses: PURSES.map(|(client, mint, _)| pda::balance(&wallets[client], &mints[mint as usize])),
            operators,
            books,
            pools: operators.each_ref().map(pda::pool),
            keys,
            workers: std::array::from_fn(|worker| pda::worker(&books[WORKERS[worker].0], &keys[worker])),
            markets: std::array::from_fn(|market| pda::market(&opener(market), market as u8)),
            authority: at("authority"),
            landlord: at("landlord"),
        }
    }

    /// A wallet's own token account.
    pub(crate) fn account(&self, wallet: usize, mint: Mint) -> Address {
        pda::token_account(&self.wallets[wallet], &self.mints[mint as usize])
    }

    pub(crate) fn market_mint(&self, market: usize) -> Address {
        self.mints[MARKETS[market].payment.mint_index()]
    }
}

/// Where a worker stands in the drawing of a balance's job: the smaller, the earlier it is drawn.
pub(crate) fn fraction(purse: usize, number: u64, worker: usize) -> u64 {
    let job = pda::job(&PLACES.purses[purse], number).0;
    let hash = Sha256::new().chain_update(job).chain_update(PLACES.workers[worker]).finalize();
    u64::from_be_bytes(hash[..8].try_into().expect("eight bytes"))
}
