//! The state machine: the reference chooses and predicts, the chain follows.

use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};

use crate::action::Action;
use crate::case::Case;
use crate::model::Model;
use crate::strategy;

struct Economy;

impl ReferenceStateMachine for Economy {
    type State = Model;
    type Transition = Action;

    fn init_state() -> BoxedStrategy<Model> {
        Just(Model::new()).boxed()
    }

    fn transitions(model: &Model) -> BoxedStrategy<Action> {
        strategy::next(model)
    }

    fn apply(model: Model, action: &Action) -> Model {
        model.after(action)
    }
}

impl StateMachineTest for Economy {
    type SystemUnderTest = Case;
    type Reference = Self;

    fn init_test(model: &Model) -> Case {
        Case::new(model)
    }

    fn apply(mut case: Case, after: &Model, action: Action) -> Case {
        case.step(&action, after);
        case
    }

    fn teardown(case: Case, _: Model) {
        case.everyone_leaves();
    }
}

/// Sequences in `make test`; `make fuzz` takes more and longer ones.
const CASES: u64 = 250;
const STEPS: u64 = 60;

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many sequences, and from which seed; each test has another.
fn config(nth: u64) -> Config {
    let fresh = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
    let seed = setting("FURNACE_FUZZ_SEED").unwrap_or_else(fresh);
    let cases = setting("FURNACE_FUZZ_CASES").unwrap_or(CASES);
    println!("{cases} cases with FURNACE_FUZZ_SEED={seed}");
    Config {
        cases: cases as u32,
        rng_seed: RngSeed::Fixed(seed.wrapping_add(nth)),
        failure_persistence: None,
        max_shrink_iters: 3_000,
        ..Config::default()
    }
}

fn steps() -> usize {
    setting("FURNACE_FUZZ_STEPS").unwrap_or(STEPS) as usize
}

static FIRST: LazyLock<Config> = LazyLock::new(|| config(0));
static SECOND: LazyLock<Config> = LazyLock::new(|| config(1));

prop_state_machine! {
    #![proptest_config(FIRST.clone())]

    #[test]
    fn the_books_hold_and_everyone_can_leave(sequential steps() => Economy);
}

// As many again, so that two cores have something to do.
prop_state_machine! {
    #![proptest_config(SECOND.clone())]

    #[test]
    fn the_books_hold_whatever_the_seed(sequential steps() => Economy);
}
