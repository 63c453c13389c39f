//! Cases at random: who judges, who colludes, and what everybody does.

use furnace_tests::fuzz;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::cast::{MOST_VERIFIERS, Policy, Setup, bond};
use crate::{shrink, tally};

/// Sequences in `make test`, in each of two tests that run side by side; `make fuzz` takes more and longer ones.
const CASES: u64 = 24;
const STEPS: u64 = 180;

fn policy() -> impl Strategy<Value = Policy> {
    use Policy::*;
    prop::sample::select(vec![Lie, Lie, Scatter, Silent, Unavailable, Fickle, Fickle])
}

/// Mostly as many as a committee takes, sometimes few.
pub(crate) fn setups() -> impl Strategy<Value = Setup> {
    let many = prop_oneof![5 => 8..=MOST_VERIFIERS, 1 => 1usize..8];
    let bonds = many.prop_flat_map(|count| prop::collection::vec((0u64..4_000).prop_map(bond), count));
    (bonds, policy(), 0usize..100).prop_map(|(bonds, policy, part)| Setup {
        colluders: bonds.len() * part / 100,
        bonds,
        policy,
    })
}

fn play(nth: u64, setups: impl Strategy<Value = Setup>) {
    // What fails is made shorter here, step by step, and not by another seed.
    let config = Config { max_shrink_iters: 0, ..fuzz::config(CASES, nth) };
    let result = TestRunner::new(config).run(&(setups, any::<u64>()), |(setup, seed)| {
        shrink::run(&setup, seed, fuzz::steps(STEPS), |_, _| {});
        Ok(())
    });
    tally::print();
    result.expect("every sequence goes through");
}

#[test]
fn nobody_honest_loses_where_few_collude() {
    play(0, setups().prop_map(Setup::with_minority));
}

#[test]
fn the_books_hold_and_strangers_end_everything_however_many_collude() {
    play(1, setups());
}
