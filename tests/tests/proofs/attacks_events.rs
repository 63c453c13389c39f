//! Nobody but the program speaks in its name.

use furnace_client::{pda, program};
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;

use crate::stage::Stage;

/// First bytes of an instruction that carries an event.
const EVENT_TAG: [u8; 8] = 0x1d9a_cb51_2ea5_45e4_u64.to_le_bytes();

#[test]
fn a_conviction_cannot_be_forged() {
    // Given a stranger that wants indexers to see a wrong proof that was none
    let mut stage = Stage::new();
    let (stranger, authority) = (stage.stranger.pubkey(), pda::event_authority(&program::PROOFS));
    let data = [EVENT_TAG.as_slice(), &[1; 96]].concat();

    // When it calls the program with an event, unsigned or signed by itself, then it is refused
    for accounts in [
        vec![],
        vec![AccountMeta::new_readonly(authority, false)],
        vec![AccountMeta::new_readonly(stranger, true)],
        vec![AccountMeta::new_readonly(stranger, true), AccountMeta::new_readonly(authority, false)],
    ] {
        let forged = Instruction { program_id: program::PROOFS, accounts, data: data.clone() };
        assert!(stage.network.send(&[forged], &[&stage.stranger]).is_err());
    }
}
