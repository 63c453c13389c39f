//! The address of the bids: funded before they are there, under another bump, and of another order.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{
    BidsOpen, BidsOpenInstructionArgs, LeaseBidsOpen, LeaseBidsOpenInstructionArgs,
};
use furnace_client::generated::jobs::types::BidsOpenArgs;
use furnace_client::{pda, program};
use furnace_common::seeds;
use furnace_tests::errors::assert_error;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::order::{KINDS, Kind};
use crate::stage::{CEILING, CLOSE, Stage};

/// Opens the bidding at an address and under a bump of the caller's choice.
fn open(stage: &Stage, bids: Address, bump: u8) -> Instruction {
    let (client, payer, system_program) = (stage.client.pubkey(), stage.landlord.pubkey(), program::SYSTEM);
    let args = BidsOpenArgs { bump };
    match stage.kind {
        Kind::Job => BidsOpen { client, payer, bids, system_program, job: stage.order }
            .instruction(BidsOpenInstructionArgs { args }),
        Kind::Lease => LeaseBidsOpen { client, payer, bids, system_program, lease: stage.order }
            .instruction(LeaseBidsOpenInstructionArgs { args }),
    }
}

/// Every address that the bids for an order could have, by bump, the one that clients look for first.
fn addresses(order: &Address) -> Vec<(Address, u8)> {
    let with_bump = |bump: u8| {
        let seeds: &[&[u8]] = &[seeds::BIDS, order.as_ref(), &[bump]];
        Some((Address::create_program_address(seeds, &program::JOBS).ok()?, bump))
    };
    (0..=u8::MAX).rev().filter_map(with_bump).collect()
}

#[test]
fn lamports_at_the_address_keep_no_bidding_from_opening() {
    for kind in KINDS {
        for lamports in [890_880, 1_000_000_000] {
            // Given lamports at the address of the bids, when the client opens the bidding, then it is open
            let mut stage = Stage::posted(kind);
            let bids = pda::bids(&stage.order).0;
            stage.network.chain.svm.airdrop(&bids, lamports).expect("airdrop");
            let (client, landlord) = (stage.client.insecure_clone(), stage.landlord.insecure_clone());
            stage.network.send(&[stage.opening()], &[&client, &landlord]).expect("bidding opens");
            assert_eq!(stage.bids().order, stage.order);
        }
    }
}

#[test]
fn bump_and_address_belong_together() {
    for kind in KINDS {
        // Given an order, when its client opens the bidding at an address of another bump, another order or none, then
        // it is refused
        let mut stage = Stage::posted(kind);
        let (client, landlord) = (stage.client.insecure_clone(), stage.landlord.insecure_clone());
        let own = addresses(&stage.order);
        let other = pda::bids(&stage.market).0;
        for (address, bump) in [(own[0].0, own[1].1), (own[1].0, own[0].1), (other, own[0].1)] {
            let crossed = open(&stage, address, bump);
            assert!(stage.send(&[crossed], &[&client, &landlord]).is_err(), "{address} under {bump}");
        }
        assert_eq!(stage.account().attached, 0);
    }
}

#[test]
fn no_other_bump_makes_a_second_auction() {
    for kind in KINDS {
        // Given an order whose client opened the bidding at an address of another bump
        let mut stage = Stage::posted(kind);
        let (client, landlord) = (stage.client.insecure_clone(), stage.landlord.insecure_clone());
        let [(canonical, first), (odd, second)] = addresses(&stage.order)[..2] else { panic!("two addresses") };
        let opening = open(&stage, odd, second);
        stage.network.send(&[opening], &[&client, &landlord]).expect("bidding opens");

        // When it opens the proper one too, then it is refused, for good: also once the bidding is over
        for seconds in [0, CLOSE + 1] {
            let again = open(&stage, canonical, first);
            let outcome = stage.at(seconds).network.send(&[again], &[&client, &landlord]);
            assert_error(outcome, FurnaceJobsError::AlreadyAttached);
        }
        assert_eq!(stage.account().price, CEILING);
    }
}
