//! A lease's address: funded before it is there, under another bump, and again after it is gone.

use furnace_client::generated::jobs::instructions::{LeaseOpen, LeaseOpenInstructionArgs};
use furnace_client::instructions::jobs;
use furnace_client::{pda, program};
use furnace_common::seeds;
use furnace_common::state::LeaseState;
use furnace_tests::errors::assert_runtime_error;
use furnace_tests::scene::DEPOSIT;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::stage::{HELD, Stage, terms};

#[test]
fn lamports_at_the_next_address_keep_no_lease_from_opening() {
    for lamports in [890_880, 1_000_000_000] {
        // Given lamports at the address of the client's next lease, when it opens it, then it is there
        let mut stage = Stage::new();
        let (next, _) = pda::lease(&stage.balance, 0);
        stage.network().chain.svm.airdrop(&next, lamports).expect("airdrop");
        stage.open_lease(terms()).expect("open");
        assert_eq!((stage.lease, stage.state(), stage.books().1), (next, LeaseState::Open, HELD));
    }
}

#[test]
fn no_other_bump_makes_a_second_lease_of_a_number() {
    // Given a client whose next lease has the number zero
    let mut stage = Stage::new();
    let (balance, client) = (stage.balance, stage.scene.client.insecure_clone());
    let (_, canonical) = pda::lease(&balance, 0);
    let mut addresses = (0..canonical).rev().filter_map(|bump| {
        let seeds: [&[u8]; 4] = [seeds::LEASE, balance.as_ref(), &0u64.to_le_bytes(), &[bump]];
        Address::create_program_address(&seeds, &program::JOBS).ok().map(|address| (address, bump))
    });
    let (address, bump) = addresses.next().expect("another bump");
    let open = |lease, bump| {
        LeaseOpen {
            client: client.pubkey(),
            payer: client.pubkey(),
            governance: pda::governance(),
            market: stage.scene.network.market,
            balance,
            compensation: None,
            price_update: None,
            lease,
            system_program: program::SYSTEM,
        }
        .instruction(LeaseOpenInstructionArgs { terms: terms(), bump })
    };
    let (first, second, crossed) =
        (open(address, bump), open(pda::lease(&balance, 0).0, canonical), open(address, canonical));

    // When it opens that at an address of another bump, then the number is used, and there is no second lease of it
    assert!(stage.network().send(&[crossed], &[&client]).is_err(), "bump and address belong together");
    stage.network().send(&[first], &[&client]).expect("open");
    assert!(stage.network().send(&[second], &[&client]).is_err(), "a number is used once");
    assert_eq!((stage.client_balance().next_job, stage.books()), (1, (DEPOSIT - HELD, HELD)));
}

#[test]
fn lamports_do_not_bring_a_swept_lease_back() {
    // Given a lease that ended
    let mut stage = Stage::running(terms());
    stage.close(furnace_common::state::CloseReason::Finished).expect("close");
    let (client, lease, account) = (stage.scene.client.insecure_clone(), stage.lease, stage.account());
    let settle = jobs::lease_settle(lease, &account, &stage.payee());

    // When its client sweeps it and sends its rent back in the same transaction
    let sweep = jobs::lease_sweep(client.pubkey(), lease, &account);
    let revive = transfer(&client.pubkey(), &lease, 10_000_000);
    stage.network().send(&[sweep.clone(), revive], &[&client]).expect("sweep and fund");

    // Then lamports are all that lies there, and no instruction takes it for a lease
    let shell = stage.network().chain.account(&lease).expect("lamports");
    assert_eq!((shell.owner, shell.data.len()), (program::SYSTEM, 0));
    let worker = stage.scene.worker.key.insecure_clone();
    let claim = jobs::lease_claim(stage.scene.worker.wallet, worker.pubkey(), lease);
    let cancel = jobs::lease_cancel(lease, &account);
    for instruction in [sweep, claim, cancel, jobs::lease_expire(lease, &account), settle] {
        let result = stage.network().send(&[instruction], &[&client, &worker]);
        assert_runtime_error(result, InstructionError::AccountDataTooSmall);
    }
    assert_eq!(stage.books(), (DEPOSIT, 0));
}
