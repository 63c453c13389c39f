//! The instructions of auctions.

use furnace_client::accounts::{Job, Lease};
use furnace_client::instructions::jobs::{self, Bidder};
use solana_instruction::Instruction;

use super::orders::Content;
use super::{PLACES, World};
use crate::action::Action;

impl World {
    pub(super) fn on_auction(&self, action: &Action) -> Instruction {
        let order = action.order().expect("an auction is one of an order");
        let (keys, wallets) = (&PLACES.keys, &PLACES.wallets);
        let known = &self.orders[order];
        let (address, bids) = (known.address, self.bids());
        let bidder = |worker: usize| Bidder::new(&self.wallet_of(worker), &keys[worker]);
        match (action, &known.content) {
            (Action::OpenBids { by, .. }, Content::Job(_)) => jobs::bids_open(wallets[*by], PLACES.landlord, address),
            (Action::OpenBids { by, .. }, Content::Lease(_)) => {
                jobs::lease_bids_open(wallets[*by], PLACES.landlord, address)
            }
            (Action::Bid { worker, price, .. }, _) => {
                jobs::bid_place(self.wallet_of(*worker), keys[*worker], address, *price)
            }
            (Action::WithdrawBid { worker, .. }, _) => {
                jobs::bid_withdraw(self.wallet_of(*worker), keys[*worker], address)
            }
            (Action::DropBid { worker, .. }, _) => jobs::bid_drop(address, &bidder(*worker)),
            (Action::Award { by, worker, most, .. }, Content::Job(job)) => {
                let job = Job { client: wallets[*by], ..(**job).clone() };
                jobs::bid_award(address, &job, &bids, &bidder(*worker), *most)
            }
            (Action::Award { by, worker, most, .. }, Content::Lease(lease)) => {
                let lease = Lease { client: wallets[*by], ..(**lease).clone() };
                jobs::lease_award(address, &lease, &bids, &bidder(*worker), *most)
            }
            (Action::AwardBest { worker, .. }, Content::Job(job)) => {
                jobs::bid_award_best(address, job, &bids, &bidder(*worker))
            }
            (Action::AwardBest { worker, .. }, Content::Lease(lease)) => {
                jobs::lease_award_best(address, lease, &bids, &bidder(*worker))
            }
            (Action::CloseBids { .. }, Content::Job(_)) => jobs::bids_close(address, &bids),
            (Action::CloseBids { .. }, Content::Lease(_)) => jobs::lease_bids_close(address, &bids),
            (other, _) => unreachable!("{other:?} is not about an auction"),
        }
    }
}
