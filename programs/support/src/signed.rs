//! Messages that a key signed, as the Ed25519 program checked them in the same transaction.

use anchor_lang::prelude::*;
use pinocchio::account::AccountView;
use pinocchio::sysvars::instructions::{Instructions, IntrospectedInstruction};

/// The program of the runtime that checks signatures.
const ED25519: Address = anchor_lang::address!("Ed25519SigVerify111111111111111111111111111");
/// Where the one signature's parts are, as every library lays them out: a count and a zero, the offsets below, key,
/// signature, message.
const OFFSETS_BYTES: usize = 14;
const KEY_AT: usize = 2 + OFFSETS_BYTES;
const SIGNATURE_AT: usize = KEY_AT + 32;
const MESSAGE_AT: usize = SIGNATURE_AT + 64;
/// Stands for the instruction itself, wherever it is in the transaction.
const HERE: u16 = u16::MAX;

/// Reads the message that the instruction just before this one checked: calls `each` with the key that signed it and
/// the message. Fails unless that is the Ed25519 program, with one signature all of whose parts are its own.
///
/// `view` is the sysvar of instructions, and nothing else.
pub fn signed_before<T>(view: &AccountView, each: impl FnOnce(&[u8; 32], &[u8]) -> Result<T>) -> Result<T> {
    let instructions = Instructions::try_from(view)?;
    let checked = instructions.get_instruction_relative(-1)?;
    let (key, message) = parts(&checked).ok_or(ProgramError::InvalidInstructionData)?;
    each(key, message)
}

fn parts<'a>(checked: &'a IntrospectedInstruction) -> Option<(&'a [u8; 32], &'a [u8])> {
    let data = checked.get_instruction_data();
    let message = data.get(MESSAGE_AT..)?;
    let size = u16::try_from(message.len()).ok()?;
    let mut head = [0; KEY_AT];
    head[0] = 1;
    let offsets = [SIGNATURE_AT as u16, HERE, KEY_AT as u16, HERE, MESSAGE_AT as u16, size, HERE];
    for (place, offset) in head.get_mut(2..)?.chunks_exact_mut(2).zip(offsets) {
        place.copy_from_slice(&offset.to_le_bytes());
    }
    let ours = *checked.get_program_id() == ED25519 && data.get(..KEY_AT)? == head;
    let key = data.get(KEY_AT..SIGNATURE_AT)?.try_into().ok()?;
    ours.then_some((key, message))
}
