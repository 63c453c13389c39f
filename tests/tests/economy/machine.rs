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

static FIRST: LazyLock<Config> = LazyLock::new(|| fuzz::config(CASES, 0));
static SECOND: LazyLock<Config> = LazyLock::new(|| fuzz::config(CASES, 1));

prop_state_machine! {
    #![proptest_config(FIRST.clone())]

    #[test]
    fn the_books_hold_and_everyone_can_leave(sequential fuzz::steps(STEPS) => Economy);
}

// As many again, so that two cores have something to do.
prop_state_machine! {
    #![proptest_config(SECOND.clone())]

    #[test]
    fn the_books_hold_whatever_the_seed(sequential fuzz::steps(STEPS) => Economy);
}
