//! What must hold after each step: the money of the stage's job, and what its seats hold.

use furnace_client::accounts::{Crew, Job};
use furnace_client::generated::jobs::types::Seat;
use furnace_client::pda;
use furnace_common::fees;
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_common::state::{JobState, SeatState};
use furnace_tests::scene::{DEPOSIT, STAKE};
use solana_address::Address;
use solana_signer::Signer;

use crate::stage::{BURN_BPS, Stage, TAKE_BPS, taken};

impl Stage {
    /// The books agree with one another and with what the accounts hold.
    #[track_caller]
    pub(crate) fn verify(&self) {
        let balance = self.client_balance();
        assert_eq!(self.network.tokens(&balance.vault), balance.free + balance.reserved, "vault equals books");
        self.verify_shares(balance.spent);
        let chain = &self.network.chain;
        if self.job == Address::default() || chain.account(&self.job).is_none() {
            assert_eq!(balance.reserved, 0, "nothing is held for no job");
            return;
        }
        let job = self.job();
        assert_eq!((balance.reserved, balance.spent), (job.escrow.reserved, job.escrow.paid), "escrow equals books");
        let crew = chain.account(&self.crew_address()).map(|_| self.crew());
        if let Some(crew) = &crew {
            assert_eq!(balance.reserved, held(&job, crew), "the open seats hold it");
        }
        self.verify_seats(&job, crew.as_ref().map_or(&[], taken));
    }

    /// Every open seat holds the collateral of its operator and a place of its worker.
    #[track_caller]
    fn verify_seats(&self, job: &Job, seats: &[Seat]) {
        let open = || seats.iter().filter(|seat| is_open(seat));
        for operator in &self.operators {
            let holds = open().filter(|seat| seat.operator == operator.operator).count() as u64;
            let book = self.network.book(&operator.operator);
            assert_eq!(book.collateral_locked, holds * job.escrow.collateral, "collateral is held");
        }
        for worker in &self.workers {
            let holds = open().filter(|seat| seat.worker == worker.address).count();
            assert_eq!(usize::from(self.network.worker_account(&worker.address).jobs), holds, "places are taken");
        }
    }

    /// However the seats are paid, workers, fire and fees have what one payment of the sum would have given them; and
    /// the penalties are where the ledger says.
    #[track_caller]
    fn verify_shares(&self, paid: u64) {
        let network = &self.network;
        let market = network.market(&self.venue.market);
        let parts = fees::settle(paid, TAKE_BPS, BURN_BPS).expect("parts");
        let in_heat = self.venue.mint == pda::heat_mint();
        let (burned, fee) = if in_heat { (parts.burn, parts.fee) } else { (0, parts.fee + parts.burn) };
        assert_eq!(self.incomes().iter().sum::<u64>(), parts.worker, "workers have their part");
        assert_eq!(network.tokens(&market.fee_vault), fee, "the protocol has its part");
        let ledger = network.ledger();
        assert_eq!(network.supply(), GENESIS_SUPPLY - burned - ledger.burned, "the rest is burned");
        let heat = network.balance(&self.client.pubkey());
        let spent = if in_heat { paid } else { 0 };
        assert_eq!(heat.free + heat.reserved, DEPOSIT - spent + ledger.to_clients, "the client has the remainder");
        let pools = self.operators.iter().map(|operator| network.pool(&operator.pool));
        let stake: u64 = pools.map(|pool| pool.active + pool.unbonding).sum();
        assert_eq!(stake, self.operators.len() as u64 * STAKE - ledger.slashed, "pools bear the penalties");
    }
}

fn is_open(seat: &Seat) -> bool {
    SeatState::from_byte(seat.state).is_some_and(SeatState::is_open)
}

/// What must be held: the price of each seat that is open, or may still be taken.
fn held(job: &Job, crew: &Crew) -> u64 {
    let open = taken(crew).iter().filter(|seat| is_open(seat)).count() as u64;
    assert_eq!(u64::from(crew.open), open, "open seats are counted");
    if matches!(job.state(), Some(JobState::Cancelled | JobState::Expired)) {
        return 0;
    }
    let vacant = u64::from(job.seats - crew.joined);
    crew.each * (vacant + open)
}
