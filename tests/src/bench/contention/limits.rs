//! What a block holds, and what a transaction takes of it, as validators count: `block_cost_limits.rs` and
//! `cost_model.rs` of the crate `solana-cost-model`.

use solana_address::Address;
use solana_message::Message;

use super::PerBlock;
use crate::chain::{Chain, program_data};

/// Units of a block: SIMD-0256. (100,000,000 once SIMD-0286 is active.)
pub(super) const BLOCK_UNITS: u64 = 60_000_000;
/// Units in a block of the transactions that write one account. (24,000,000 in version 4 of that crate.)
pub(super) const ACCOUNT_UNITS: u64 = 12_000_000;
const SIGNATURE_UNITS: u64 = 720;
const WRITE_LOCK_UNITS: u64 = 300;
const DATA_BYTES_PER_UNIT: u64 = 4;
const PAGE_BYTES: u64 = 32 * 1_024;
const PAGE_UNITS: u64 = 8;
/// Counted for each account besides its data: SIMD-0186.
const ACCOUNT_BYTES: usize = 64;

/// Bytes of the accounts of a message, and of the code of its programs.
pub(super) fn loaded_bytes(chain: &Chain, message: &Message) -> usize {
    let bytes = |address: &Address| chain.account(address).map_or(0, |account| account.data.len() + ACCOUNT_BYTES);
    message
        .account_keys
        .iter()
        .enumerate()
        .map(|(index, address)| match message.is_key_called_as_program(index) {
            true => bytes(address) + bytes(&program_data(address)),
            false => bytes(address),
        })
        .sum()
}

/// What a transaction takes of a block.
pub(super) fn block_units(message: &Message, writable: usize, compute_units: u64, loaded_bytes: usize) -> u64 {
    let data: usize = message.instructions.iter().map(|instruction| instruction.data.len()).sum();
    compute_units
        + SIGNATURE_UNITS * u64::from(message.header.num_required_signatures)
        + WRITE_LOCK_UNITS * writable as u64
        + data as u64 / DATA_BYTES_PER_UNIT
        + (loaded_bytes as u64).div_ceil(PAGE_BYTES) * PAGE_UNITS
}

/// How often something fits that takes so many units of the block, and of the accounts that all its like share, those
/// of one market, of one operator and of one client.
pub(super) fn per_block(units: u64, [everyone, market, operator, client]: [u64; 4]) -> PerBlock {
    let within = |limit: u64, units: u64| limit.checked_div(units).unwrap_or(u64::MAX);
    let all = within(BLOCK_UNITS, units).min(within(ACCOUNT_UNITS, everyone));
    let of = |units: u64| all.min(within(ACCOUNT_UNITS, units));
    PerBlock { all, market: of(market), operator: of(operator), client: of(client) }
}
