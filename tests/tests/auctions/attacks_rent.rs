//! The rent of the bids goes back to who paid it, and to nobody else; and what was closed stays closed.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::jobs;
use furnace_client::{pda, program};
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::scene::replaced;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::order::KINDS;
use crate::stage::{CEILING, CLOSE, Stage};

#[test]
fn whoever_awards_gets_no_rent() {
    for kind in KINDS {
        // Given an auction, when who awards names another to get its rent, then it is refused
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        stage.at(CLOSE + 1);
        let client = stage.client.insecure_clone();
        let wallets = [client.pubkey(), stage.stranger.pubkey(), stage.contenders[0].owner.pubkey(), stage.order];
        for proper in [stage.awarding(0, CEILING), stage.awarding_best(0)] {
            for greedy in wallets {
                let stolen = replaced(proper.clone(), stage.landlord.pubkey(), greedy);
                assert!(stage.send(&[stolen], &[&client]).is_err(), "{greedy} gets the rent");
            }
            let stolen = replaced(proper, stage.landlord.pubkey(), wallets[1]);
            assert_error(stage.send(&[stolen], &[&client]), FurnaceJobsError::WrongRentPayer);
        }
    }
}

#[test]
fn gifts_to_the_bids_go_with_their_rent() {
    for kind in KINDS {
        // Given bids to which a stranger gave lamports, when they go with the award, then nothing is left there
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        let (bids, landlord) = (pda::bids(&stage.order).0, stage.landlord.insecure_clone());
        let gift = transfer(&landlord.pubkey(), &bids, 1_000_000);
        stage.send(&[gift], &[&landlord]).expect("gift");
        stage.award(0, CEILING).expect("award");
        assert!(stage.network.chain.account(&bids).is_none());
    }
}

#[test]
fn lamports_do_not_bring_closed_bids_back() {
    for kind in KINDS {
        // Given bids of which one is awarded, when their rent is sent back in the same transaction
        let mut stage = Stage::new(kind);
        stage.bid(0, 5).expect("bid");
        stage.bid(1, 6).expect("bid");
        let (client, bids) = (stage.client.insecure_clone(), pda::bids(&stage.order).0);
        let (award, again) = (stage.awarding(0, CEILING), stage.awarding(1, CEILING));
        let revive = transfer(&client.pubkey(), &bids, 20_000_000);
        let thrice = [award.clone(), revive.clone(), again.clone()];
        assert_runtime_error(stage.send(&thrice, &[&client]), InstructionError::AccountDataTooSmall);
        stage.send(&[award, revive], &[&client]).expect("award and fund");

        // Then lamports are all that lies there, and no instruction takes it for bids
        let shell = stage.network.chain.account(&bids).expect("lamports");
        assert_eq!((shell.owner, shell.data.len()), (program::SYSTEM, 0));
        let key = stage.contenders[1].worker.key.insecure_clone();
        let withdraw = jobs::bid_withdraw(stage.contenders[1].worker.wallet, key.pubkey(), stage.order);
        for instruction in [again, stage.bidding(1, 4), withdraw] {
            let outcome = stage.send(&[instruction], &[&client, &key]);
            assert_runtime_error(outcome, InstructionError::AccountDataTooSmall);
        }
    }
}
