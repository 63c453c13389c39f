//! Opening markets: by anyone, within hard bounds, with a fee vault that exists.

use furnace_client::accounts::Market;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::{jobs, token};
use furnace_client::pda;
use furnace_common::limits::*;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::{Network, market_terms};
use furnace_tests::scene::replaced;
use solana_keypair::Keypair;
use solana_signer::Signer;

fn open(network: &mut Network, opener: &Keypair, terms: MarketOpenInstructionArgs) -> Result<Receipt, Failure> {
    let market = pda::market(&opener.pubkey(), terms.index);
    let vault = token::fee_vault_open(network.payer(), market);
    network.send(&[vault], &[]).expect("fee vault opens");
    network.send(&[jobs::market_open(opener.pubkey(), network.payer(), terms)], &[opener])
}

#[test]
fn anyone_opens_a_market_under_the_protocols_rates() {
    // Given a network and a stranger
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);

    // When the stranger opens its market number 7
    open(&mut network, &opener, market_terms(7)).expect("market opens");

    // Then the terms are its own and the rates are the governance's
    let address = pda::market(&opener.pubkey(), 7);
    let market: Market = network.chain.read(&address);
    assert_eq!((market.opener, market.index), (opener.pubkey(), 7));
    assert_eq!(market.payment_mint, pda::heat_mint());
    assert_eq!(market.fee_vault, pda::fee_vault(&address, &pda::heat_mint()));
    assert_eq!((market.take_bps, market.burn_bps), (1_000, 5_000));
    assert_eq!((market.price_mode, market.verification, market.version), (1, 1, 1));
    let terms = market_terms(7);
    assert_eq!((market.name, market.max_job_seconds), (terms.name, terms.max_job_seconds));
    assert_eq!((market.review_seconds, market.collateral_bps), (terms.review_seconds, terms.collateral_bps));
}

#[test]
fn a_market_without_a_fee_vault_is_refused() {
    // Given a stranger's market whose fee vault nobody opened
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);

    // When it is opened, then it is refused
    let instruction = jobs::market_open(opener.pubkey(), network.payer(), market_terms(0));
    assert_error(network.send(&[instruction], &[&opener]), FurnaceJobsError::WrongFeeVault);
}

#[test]
fn a_market_in_another_mint_is_refused() {
    // Given a mint of a stranger's
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);
    let mint = network.foreign_mint("opener");

    // When a market is opened in it, then it is refused
    let instruction = jobs::market_open(opener.pubkey(), network.payer(), market_terms(0));
    let instruction = replaced(instruction, pda::heat_mint(), mint);
    assert_error(network.send(&[instruction], &[&opener]), FurnaceJobsError::WrongMint);
}

#[test]
fn terms_stay_in_their_hard_bounds() {
    type Change = fn(&mut MarketOpenInstructionArgs);
    let outside: [Change; 8] = [
        |terms| terms.max_job_seconds = MIN_JOB_SECONDS - 1,
        |terms| terms.max_job_seconds = MAX_JOB_SECONDS + 1,
        |terms| terms.review_seconds = MIN_REVIEW_SECONDS - 1,
        |terms| terms.review_seconds = MAX_REVIEW_SECONDS + 1,
        |terms| terms.collateral_bps = MAX_COLLATERAL_BPS + 1,
        |terms| terms.class_multiplier = MAX_CLASS_MULTIPLIER + 1,
        |terms| terms.min_gpus = 0,
        |terms| terms.min_gpus = MAX_WORKER_GPUS + 1,
    ];
    let edge: [Change; 4] = [
        |terms| (terms.max_job_seconds, terms.review_seconds) = (MIN_JOB_SECONDS, MIN_REVIEW_SECONDS),
        |terms| (terms.max_job_seconds, terms.review_seconds) = (MAX_JOB_SECONDS, MAX_REVIEW_SECONDS),
        |terms| (terms.collateral_bps, terms.class_multiplier) = (MAX_COLLATERAL_BPS, MAX_CLASS_MULTIPLIER),
        |terms| (terms.collateral_bps, terms.class_multiplier, terms.min_gpus) = (0, 0, MAX_WORKER_GPUS),
    ];
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);
    for (index, change) in (0..).zip(outside) {
        // Given terms just outside, when a market is opened, then it is refused
        let mut terms = market_terms(index);
        change(&mut terms);
        assert_error(open(&mut network, &opener, terms), FurnaceJobsError::ParameterOutOfBounds);
    }
    for (index, change) in (100..).zip(edge) {
        // Given terms on the edge, when a market is opened, then it is
        let mut terms = market_terms(index);
        change(&mut terms);
        open(&mut network, &opener, terms).expect("bounds are inclusive");
    }
}
