//! Bids: in the order in which they win.

use std::cmp::Reverse;

use solana_address::Address;

use super::Bids;
use crate::{chain::Filter, generated::jobs::types::Bid};

const CLIENT: usize = 40;

impl Bids {
    /// The bids, the best one first: by price, then by record, then by time, then by place.
    pub fn ranked(&self) -> Vec<Bid> {
        let mut bids: Vec<Bid> = self.bids.iter().take(usize::from(self.count)).cloned().collect();
        bids.sort_by_key(|bid| (bid.price, Reverse(bid.record_bps), bid.placed_at));
        bids
    }

    /// Whether bids can still be placed.
    pub fn is_open(&self, now: i64) -> bool {
        now <= self.closes_at
    }

    /// What the bids of a client pass beyond being bids.
    pub(crate) fn of_client(client: &Address) -> Filter {
        Filter::bytes(CLIENT, client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::ProgramAccount;

    #[test]
    fn offsets_are_those_of_the_layout() {
        let mut data = vec![0; Bids::SIZE];
        data[8..40].fill(1);
        data[CLIENT..CLIENT + 32].fill(2);
        let bids = Bids::parse(&data).expect("bids");
        assert_eq!([bids.order, bids.client], [1, 2].map(|byte| Address::new_from_array([byte; 32])));
    }

    #[test]
    fn the_best_bid_is_the_first() {
        let mut bids = Bids::parse(&vec![0; Bids::SIZE]).expect("bids");
        bids.count = 5;
        bids.closes_at = 9;
        // Price, record, time; the last two are equal, and the earlier place wins.
        for (place, (price, record_bps, placed_at)) in
            [(20, 9_000, 1), (10, 100, 1), (10, 200, 5), (10, 200, 4), (10, 200, 4)].into_iter().enumerate()
        {
            let worker = Address::new_from_array([place as u8; 32]);
            bids.bids[place] = Bid { price, record_bps, placed_at, worker, ..bids.bids[place].clone() };
        }
        let order: Vec<u8> = bids.ranked().iter().map(|bid| bid.worker.to_bytes()[0]).collect();
        assert_eq!(order, [3, 4, 2, 1, 0]);
        assert!(bids.is_open(9) && !bids.is_open(10));
    }
}
