//! How long random sequences run, and from which seed: as a test says, or as the environment does.

use std::time::{SystemTime, UNIX_EPOCH};

use proptest::test_runner::{Config, RngSeed};

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many sequences, and from which seed; each test has another, by its number among those of its suite.
pub fn config(cases: u64, nth: u64) -> Config {
    let fresh = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
    let seed = setting("FURNACE_FUZZ_SEED").unwrap_or_else(fresh);
    let cases = setting("FURNACE_FUZZ_CASES").unwrap_or(cases);
    println!("{cases} cases with FURNACE_FUZZ_SEED={seed}");
    Config {
        cases: cases as u32,
        rng_seed: RngSeed::Fixed(seed.wrapping_add(nth)),
        failure_persistence: None,
        max_shrink_iters: 3_000,
        ..Config::default()
    }
}

/// Actions in each sequence.
pub fn steps(usual: u64) -> usize {
    setting("FURNACE_FUZZ_STEPS").unwrap_or(usual) as usize
}
