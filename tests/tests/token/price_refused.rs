//! Everything that makes a price no price, each on its own.

use furnace_client::generated::token::errors::FurnaceTokenError;
use furnace_client::instructions::token;
use furnace_client::{pda, program};
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{HEAT_USD_FEED, Network};
use solana_signer::Signer;

use furnace_tests::price_update::{PriceUpdate, quote};

/// Asserts that a dollar is not quoted at an update that was changed like this, and is at the same unchanged.
#[track_caller]
fn assert_refused(change: impl FnOnce(&mut PriceUpdate), error: FurnaceTokenError) {
    let mut network = Network::new();
    let mut update = PriceUpdate::now(&network);
    quote(&mut network, &update, 1_000_000).expect("quote");
    change(&mut update);
    assert_error(quote(&mut network, &update, 1_000_000), error);
}

#[test]
fn of_another_owner() {
    for owner in [program::SYSTEM, program::TOKEN, key("other receiver").pubkey()] {
        assert_refused(|update| update.owner = owner, FurnaceTokenError::PriceNotPyth);
    }
}

#[test]
fn in_no_account() {
    // Given an address without an account, and accounts that are no prices, when a dollar is quoted, then it fails
    let mut network = Network::new();
    for wrong in [key("nobody").pubkey(), pda::treasury(), pda::token_config()] {
        let result = network.send(&[token::price_quote(wrong, 1)], &[]);
        assert_error(result, FurnaceTokenError::PriceNotPyth);
    }
}

#[test]
fn with_another_discriminator() {
    assert_refused(|update| update.discriminator[7] ^= 1, FurnaceTokenError::PriceMalformed);
    assert_refused(|update| update.discriminator = [0; 8], FurnaceTokenError::PriceMalformed);
}

#[test]
fn of_another_length() {
    for bytes in [0, 8, 133, 135, 1_000] {
        assert_refused(|update| update.bytes = bytes, FurnaceTokenError::PriceMalformed);
    }
}

#[test]
fn signed_in_part() {
    // The tag of a part is followed by the number of signatures, which moves all that comes after.
    for signatures in [0, 1, 5, 13, 19, 255] {
        assert_refused(|update| update.level = vec![0, signatures], FurnaceTokenError::PriceNotVerified);
    }
    // A level that does not exist is none.
    assert_refused(|update| update.level = vec![2], FurnaceTokenError::PriceNotVerified);
}

#[test]
fn of_another_feed() {
    assert_refused(|update| update.feed[0] ^= 1, FurnaceTokenError::PriceOfOtherFeed);
    assert_refused(|update| update.feed[31] ^= 1, FurnaceTokenError::PriceOfOtherFeed);
    assert_refused(|update| update.feed = [0; 32], FurnaceTokenError::PriceOfOtherFeed);
}

#[test]
fn while_no_feed_is_set() {
    // Given parameters that name no feed, when a dollar is quoted at the feed of zeros or another, then it fails
    let mut network = Network::new();
    network.change_parameters(|parameters| parameters.heat_usd_feed = [0; 32]);
    for feed in [[0; 32], HEAT_USD_FEED] {
        let update = PriceUpdate { feed, ..PriceUpdate::now(&network) };
        assert_error(quote(&mut network, &update, 1), FurnaceTokenError::NoPriceFeed);
    }
}

#[test]
fn that_is_too_old() {
    assert_refused(|update| update.published_at -= 61, FurnaceTokenError::PriceTooOld);
    assert_refused(|update| update.published_at = 1, FurnaceTokenError::PriceTooOld);
    assert_refused(|update| update.published_at = i64::MIN + 1, FurnaceTokenError::PriceTooOld);
    // and where governance wants it fresher
    let mut network = Network::new();
    network.change_parameters(|parameters| parameters.max_price_age_seconds = 5);
    let now = PriceUpdate::now(&network);
    let at = |age| PriceUpdate { published_at: now.published_at - age, ..now.clone() };
    quote(&mut network, &at(5), 1).expect("quote");
    assert_error(quote(&mut network, &at(6), 1), FurnaceTokenError::PriceTooOld);
}

#[test]
fn that_ages_while_it_lies_there() {
    // Given an update that was good, when a minute has passed, then it is not
    let mut network = Network::new();
    let update = PriceUpdate::now(&network);
    network.chain.advance(60);
    quote(&mut network, &update, 1).expect("quote");
    network.chain.advance(1);
    assert_error(quote(&mut network, &update, 1), FurnaceTokenError::PriceTooOld);
}

#[test]
fn from_the_future() {
    assert_refused(|update| update.published_at += 11, FurnaceTokenError::PriceFromFuture);
    assert_refused(|update| update.published_at = i64::MAX, FurnaceTokenError::PriceFromFuture);
}

#[test]
fn of_nothing_or_less() {
    for price in [0, -1, -25_000_000, i64::MIN] {
        assert_refused(|update| update.price = price, FurnaceTokenError::PriceNotPositive);
    }
}

#[test]
fn with_a_wide_confidence() {
    for confidence in [250_001, 25_000_000, u64::MAX] {
        assert_refused(|update| update.confidence = confidence, FurnaceTokenError::PriceTooUncertain);
    }
    // and where governance wants it closer
    let mut network = Network::new();
    network.change_parameters(|parameters| parameters.max_confidence_bps = 10);
    let now = PriceUpdate::now(&network);
    let with = |confidence| PriceUpdate { confidence, ..now.clone() };
    quote(&mut network, &with(25_000), 1).expect("quote");
    assert_error(quote(&mut network, &with(25_001), 1), FurnaceTokenError::PriceTooUncertain);
}

#[test]
fn with_an_exponent_out_of_bounds() {
    for exponent in [1, 8, i32::MAX, -19, i32::MIN] {
        assert_refused(|update| update.exponent = exponent, FurnaceTokenError::PriceExponentOutOfRange);
    }
}

#[test]
fn at_which_the_amount_does_not_fit() {
    // Given a tiny price, when more dollars are quoted than fit in HEAT, then it is refused
    let mut network = Network::new();
    let update = PriceUpdate { price: 1, confidence: 0, exponent: -18, ..PriceUpdate::now(&network) };
    assert_eq!(quote(&mut network, &update, 18).expect("quote"), 18_000_000_000_000_000_000);
    assert_error(quote(&mut network, &update, 19), FurnaceTokenError::Overflow);
}
