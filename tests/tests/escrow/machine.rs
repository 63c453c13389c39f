//! The state machine: the reference chooses and predicts, the chain follows.

use std::sync::LazyLock;

use furnace_tests::fuzz;
use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};

use crate::action::Action;
use crate::case::Case;
use crate::model::Model;
use crate::strategy;

struct Escrow;

impl ReferenceStateMachine for Escrow {
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

    /// Shrinking leaves out what opened an order; what is done about it goes too.
    fn preconditions(model: &Model, action: &Action) -> bool {
        model.knows(action)
    }
}

impl StateMachineTest for Escrow {
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

/// Sequences in `make test`, half of them in each of two tests that run side by side; `make fuzz` takes more and
/// longer ones.
const CASES: u64 = 150;
const STEPS: u64 = 80;

static FIRST: LazyLock<Config> = LazyLock::new(|| fuzz::config(CASES, 0));
static SECOND: LazyLock<Config> = LazyLock::new(|| fuzz::config(CASES, 1));

prop_state_machine! {
    #![proptest_config(FIRST.clone())]

    #[test]
    fn the_books_hold_and_strangers_end_everything(sequential fuzz::steps(STEPS) => Escrow);
}

// As many again, so that two cores have something to do.
prop_state_machine! {
    #![proptest_config(SECOND.clone())]

    #[test]
    fn the_books_hold_whatever_the_seed(sequential fuzz::steps(STEPS) => Escrow);
}
