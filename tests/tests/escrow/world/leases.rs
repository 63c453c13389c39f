//! The instructions of leases.

use furnace_client::accounts::Lease;
use furnace_client::generated::jobs::types::LeaseTerms;
use furnace_client::instructions::{jobs, slashing};
use furnace_tests::network::lease_terms;
use solana_instruction::Instruction;

use super::{PLACES, World, signed_by};
use crate::action::{Action, LeaseAsk};
use crate::cast::{Mint, PURSES, REPORTER};

impl World {
    pub(super) fn on_lease(&mut self, action: &Action) -> Instruction {
        let (keys, wallets) = (&PLACES.keys, &PLACES.wallets);
        let Some(order) = action.order() else { return self.open_lease(action) };
        let (address, lease) = self.lease(order);
        let by_client = |by: usize| Lease { client: wallets[by], ..lease.clone() };
        match *action {
            Action::Take { worker, .. } => jobs::lease_claim(self.wallet_of(worker), keys[worker], address),
            Action::StartLease { worker, .. } => jobs::lease_start(keys[worker], address),
            Action::SettleLease { quote, .. } => {
                let payee = self.payee(&lease.operator, quote);
                jobs::lease_settle(address, &lease, &payee)
            }
            Action::TopUp { by, amount, .. } => jobs::lease_top_up(address, &by_client(by), amount),
            Action::Ping { by, .. } => jobs::lease_ping(address, &by_client(by)),
            Action::Answer { worker, .. } => jobs::lease_answer(keys[worker], address),
            Action::Notice { worker, .. } => jobs::lease_notice(keys[worker], address),
            Action::Leave { quote, .. } => {
                let payee = self.payee(&lease.operator, quote);
                jobs::lease_leave(address, &lease, &payee)
            }
            Action::CloseLease { by, quote, reason, .. } => {
                let payee = self.payee(&lease.operator, quote);
                jobs::lease_close(address, &by_client(by), &payee, reason)
            }
            Action::EndLease { quote, .. } => {
                let payee = self.payee(&lease.operator, quote);
                jobs::lease_end(address, &lease, &payee)
            }
            Action::CancelLease { by, .. } => jobs::lease_cancel(address, &by_client(by)),
            Action::ExpireLease { .. } => jobs::lease_expire(address, &lease),
            Action::Down { .. } => {
                let (pool, reporter) = (self.pool(&lease.operator), PLACES.account(REPORTER, Mint::Heat));
                slashing::slash_downtime(address, &lease, pool, reporter)
            }
            Action::Sweep { by, .. } => jobs::lease_sweep(wallets[by], address, &lease),
            ref other => unreachable!("{other:?} is not about a lease"),
        }
    }

    fn open_lease(&mut self, action: &Action) -> Instruction {
        let Action::OpenLease { purse, by, market, quote, ref ask } = *action else {
            unreachable!("{action:?} opens no lease")
        };
        let venue = self.venue(purse, market, quote);
        let client = PLACES.wallets[PURSES[purse].0];
        let open = jobs::lease_open(client, PLACES.landlord, &venue, self.next_number(purse), terms(ask)).1;
        signed_by(open, client, PLACES.wallets[by])
    }
}

fn terms(ask: &LeaseAsk) -> LeaseTerms {
    let worker = |named: Option<usize>| named.map(|worker| PLACES.workers[worker]).unwrap_or_default();
    LeaseTerms {
        funded_seconds: ask.funded_seconds,
        max_seconds: ask.max_seconds,
        claim_seconds: ask.claim_seconds,
        low_seconds: ask.low_seconds,
        auction: ask.auction,
        designated: worker(ask.designated),
        backup: worker(ask.backup),
        ..lease_terms(ask.rate)
    }
}
