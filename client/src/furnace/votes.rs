//! Votes of stake in SPL Governance.

use furnace_common::limits::MAX_VOTING_POSITIONS;
use solana_account::Account;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::Furnace;
use crate::{chain::ChainError, instructions::staking, pda, program};

/// Where the votes are in a wallet's record, and in that of all votes.
const VOTES: usize = 104;
const ALL_VOTES: usize = 72;

impl Furnace {
    /// Writes a wallet's votes where a realm of SPL Governance reads them; anyone may pay for it. Of more
    /// positions than a record adds up, the largest count. Returns the votes.
    pub async fn votes_update(
        &self,
        payer: &Keypair,
        realm: &Address,
        owner: &Address,
    ) -> Result<(u64, Signature), ChainError> {
        let mut holdings = self.holdings(owner).await?.1;
        let worth = |holding: &super::Holding| holding.pool.data.worth(holding.position.data.weighted_shares);
        holdings.sort_by_key(|holding| std::cmp::Reverse(worth(holding)));
        let pools: Vec<Address> =
            holdings.iter().take(MAX_VOTING_POSITIONS).map(|holding| holding.pool.address).collect();
        let update = staking::voter_weight_update(payer.pubkey(), *realm, *owner, &pools);
        let signature = self.chain().send(&[update], &[payer]).await?;
        let record = pda::voter_weight(realm, owner);
        Ok((votes_in(&record, self.chain().account(&record).await?, VOTES)?, signature))
    }

    /// Writes the sum of all votes where a realm reads it; anyone may pay for it. Returns the sum.
    pub async fn all_votes_update(&self, payer: &Keypair, realm: &Address) -> Result<(u64, Signature), ChainError> {
        let update = staking::max_voter_weight_update(payer.pubkey(), *realm);
        let signature = self.chain().send(&[update], &[payer]).await?;
        let record = pda::max_voter_weight(realm);
        Ok((votes_in(&record, self.chain().account(&record).await?, ALL_VOTES)?, signature))
    }
}

fn votes_in(address: &Address, record: Option<Account>, offset: usize) -> Result<u64, ChainError> {
    let what = "record of votes";
    let record = record.ok_or(ChainError::Missing { what, address: *address })?;
    let votes =
        record.data.get(offset..).and_then(|rest| rest.first_chunk()).filter(|_| record.owner == program::STAKING);
    votes.map(|votes| u64::from_le_bytes(*votes)).ok_or(ChainError::Malformed { what, address: *address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_read_from_own_records_only() {
        let mut data = vec![0; 120];
        data[VOTES..VOTES + 8].copy_from_slice(&7_u64.to_le_bytes());
        let record = Account { owner: program::STAKING, data, ..Account::default() };
        let address = Address::default();
        assert_eq!(votes_in(&address, Some(record.clone()), VOTES).ok(), Some(7));
        let foreign = Account { owner: program::JOBS, ..record.clone() };
        assert!(matches!(votes_in(&address, Some(foreign), VOTES), Err(ChainError::Malformed { .. })));
        let short = Account { data: vec![0; VOTES], ..record };
        assert!(matches!(votes_in(&address, Some(short), VOTES), Err(ChainError::Malformed { .. })));
        assert!(matches!(votes_in(&address, None, VOTES), Err(ChainError::Missing { .. })));
    }
}
