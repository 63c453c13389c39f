//! The gate on `initialize`: whoever deployed the program, and nobody who was merely faster.

use anchor_lang::prelude::*;
use anchor_lang::{address, address_eq};
use pinocchio::account::AccountView;

const LOADER: Address = address!("BPFLoaderUpgradeab1e11111111111111111111111");
/// Variant of the loader's `ProgramData` state.
const PROGRAM_DATA_TAG: [u8; 4] = 3u32.to_le_bytes();

/// Whether `signer` is the upgrade authority that `program_data` names for `program`.
///
/// Layout: `tag u32 | slot u64 | Option<authority> (u8, 32 bytes)`, as written by the upgradeable loader.
pub fn is_upgrade_authority(program: &Address, program_data: &AccountView, signer: &Address) -> bool {
    let (expected, _) = find_program_address(&[program.as_ref()], &LOADER);
    if !address_eq(program_data.address(), &expected) || !program_data.owned_by(&LOADER) {
        return false;
    }
    let Ok(data) = program_data.try_borrow() else { return false };
    data.get(0..4) == Some(&PROGRAM_DATA_TAG) && data.get(12) == Some(&1) && data.get(13..45) == Some(signer.as_ref())
}
