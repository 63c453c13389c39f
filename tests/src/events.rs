//! Asserting what a transaction said in its log, or by calls of a program to itself.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use borsh::BorshSerialize;
use sha2::{Digest, Sha256};

use crate::chain::Receipt;

/// First bytes of an instruction that carries an event.
const EVENT_TAG: [u8; 8] = 0x1d9a_cb51_2ea5_45e4_u64.to_le_bytes();

/// An event as it stands in a log.
fn encoded(name: &str, fields: impl BorshSerialize) -> Vec<u8> {
    let discriminator = &Sha256::digest(format!("event:{name}"))[..8];
    [discriminator, &borsh::to_vec(&fields).expect("fields")].concat()
}

/// Asserts that a program called itself with this event, once.
#[track_caller]
pub fn assert_event_call(receipt: &Receipt, name: &str, fields: impl BorshSerialize) {
    let data = [EVENT_TAG.as_slice(), &encoded(name, fields)].concat();
    let count = receipt.calls.iter().filter(|called| **called == data).count();
    assert_eq!(count, 1, "{name} as expected in {:?}", receipt.calls);
}

/// Asserts that the log has this event, once. Its fields are given in the order in which the event has them.
#[track_caller]
pub fn assert_event(receipt: &Receipt, name: &str, fields: impl BorshSerialize) {
    let line = format!("Program data: {}", BASE64_STANDARD.encode(encoded(name, fields)));
    let count = receipt.logs.iter().filter(|said| **said == line).count();
    assert_eq!(count, 1, "{name} as expected in\n{}", receipt.logs.join("\n"));
}
