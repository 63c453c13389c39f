//! Opening markets: by anyone, within hard bounds, with a fee vault that exists.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_common::limits::*;
use furnace_common::proof::MAX_SCORE;
use furnace_common::state::{Payment, PriceMode};
use furnace_tests::errors::assert_error;
use furnace_tests::network::{Network, market_terms};
use solana_signer::Signer;

#[test]
fn anyone_opens_a_market_under_the_protocols_rates() {
    // Given a network and a stranger
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);

    // When the stranger opens its market number 7
    let address = network.open_market(&opener, market_terms(7));

    // Then the terms are its own and the rates are the governance's
    let market = network.market(&address);
    assert_eq!(address, pda::market(&opener.pubkey(), 7));
    assert_eq!((market.opener, market.index), (opener.pubkey(), 7));
    assert_eq!(market.payment_mint, pda::heat_mint());
    assert_eq!(market.fee_vault, pda::fee_vault(&address, &pda::heat_mint()));
    assert_eq!((market.take_bps, market.burn_bps), (1_000, 5_000));
    assert_eq!((market.modes, market.payment, market.version), (PriceMode::ALL_BITS, Payment::Heat.byte(), 1));
    let terms = market_terms(7);
    assert_eq!((market.name, market.max_job_seconds), (terms.name, terms.max_job_seconds));
    assert_eq!((market.review_seconds, market.collateral_bps), (terms.review_seconds, terms.collateral_bps));
}

#[test]
fn a_market_without_a_fee_vault_is_refused() {
    // Given a stranger's market whose fee vault nobody opened
    let mut network = Network::new();
    let opener = network.wallet("opener", MARKET_BOND);

    // When it is opened, then it is refused
    let instruction = jobs::market_open(
        opener.pubkey(),
        network.payer(),
        pda::heat_mint(),
        pda::heat_account(&opener.pubkey()),
        market_terms(0),
    );
    assert_error(network.send(&[instruction], &[&opener]), FurnaceJobsError::WrongFeeVault);
}

#[test]
fn a_market_in_another_mint_is_refused() {
    // Given a mint of a stranger's
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);
    let mint = network.foreign_mint("opener");

    // When a market is to be paid in it, then it is refused
    let (wallet, payer) = (opener.pubkey(), network.payer());
    let open = jobs::market_open(wallet, payer, mint, pda::heat_account(&wallet), market_terms(0));
    assert_error(network.send(&[open], &[&opener]), FurnaceJobsError::WrongMint);
}

#[test]
fn terms_stay_in_their_hard_bounds() {
    type Change = fn(&mut MarketOpenInstructionArgs);
    let outside: [Change; 10] = [
        |terms| terms.max_job_seconds = MIN_JOB_SECONDS - 1,
        |terms| terms.max_job_seconds = MAX_JOB_SECONDS + 1,
        |terms| terms.review_seconds = MIN_REVIEW_SECONDS - 1,
        |terms| terms.review_seconds = MAX_REVIEW_SECONDS + 1,
        // What could not be judged before the stake behind it may leave.
        |terms| (terms.max_job_seconds, terms.review_seconds) = (MAX_JOB_SECONDS, MAX_REVIEW_SECONDS),
        |terms| terms.collateral_bps = MAX_COLLATERAL_BPS + 1,
        |terms| terms.needs.class_multiplier = MAX_CLASS_MULTIPLIER + 1,
        |terms| terms.needs.min_gpus = 0,
        |terms| terms.needs.min_gpus = MAX_WORKER_GPUS + 1,
        |terms| terms.needs.min_score = MAX_SCORE + 1,
    ];
    let edge: [Change; 6] = [
        |terms| (terms.max_job_seconds, terms.review_seconds) = (MIN_JOB_SECONDS, MIN_REVIEW_SECONDS),
        |terms| (terms.max_job_seconds, terms.review_seconds) = (MAX_JOB_SECONDS, 6 * 3_600),
        |terms| (terms.max_job_seconds, terms.review_seconds) = (2 * 86_400, MAX_REVIEW_SECONDS),
        |terms| (terms.collateral_bps, terms.needs.class_multiplier) = (MAX_COLLATERAL_BPS, MAX_CLASS_MULTIPLIER),
        |terms| (terms.collateral_bps, terms.needs.class_multiplier, terms.needs.min_gpus) = (0, 0, MAX_WORKER_GPUS),
        |terms| terms.needs.min_score = MAX_SCORE,
    ];
    let mut network = Network::new();
    let opener = network.wallet("opener", 0);
    for (index, change) in (0..).zip(outside) {
        // Given terms just outside, when a market is opened, then it is refused
        let mut terms = market_terms(index);
        change(&mut terms);
        assert_error(network.try_open_market(&opener, terms), FurnaceJobsError::ParameterOutOfBounds);
    }
    for (index, change) in (100..).zip(edge) {
        // Given terms on the edge, when a market is opened, then it is
        let mut terms = market_terms(index);
        change(&mut terms);
        network.try_open_market(&opener, terms).expect("bounds are inclusive");
    }
}
