//! The pool, its positions and the money around them, and what must hold of them.

use furnace_client::accounts::{Pool, Position};
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::shares::VIRTUAL;
use solana_signer::Signer;

use super::steps::Step;
use super::world::World;

/// Everything at one moment.
pub(crate) struct Books {
    pool: Pool,
    positions: Vec<Position>,
    vault: u64,
    supply: u64,
    burned: u64,
}

impl Books {
    pub(crate) fn read(world: &World) -> Self {
        let network = &world.network;
        let pool = network.pool(&world.pool);
        Self {
            vault: network.tokens(&pool.vault),
            positions: world.actors.iter().map(|actor| network.position(&world.pool, &actor.pubkey())).collect(),
            supply: network.supply(),
            burned: network.ledger().burned,
            pool,
        }
    }

    /// Vault and books, shares and positions, supply and burns.
    pub(crate) fn assert_sums(&self, world: &World, step: &Step) {
        let pool = &self.pool;
        assert_eq!(self.vault, pool.active + pool.unbonding + world.donated, "vault after {step:?}");
        assert_eq!(pool.own_shares, self.positions[0].shares, "own shares after {step:?}");
        let active: u64 = self.positions.iter().map(|position| position.shares).sum();
        assert_eq!(pool.active_shares, active, "active shares after {step:?}");
        let unbonding: u64 = self.positions.iter().flat_map(|position| position.unbonding_shares).sum();
        assert_eq!(pool.unbonding_shares, unbonding, "unbonding shares after {step:?}");
        let own_unbonding: u64 = self.positions[0].unbonding_shares.iter().sum();
        assert_eq!(pool.own_unbonding_shares, own_unbonding, "own unbonding shares after {step:?}");
        assert_eq!(self.supply, GENESIS_SUPPLY - self.burned, "supply after {step:?}");
        // No share costs more than a unit: what makes rounding to no share impossible.
        assert!(pool.active <= pool.active_shares && pool.unbonding <= pool.unbonding_shares, "price after {step:?}");
    }

    /// The worth of a share, virtual ones included, of active stake and of stake in unbonding.
    pub(crate) fn assert_price_did_not_fall(&self, before: &Self, step: &Step) {
        let active = |books: &Self| (books.pool.active, books.pool.active_shares);
        let unbonding = |books: &Self| (books.pool.unbonding, books.pool.unbonding_shares);
        for (name, (amount, shares), (amount_before, shares_before)) in
            [("active", active(self), active(before)), ("unbonding", unbonding(self), unbonding(before))]
        {
            let virtually = |value: u64| u128::from(value) + u128::from(VIRTUAL);
            let (now, then) =
                (virtually(amount) * virtually(shares_before), virtually(amount_before) * virtually(shares));
            assert!(now >= then, "a share of the {name} stake lost worth by {step:?}");
        }
    }

    /// Nobody has a share, and the vault holds what was given to it and nothing else.
    pub(crate) fn assert_empty(&self, world: &World) {
        let pool = &self.pool;
        assert_eq!((pool.active_shares, pool.unbonding_shares, pool.own_shares), (0, 0, 0));
        assert_eq!((pool.active, pool.unbonding), (0, 0));
        assert_eq!(self.vault, world.donated);
    }
}
