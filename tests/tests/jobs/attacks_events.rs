//! Nobody but the program speaks in its name.

use furnace_client::accounts::JobState;
use furnace_client::{pda, program};
use furnace_tests::scene::Scene;
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;

/// First bytes of an instruction that carries an event.
const EVENT_TAG: [u8; 8] = 0x1d9a_cb51_2ea5_45e4_u64.to_le_bytes();

#[test]
fn events_cannot_be_forged() {
    // Given an attacker that wants indexers to see a settlement that was none
    let mut scene = Scene::new();
    scene.job(JobState::Running);
    let data = [EVENT_TAG.as_slice(), &[1; 96]].concat();

    for program_id in [program::JOBS, program::SLASHING] {
        let authority = pda::event_authority(&program_id);
        // When it calls the program with an event, unsigned or signed by itself, then it is refused
        for accounts in [
            vec![],
            vec![AccountMeta::new_readonly(authority, false)],
            vec![AccountMeta::new_readonly(scene.stranger.pubkey(), true)],
            vec![AccountMeta::new_readonly(scene.stranger.pubkey(), true), AccountMeta::new_readonly(authority, false)],
        ] {
            let forged = Instruction { program_id, accounts, data: data.clone() };
            assert!(scene.network.send(&[forged], &[&scene.stranger]).is_err());
        }
    }
}

#[test]
fn unknown_instructions_are_refused() {
    // Given data that names no instruction, or is cut short, when it is sent, then it is refused
    let mut scene = Scene::new();
    for data in [vec![], vec![0; 7], vec![0; 8], vec![0xff; 64]] {
        for program_id in [program::JOBS, program::SLASHING] {
            let accounts = vec![AccountMeta::new(scene.stranger.pubkey(), true)];
            let unknown = Instruction { program_id, accounts, data: data.clone() };
            assert!(scene.network.send(&[unknown], &[&scene.stranger]).is_err());
        }
    }
}
