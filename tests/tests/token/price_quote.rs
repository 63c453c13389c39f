//! Dollars in HEAT at a price of Pyth's.

use furnace_tests::network::Network;

use furnace_tests::price_update::{PriceUpdate, quote};

#[test]
fn a_quote_is_at_the_low_end_and_rounded_up() {
    let mut network = Network::new();
    // Given a price of 0.25 dollars give or take a quarter of a cent
    let update = PriceUpdate::now(&network);

    // When dollars are quoted, then the amount is theirs at 0.2475 dollars, rounded up
    for (micro_usd, heat) in [(0, 0), (1, 5), (99, 400), (100, 405), (1_000_000, 4_040_405), (2_475_000, 10_000_000)] {
        assert_eq!(quote(&mut network, &update, micro_usd).expect("quote"), heat, "{micro_usd} micro-dollars");
    }
}

#[test]
fn a_certain_price_is_taken_as_it_is() {
    // Given a price of four dollars without any doubt, when dollars are quoted, then a dollar is a quarter
    let mut network = Network::new();
    let update = PriceUpdate { price: 4, confidence: 0, exponent: 0, ..PriceUpdate::now(&network) };
    assert_eq!(quote(&mut network, &update, 1_000_000).expect("quote"), 250_000);
    assert_eq!(quote(&mut network, &update, 5).expect("quote"), 2);
}

#[test]
fn exponents_scale_the_price() {
    // Given the same price at every exponent that fits, when a dollar is quoted, then it is as much
    let mut network = Network::new();
    for exponent in -18i32..=0 {
        let price = 10i64.pow(exponent.unsigned_abs());
        let update = PriceUpdate { price, confidence: 0, exponent, ..PriceUpdate::now(&network) };
        assert_eq!(quote(&mut network, &update, 1_234_567).expect("quote"), 1_234_567, "exponent {exponent}");
    }
}

#[test]
fn the_widest_confidence_counts_in_full() {
    // Given a price with a confidence of exactly the hundredth that may be, when a dollar is quoted, then the
    // price is a hundredth lower
    let mut network = Network::new();
    let update = PriceUpdate { price: 100, confidence: 1, exponent: -2, ..PriceUpdate::now(&network) };
    assert_eq!(quote(&mut network, &update, 990_000).expect("quote"), 1_000_000);
}

#[test]
fn the_last_second_on_either_side_counts() {
    // Given a price of a minute ago, and of 10 seconds ahead, when a dollar is quoted, then it counts
    let mut network = Network::new();
    let now = network.chain.now();
    for published_at in [now - 60, now, now + 10] {
        let update = PriceUpdate { published_at, ..PriceUpdate::now(&network) };
        assert_eq!(quote(&mut network, &update, 1_000_000).expect("quote"), 4_040_405);
    }
}
