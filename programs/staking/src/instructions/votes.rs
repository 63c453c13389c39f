//! Records that SPL Governance reads, as its add-in interface lays them out (Borsh, after an 8-byte
//! discriminator): `VoterWeightRecord` and `MaxVoterWeightRecord` of `spl-governance-addin-api`.

use anchor_lang::prelude::*;
use pinocchio::account::AccountView;

use crate::error::StakingError;

/// Bytes of a `VoterWeightRecord` with all its options filled.
pub(super) const VOTER_WEIGHT_BYTES: usize = 8 + 3 * 32 + 8 + 9 + 2 + 33 + 8;
/// Bytes of a `MaxVoterWeightRecord` with its option filled.
pub(super) const MAX_VOTER_WEIGHT_BYTES: usize = 8 + 2 * 32 + 8 + 9 + 8;
/// First 8 bytes of sha256("account:VoterWeightRecord").
const VOTER_WEIGHT_TAG: [u8; 8] = [46, 249, 155, 75, 153, 248, 116, 9];
/// First 8 bytes of sha256("account:MaxVoterWeightRecord").
const MAX_VOTER_WEIGHT_TAG: [u8; 8] = [157, 95, 242, 151, 16, 98, 26, 118];

/// Creates the record unless it is there; `signer_seeds` end with the bump.
pub(super) fn open(payer: &AccountView, record: &AccountView, bytes: usize, signer_seeds: &[&[u8]]) -> Result<()> {
    if record.data_len() == 0 {
        create_account_signed(payer, record, bytes, &crate::ID, signer_seeds)?;
    }
    require!(record.owned_by(&crate::ID) && record.data_len() == bytes, StakingError::WrongRecord);
    Ok(())
}

/// Votes of `owner`, good for the slot in which they are counted and for any action.
pub(super) fn voter_weight(
    realm: &Address,
    mint: &Address,
    owner: &Address,
    votes: u64,
    slot: u64,
) -> [u8; VOTER_WEIGHT_BYTES] {
    let mut data = [0; VOTER_WEIGHT_BYTES];
    data[..8].copy_from_slice(&VOTER_WEIGHT_TAG);
    data[8..40].copy_from_slice(realm.as_ref());
    data[40..72].copy_from_slice(mint.as_ref());
    data[72..104].copy_from_slice(owner.as_ref());
    data[104..112].copy_from_slice(&votes.to_le_bytes());
    data[112] = 1;
    data[113..121].copy_from_slice(&slot.to_le_bytes());
    // No action, no target, reserved bytes: zeros.
    data
}

/// All votes there are, good for the slot in which they are counted.
pub(super) fn max_voter_weight(realm: &Address, mint: &Address, votes: u64, slot: u64) -> [u8; MAX_VOTER_WEIGHT_BYTES] {
    let mut data = [0; MAX_VOTER_WEIGHT_BYTES];
    data[..8].copy_from_slice(&MAX_VOTER_WEIGHT_TAG);
    data[8..40].copy_from_slice(realm.as_ref());
    data[40..72].copy_from_slice(mint.as_ref());
    data[72..80].copy_from_slice(&votes.to_le_bytes());
    data[80] = 1;
    data[81..89].copy_from_slice(&slot.to_le_bytes());
    data
}
