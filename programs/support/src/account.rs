//! Creating a program's own accounts at addresses whose bump the client found.

use anchor_lang::accounts::{Account, SlabInit, SlabSchema};
use anchor_lang::bytemuck::{Pod, Zeroable};
use anchor_lang::prelude::*;
use anchor_lang::AccountInitialize;
use pinocchio::account::AccountView;

/// Creates `target` for a `T`, zeroed behind its discriminator.
///
/// `signer_seeds` end with the bump. The runtime checks them against the address when it accepts the
/// program's signature, so nothing is hashed here. It does not check that the bump is the canonical
/// one: use this only where a second bump cannot give a second account of the same meaning.
pub fn create<T>(payer: &AccountView, target: &AccountView, signer_seeds: &[&[u8]]) -> Result<Account<T>>
where
    T: SlabInit + SlabSchema + Pod + Zeroable,
{
    let space = T::MIN_DATA_LEN;
    Account::<T>::create_and_initialize(
        payer,
        target,
        space,
        &Address::default(),
        &Default::default(),
        Some(signer_seeds),
        None,
    )
}
