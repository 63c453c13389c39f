//! What to offer for being taken up early.

use std::collections::BTreeSet;

use solana_address::Address;
use solana_instruction::Instruction;
use tracing::debug;

use super::{PriorityFee, RpcChain};

/// Most accounts a node takes in a request for recent fees.
const ACCOUNTS_PER_REQUEST: usize = 128;

impl RpcChain {
    /// The price per compute unit, in micro-lamports. A node that does not tell gets the least offer.
    pub(super) async fn unit_price(&self, instructions: &[Instruction]) -> u64 {
        let policy = self.settings.priority_fee;
        if policy.most == 0 {
            return 0;
        }
        let contended: BTreeSet<Address> = instructions
            .iter()
            .flat_map(|instruction| &instruction.accounts)
            .filter(|account| account.is_writable)
            .map(|account| account.pubkey)
            .collect();
        let accounts: Vec<_> = contended.into_iter().take(ACCOUNTS_PER_REQUEST).collect();
        match self.rpc.get_recent_prioritization_fees(&accounts).await {
            Ok(recent) => {
                let paid = recent.iter().map(|slot| slot.prioritization_fee).collect();
                policy.offer(paid)
            }
            Err(error) => {
                debug!(%error, "the node does not tell recent fees");
                policy.least
            }
        }
    }
}

impl PriorityFee {
    fn offer(&self, mut paid: Vec<u64>) -> u64 {
        paid.sort_unstable();
        let rank = paid.len() * usize::from(self.percentile.min(100)) / 100;
        let price = paid.get(rank.min(paid.len().saturating_sub(1))).copied().unwrap_or_default();
        price.max(self.least).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offer_is_a_clamped_percentile() {
        let policy = PriorityFee { percentile: 75, least: 5, most: 50 };
        assert_eq!(policy.offer(vec![]), 5);
        assert_eq!(policy.offer(vec![0, 0, 0]), 5);
        assert_eq!(policy.offer(vec![40, 10, 20, 30]), 40);
        assert_eq!(policy.offer(vec![10, 20, 30, 40, 900]), 40);
        assert_eq!(policy.offer(vec![900; 10]), 50);
        assert_eq!(PriorityFee::NONE.offer(vec![7]), 0);
    }
}
