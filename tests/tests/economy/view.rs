//! Everything on the chain at one moment.

use std::collections::BTreeMap;

use furnace_client::accounts::{
    Auction, ClientBalance, EmissionEpoch, Governance, Operator, Pool, Position, StakerFees, TokenStatistics,
    WorkerPoints,
};
use furnace_client::pda;
use solana_address::Address;

use crate::action::Mint;
use crate::cast::{CLIENT, POOLS, STAKERS};
use crate::world::World;

/// A token account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tokens {
    pub(crate) mint: Mint,
    pub(crate) name: String,
    /// `None` once it is closed.
    pub(crate) amount: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct View {
    pub(crate) pools: [Option<Pool>; POOLS],
    /// By pool and wallet.
    pub(crate) positions: BTreeMap<(usize, usize), Position>,
    pub(crate) staker_fees: StakerFees,
    pub(crate) governance: Governance,
    pub(crate) statistics: TokenStatistics,
    pub(crate) auction: Auction,
    pub(crate) balance: ClientBalance,
    pub(crate) books: [Option<Operator>; POOLS],
    pub(crate) points: [Option<WorkerPoints>; POOLS],
    /// Those around now.
    pub(crate) epochs: BTreeMap<u64, EmissionEpoch>,
    pub(crate) tokens: Vec<Tokens>,
    /// Of HEAT and of dollars.
    pub(crate) supply: [u64; 2],
}

impl World {
    /// Looks at everything; `epochs` are those that may be open.
    pub(crate) fn view(&self, epochs: impl Iterator<Item = u64>) -> View {
        let network = &self.network;
        let places = (0..POOLS).flat_map(|pool| (0..STAKERS).map(move |who| (pool, who)));
        let positions = places.filter_map(|(pool, who)| {
            let address = self.addresses.positions[pool][who];
            self.find(&address).map(|position| ((pool, who), position))
        });
        let tokens = self.addresses.tokens.iter().map(|(mint, name, address)| Tokens {
            mint: *mint,
            name: name.clone(),
            amount: network.chain.account(address).map(|account| number(&account.data, 64)),
        });
        let supply = |mint| number(&network.chain.account(mint).expect("mint").data, 36);
        View {
            pools: self.pools.each_ref().map(|pool| self.find(pool)),
            positions: positions.collect(),
            staker_fees: network.staker_fees(),
            governance: network.governance(),
            statistics: network.statistics(),
            auction: network.auction(),
            balance: network.balance(&self.wallets[CLIENT]),
            books: self.addresses.books.each_ref().map(|book| self.find(book)),
            points: self.addresses.points.each_ref().map(|points| self.find(points)),
            epochs: epochs.filter_map(|epoch| Some((epoch, self.find(&pda::emission(epoch))?))).collect(),
            tokens: tokens.collect(),
            supply: [supply(&self.addresses.heat_mint), supply(&network.usd_mint)],
        }
    }

    /// An account's content, unless it is closed.
    fn find<T: borsh::BorshDeserialize>(&self, address: &Address) -> Option<T> {
        let account = self.network.chain.account(address)?;
        Some(T::deserialize(&mut &account.data[..]).expect("account data"))
    }
}

impl View {
    /// Parts of 2^-32 of a unit that divisions may have left or may leave: what is carried, and one for each share
    /// and weight.
    pub(crate) fn undivided(&self) -> u64 {
        let fees = &self.staker_fees;
        let pools = self.pools.iter().flatten().map(|pool| {
            let carried = (0..2).map(|m| pool.income[m].carried + pool.fees[m].carried).sum::<u64>();
            carried + 2 * (pool.active_shares + pool.weighted_shares)
        });
        let carried = fees.fees.iter().map(|fees| fees.carried).sum::<u64>();
        carried + 2 * fees.total_weight + pools.sum::<u64>()
    }

    /// Tokens in an account by its name; nothing once it is closed.
    pub(crate) fn amount(&self, name: &str, mint: Mint) -> u64 {
        let found = self.tokens.iter().find(|tokens| tokens.mint == mint && tokens.name == name);
        found.expect("a name of the cast").amount.unwrap_or(0)
    }
}

/// A number in little endian.
fn number(data: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(data[at..at + 8].try_into().expect("eight bytes"))
}
