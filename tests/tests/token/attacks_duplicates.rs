//! One account in two places of an instruction, one of which is written to.

use furnace_client::instructions::token;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::network::Network;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{Emission, USD, auction, buy, buyer, heat_fees, stock, usd_fees};

/// Puts each account of the instruction into each other place, wherever one of the two is written to.
#[track_caller]
fn assert_pairs_are_refused(network: &Network, instruction: &Instruction, signers: &[&Keypair]) {
    let proper = network.chain.simulate(std::slice::from_ref(instruction), signers);
    proper.expect("the proper instruction goes through");
    let places = 0..instruction.accounts.len();
    let written = |place: usize| instruction.accounts[place].is_writable;
    let mut pairs = 0;
    for (from, to) in places.clone().flat_map(|from| places.clone().map(move |to| (from, to))) {
        let same = instruction.accounts[from].pubkey == instruction.accounts[to].pubkey;
        if same || !(written(from) || written(to)) {
            continue;
        }
        let mut doubled = instruction.clone();
        doubled.accounts[to].pubkey = instruction.accounts[from].pubkey;
        doubled.accounts[to].is_signer &= signers.iter().any(|key| key.pubkey() == doubled.accounts[to].pubkey);
        let outcome = network.chain.simulate(&[doubled], signers);
        assert!(outcome.is_err(), "place {to} takes the account of place {from}");
        pairs += 1;
    }
    assert!(pairs > 0, "nothing is written to");
}

#[test]
fn fees() {
    let mut network = Network::new();
    heat_fees(&mut network, 1_000);
    usd_fees(&mut network, 1_000);
    assert_pairs_are_refused(&network, &token::usd_fees_distribute(network.market, network.usd_mint), &[]);
    // In HEAT the auction's places hold the program itself, which stands for nothing.
    let mut without_auction = token::fees_distribute(network.market);
    for place in [7, 8] {
        assert_eq!(without_auction.accounts[place].pubkey, furnace_client::program::TOKEN);
        assert!(!without_auction.accounts[place].is_writable);
    }
    without_auction.accounts[7].pubkey = pda::auction(&network.usd_mint);
    without_auction.accounts[8].pubkey = pda::auction_vault(&network.usd_mint);
    without_auction.accounts[8].is_writable = true;
    assert_pairs_are_refused(&network, &without_auction, &[]);
}

#[test]
fn the_auction() {
    let mut network = auction(1_000 * USD);
    let wallet = buyer(&mut network, "buyer", 100 * HEAT);
    let purchase = buy(&network, &wallet.pubkey(), USD, u64::MAX);
    assert_pairs_are_refused(&network, &purchase, &[&wallet]);
    let mut waiting = Network::new();
    stock(&mut waiting, 1_000 * USD);
    assert_pairs_are_refused(&waiting, &token::auction_start(waiting.usd_mint), &[]);
}

#[test]
fn emission() {
    let emission = Emission::earned();
    let (worker, wallet, epoch) = (emission.worker.address, emission.worker.wallet, emission.epoch);
    assert_pairs_are_refused(&emission.network, &token::emission_claim(worker, wallet, epoch), &[]);

    let mut recording = Emission::new();
    recording.network.chain.verify_signatures(false);
    let record = token::points_record(recording.worker.address, recording.worker.wallet, recording.epoch, 1, 10_000);
    assert_pairs_are_refused(&recording.network, &record, &[]);
}

#[test]
fn closing() {
    let mut emission = Emission::new();
    emission.retire();
    let payer = emission.network.payer();
    let points = token::points_close(emission.worker.address, payer);
    assert_pairs_are_refused(&emission.network, &points, &[]);
    emission.go_to(17);
    assert_pairs_are_refused(&emission.network, &token::epoch_close(emission.epoch, payer), &[]);
}
