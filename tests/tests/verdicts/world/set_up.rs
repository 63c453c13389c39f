//! The cast comes together.

use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::instructions::verifier;
use furnace_common::dispute::DRAW_SECONDS;
use furnace_tests::network::{Network, market_terms, worker_args};
use solana_signer::Signer;

use super::World;
use crate::action::Party;
use crate::cast::*;

pub(super) fn set_up() -> Network {
    let mut network = Network::new();
    for (index, audit_bps) in AUDITS.into_iter().enumerate().skip(1) {
        let terms = MarketOpenInstructionArgs { audit_bps, ..market_terms(index as u8) };
        let authority = network.authority.insecure_clone();
        network.open_market(&authority, terms);
    }
    for index in 0..OPERATORS {
        let operator = network.operator(&name(Party::Operator(index)), OWN_STAKE);
        network.give(&operator.wallet.pubkey(), PURSE);
        network.worker_with(
            &operator,
            &worker_name(index),
            WorkerRegisterInstructionArgs { max_jobs: 8, ..worker_args() },
        );
        let delegator = network.wallet(&name(Party::Delegator(index)), DELEGATED + PURSE);
        network.open_position(&delegator, operator.pool);
        network.try_stake(&delegator, operator.pool, DELEGATED).expect("delegator stakes");
    }
    for index in 0..CLIENTS {
        let client = network.client(&name(Party::Client(index)), DEPOSIT);
        network.give(&client.pubkey(), PURSE);
    }
    network.wallet(&name(Party::Stranger), PURSE);
    network
}

impl World {
    /// Everyone who judges puts its bond down and is on the roster, long enough for the first drawing.
    pub(super) fn register_all(&mut self, setup: &Setup) {
        let payer = self.network.payer();
        for (index, bond) in setup.bonds.iter().enumerate() {
            let owner = wallet(Party::Verifier(index));
            self.network.give(&owner, PURSE + bond);
        }
        self.network.chain.verify_signatures(false);
        for (index, bond) in setup.bonds.iter().enumerate() {
            let owner = wallet(Party::Verifier(index));
            let steps = [
                verifier::verifier_register(owner, payer, votes_of(index)),
                verifier::verifier_deposit(owner, purse(Party::Verifier(index)), *bond),
                verifier::verifier_list(&owner, index as u8),
            ];
            self.network.send(&steps, &[]).expect("verifier registers");
        }
        self.network.chain.advance(DRAW_SECONDS + 1);
    }
}
