//! The real programs with the cast on them.

mod auctions;
mod crews;
mod disputes;
mod jobs;
mod leases;
mod money;
mod orders;
mod places;
mod set_up;
mod snapshot;

use std::cell::OnceCell;

use furnace_tests::network::Network;
use furnace_tests::price_update::PriceUpdate;
use solana_address::Address;
use solana_instruction::Instruction;

use crate::action::{Action, Quote};
use crate::model::Price;

pub(crate) use orders::{Content, Known};
pub(crate) use places::{PLACES, fraction};
pub(crate) use snapshot::{Snapshot, VAULTS};

thread_local! {
    static BASE: OnceCell<World> = const { OnceCell::new() };
}

/// A network with the cast on it. Signatures are not looked at: an instruction says who would sign.
pub(crate) struct World {
    pub(crate) network: Network,
    /// Every order ever, as it was when it was last seen.
    pub(crate) orders: Vec<Known>,
    /// What HEAT costs now.
    pub(crate) price: Price,
}

impl World {
    /// A fresh world, copied from one that is set up once a thread.
    pub(crate) fn new() -> Self {
        BASE.with(|base| base.get_or_init(set_up::set_up).copy())
    }

    fn copy(&self) -> Self {
        Self { network: self.network.copy(), orders: Vec::new(), price: self.price }
    }

    /// What an action sends; time and price need none.
    pub(crate) fn instructions(&mut self, action: &Action) -> Vec<Instruction> {
        match *action {
            Action::Acquit { order } => self.acquittal(order),
            _ => vec![self.instruction(action)],
        }
    }

    #[rustfmt::skip]
    fn instruction(&mut self, action: &Action) -> Instruction {
        use Action::*;
        match action {
            Deposit { .. } | Sponsor { .. } | Refund { .. } | Withdraw { .. } | Unstake { .. } | WithdrawStake { .. }
            | Retire { .. } | CloseMarket { .. } | Pause { .. } => self.around(action),
            OpenBids { .. } | Bid { .. } | WithdrawBid { .. } | DropBid { .. } | Award { .. } | AwardBest { .. }
            | CloseBids { .. } => self.on_auction(action),
            OpenCrew { .. } | Join { .. } | Meet { .. } | Commit { .. } | Reveal { .. } | Deliver { .. }
            | AcceptCrew { .. } | SettleCrew { .. } | Conclude { .. } | PaySeat { .. } | ReleaseSeat { .. }
            | MissSeat { .. } | QuitSeat { .. } | CloseCrew { .. } => self.on_crew(action),
            OpenLease { .. } | Take { .. } | StartLease { .. } | SettleLease { .. } | TopUp { .. } | Ping { .. }
            | Answer { .. } | Notice { .. } | Leave { .. } | CloseLease { .. } | EndLease { .. }
            | CancelLease { .. } | ExpireLease { .. } | Down { .. } | Sweep { .. } => self.on_lease(action),
            Price { .. } | Wait { .. } => unreachable!("{action:?} is no transaction"),
            _ => self.on_job(action),
        }
    }

    /// An update of the price as a transaction shows it.
    fn quote(&mut self, quote: Quote) -> Option<Address> {
        let old = match quote {
            Quote::None => return None,
            Quote::Fresh => 0,
            // A second more than an update may be old.
            Quote::Stale => 61,
        };
        let update = PriceUpdate::now(&self.network);
        let published_at = update.published_at - old;
        let Price { mantissa, confidence } = self.price;
        Some(PriceUpdate { price: mantissa as i64, confidence, published_at, ..update }.post(&mut self.network))
    }
}

/// The instruction signed by another than who should.
fn signed_by(mut instruction: Instruction, rightful: Address, by: Address) -> Instruction {
    for meta in instruction.accounts.iter_mut().filter(|meta| meta.is_signer && meta.pubkey == rightful) {
        meta.pubkey = by;
    }
    instruction
}
