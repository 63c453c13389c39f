//! What must hold at any time.

use furnace_client::accounts::{Job, JobState};
use furnace_client::{pda, program};
use furnace_common::limits::GENESIS_SUPPLY;
use solana_signer::Signer;

use super::world::{PURSE, World};

impl World {
    #[track_caller]
    pub(crate) fn assert_invariants(&self) {
        let jobs: Vec<Job> = self.jobs.iter().map(|job| self.network.job(job)).collect();
        let state = |job: &&Job| JobState::from_byte(job.state).expect("a known state");
        let live: Vec<&Job> = jobs.iter().filter(|job| !state(job).is_final()).collect();
        let bound: Vec<&Job> = live.iter().copied().filter(|job| state(job) != JobState::Open).collect();
        self.assert_clients(&live);
        self.assert_operators(&bound);
        self.assert_supply();
        assert_eq!(self.network.bonds(), self.network.ledger().held, "the vault of bonds equals the books");
    }

    /// Vault equals books, and the reservation is the sum of what the live jobs cost.
    fn assert_clients(&self, live: &[&Job]) {
        let mut held = 0;
        for client in &self.clients {
            let balance = self.network.balance(&client.pubkey());
            assert_eq!(self.network.tokens(&balance.vault), balance.free + balance.reserved, "vault equals books");
            let own = live.iter().filter(|job| job.client == client.pubkey());
            let held_for = own.map(|job| (job.escrow.reserved, job.price));
            let (escrows, prices): (Vec<u64>, Vec<u64>) = held_for.unzip();
            assert_eq!(escrows, prices, "each live job holds its price");
            assert_eq!(balance.reserved, escrows.iter().sum::<u64>(), "reserved for live jobs");
            held += self.network.heat(&client.pubkey()) + balance.free + balance.reserved + balance.spent;
        }
        held += self.network.bonds() + self.awarded.iter().sum::<u64>();
        let purses = PURSE * self.clients.len() as u64;
        assert_eq!(held, purses + self.network.ledger().to_clients, "clients gain by penalties alone");
    }

    /// Collateral and workers' counts are those of the jobs that they hold; pools and earnings add up.
    fn assert_operators(&self, bound: &[&Job]) {
        for (operator, awarded) in self.operators.iter().zip(self.awarded) {
            let book = self.network.book(&operator.operator);
            let locked = bound.iter().filter(|job| job.operator == operator.operator).map(|job| job.escrow.collateral);
            assert_eq!(book.collateral_locked, locked.sum::<u64>(), "locked for held jobs");
            let earned = [book.earned[0] + awarded, book.earned[1]];
            let earnings = book.earnings.map(|vault| self.network.tokens(&vault));
            assert_eq!(earnings, earned, "earnings are where they belong");
            let pool = self.network.pool(&operator.pool);
            assert_eq!(self.network.tokens(&pool.vault), pool.active + pool.unbonding, "pool equals books");
        }
        for (worker, _) in &self.workers {
            let held = bound.iter().filter(|job| job.worker == worker.address).count();
            assert_eq!(usize::from(self.network.worker_account(&worker.address).jobs), held, "jobs held");
        }
    }

    /// What was not burned is in somebody's account, and nothing else is.
    fn assert_supply(&self) {
        let supply = self.network.supply();
        assert_eq!(supply, GENESIS_SUPPLY - self.burned - self.network.ledger().burned, "burned as published");
        let mint = pda::heat_mint();
        let accounts = self.network.chain.svm.get_program_accounts(&program::SPL_TOKEN);
        let heat = accounts.iter().filter(|(_, account)| account.data.starts_with(mint.as_ref()));
        let total: u64 = heat.map(|(address, _)| self.network.tokens(address)).sum();
        assert_eq!(total, supply, "all accounts together hold the supply");
    }
}
