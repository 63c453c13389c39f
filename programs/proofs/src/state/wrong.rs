use anchor_lang::bytemuck::{try_from_bytes, Pod};
use anchor_lang::prelude::*;
use furnace_common::state::AttemptState;
use pinocchio::account::AccountView;

use super::{Attempt, MemoryAttempt};

/// The worker whose proof, of products or of memory, was found wrong. `None` of any other account.
pub fn wrong_prover(account: &AccountView) -> Option<Address> {
    if !account.owned_by(&crate::ID) {
        return None;
    }
    let data = account.try_borrow().ok()?;
    let of_products = read::<Attempt>(&data).map(|attempt| (attempt.worker, attempt.state));
    let of_memory = || read::<MemoryAttempt>(&data).map(|memory| (memory.worker, memory.state));
    let (worker, state) = of_products.or_else(of_memory)?;
    (AttemptState::from_byte(state) == Some(AttemptState::Wrong)).then_some(worker)
}

/// The account in this data, if it is of that kind.
fn read<T: Pod + Discriminator>(data: &[u8]) -> Option<&T> {
    try_from_bytes(data.strip_prefix(T::DISCRIMINATOR)?).ok()
}
