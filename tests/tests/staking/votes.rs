//! The records as SPL Governance reads them: the published Borsh layout of `spl-governance-addin-api`.

use borsh::BorshDeserialize;
use furnace_client::instructions::staking;
use furnace_client::{pda, program};
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::network::Network;
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_clock::Clock;

use super::cast::realm;

/// What a vote is for.
#[derive(BorshDeserialize, Debug, PartialEq, Eq)]
pub(crate) enum VoterWeightAction {
    CastVote,
    CommentProposal,
    CreateGovernance,
    CreateProposal,
    SignOffProposal,
}

#[derive(BorshDeserialize, Debug, PartialEq, Eq)]
pub(crate) struct VoterWeightRecord {
    pub(crate) account_discriminator: [u8; 8],
    pub(crate) realm: Address,
    pub(crate) governing_token_mint: Address,
    pub(crate) governing_token_owner: Address,
    pub(crate) voter_weight: u64,
    pub(crate) voter_weight_expiry: Option<u64>,
    pub(crate) weight_action: Option<VoterWeightAction>,
    pub(crate) weight_action_target: Option<Address>,
    pub(crate) reserved: [u8; 8],
}

#[derive(BorshDeserialize, Debug, PartialEq, Eq)]
pub(crate) struct MaxVoterWeightRecord {
    pub(crate) account_discriminator: [u8; 8],
    pub(crate) realm: Address,
    pub(crate) governing_token_mint: Address,
    pub(crate) max_voter_weight: u64,
    pub(crate) max_voter_weight_expiry: Option<u64>,
    pub(crate) reserved: [u8; 8],
}

/// First bytes of an account of a type, as SPL Governance computes them.
pub(crate) fn discriminator(name: &str) -> [u8; 8] {
    Sha256::digest(format!("account:{name}"))[..8].try_into().expect("eight bytes")
}

/// Reads a record; what follows it in its account is zeros.
fn record<T: BorshDeserialize>(network: &Network, address: &Address) -> T {
    let account = network.chain.account(address).expect("record");
    assert_eq!(account.owner, program::STAKING);
    let mut rest = &account.data[..];
    let record = T::deserialize(&mut rest).expect("a record");
    assert!(rest.iter().all(|&byte| byte == 0), "something follows the record");
    record
}

/// The votes of a wallet's positions in `pools`.
pub(crate) fn try_count(network: &mut Network, owner: &Address, pools: &[Address]) -> Result<Receipt, Failure> {
    let update = staking::voter_weight_update(network.payer(), realm(), *owner, pools);
    network.send(&[update], &[])
}

pub(crate) fn voter(network: &Network, owner: &Address) -> VoterWeightRecord {
    record(network, &pda::voter_weight(&realm(), owner))
}

/// Counts a wallet's votes and returns them.
pub(crate) fn count(network: &mut Network, owner: &Address, pools: &[Address]) -> u64 {
    try_count(network, owner, pools).expect("votes are counted");
    voter(network, owner).voter_weight
}

/// Counts all votes and returns the record.
pub(crate) fn count_all(network: &mut Network) -> MaxVoterWeightRecord {
    let update = staking::max_voter_weight_update(network.payer(), realm());
    network.send(&[update], &[]).expect("votes are counted");
    record(network, &pda::max_voter_weight(&realm()))
}

pub(crate) fn slot(network: &Network) -> u64 {
    network.chain.svm.get_sysvar::<Clock>().slot
}
