//! Asserting what a transaction said in its log.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use borsh::BorshSerialize;
use sha2::{Digest, Sha256};

use crate::chain::Receipt;

/// Asserts that the log has this event, once. Its fields are given in the order in which the event has them.
#[track_caller]
pub fn assert_event(receipt: &Receipt, name: &str, fields: impl BorshSerialize) {
    let discriminator = &Sha256::digest(format!("event:{name}"))[..8];
    let data = [discriminator, &borsh::to_vec(&fields).expect("fields")].concat();
    let line = format!("Program data: {}", BASE64_STANDARD.encode(data));
    let count = receipt.logs.iter().filter(|said| **said == line).count();
    assert_eq!(count, 1, "{name} as expected in\n{}", receipt.logs.join("\n"));
}
