//! The instructions of crews.

use furnace_client::accounts::Job;
use furnace_client::generated::jobs::types::Seat;
use furnace_client::instructions::{jobs, slashing};
use furnace_tests::network::{SALT, attestation_to};
use sha2::{Digest, Sha256};
use solana_instruction::Instruction;

use super::{PLACES, World};
use crate::action::Action;
use crate::cast::{Mint, REPORTER};

impl World {
    pub(super) fn on_crew(&mut self, action: &Action) -> Instruction {
        let order = action.order().expect("a crew is one of an order");
        let (keys, wallets) = (&PLACES.keys, &PLACES.wallets);
        let (address, job) = self.job(order);
        match *action {
            Action::OpenCrew { by, .. } => jobs::crew_open(wallets[by], PLACES.landlord, address),
            Action::Join { worker, .. } => jobs::crew_join(self.wallet_of(worker), keys[worker], address),
            Action::Meet { worker, rank, .. } => jobs::crew_meet(keys[worker], address, rank, [8; 96]),
            Action::Commit { worker, seat, result, .. } => {
                jobs::crew_commit(keys[worker], address, seat, commitment(worker, result))
            }
            Action::Reveal { worker, seat, result, .. } => {
                jobs::crew_reveal(keys[worker], address, seat, attestation_to(result), SALT)
            }
            Action::Deliver { worker, seat, result, .. } => {
                jobs::crew_submit(keys[worker], address, seat, attestation_to(result))
            }
            Action::AcceptCrew { by, .. } => jobs::crew_accept(address, &Job { client: wallets[by], ..job }),
            Action::SettleCrew { .. } => jobs::crew_settle(address, &job),
            Action::Conclude { .. } => jobs::crew_conclude(address),
            Action::PaySeat { seat, quote, .. } => {
                let payee = self.payee(&self.seat(order, seat).operator, quote);
                jobs::seat_pay(address, &job, &self.crew(order), seat, &payee)
            }
            Action::ReleaseSeat { seat, .. } => jobs::seat_release(address, &job, &self.crew(order), seat),
            Action::MissSeat { seat, .. } => {
                let holder = self.seat(order, seat);
                let (pool, reporter) = (self.pool(&holder.operator), PLACES.account(REPORTER, Mint::Heat));
                slashing::slash_missed_seat(address, &job, seat, &holder, pool, reporter)
            }
            Action::QuitSeat { worker, seat, .. } => {
                let holder = Seat { key: keys[worker], ..self.seat(order, seat) };
                slashing::slash_quit_seat(address, &job, seat, &holder, self.pool(&holder.operator))
            }
            Action::CloseCrew { by, .. } => jobs::crew_close(wallets[by], address, &self.crew(order)),
            ref other => unreachable!("{other:?} is not about a crew"),
        }
    }
}

/// Hides a worker's result.
fn commitment(worker: usize, result: u8) -> [u8; 32] {
    let hash = Sha256::new().chain_update([result; 32]).chain_update(PLACES.workers[worker]);
    hash.chain_update(SALT).finalize().into()
}
