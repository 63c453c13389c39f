//! Events that no log limit can cut: the program calls itself with the event as instruction data.

use anchor_lang::bytemuck::{bytes_of, NoUninit};
use anchor_lang::event::EVENT_IX_TAG_LE;
use anchor_lang::prelude::*;
use furnace_common::seeds;
use pinocchio::account::AccountView;
use pinocchio::cpi::Seed;

use crate::call::{call, Access};

/// Bytes of tag and discriminator before an event, and the most that an event may have.
const HEAD: usize = 16;
const MAX_BYTES: usize = 256;

/// Sends a fixed-size event; `authority` and `bump` are those that `#[event_cpi]` gives.
pub fn emit_call<E: Discriminator + NoUninit>(
    program: &Address,
    authority: &AccountView,
    bump: u8,
    event: &E,
) -> Result<()> {
    let mut data = [0; MAX_BYTES];
    data[..8].copy_from_slice(EVENT_IX_TAG_LE);
    data[8..HEAD].copy_from_slice(E::DISCRIMINATOR);
    let end = const {
        let end = HEAD + core::mem::size_of::<E>();
        assert!(end <= MAX_BYTES);
        end
    };
    data[HEAD..end].copy_from_slice(bytes_of(event));
    let bump = [bump];
    call(program, [(authority, Access::Sign)], &data[..end], &[Seed::from(seeds::EVENT_AUTHORITY), Seed::from(&bump)])
}
