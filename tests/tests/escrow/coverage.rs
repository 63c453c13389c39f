//! The sequences are worth something: every kind of action is taken, and almost every one refused.

use std::collections::BTreeMap;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::action::Action;
use crate::model::{Model, Refusal};
use crate::strategy;

/// The action's kind, as it is written.
fn kind(action: &Action) -> String {
    let text = format!("{action:?}");
    text.split([' ', '{']).next().unwrap_or_default().to_owned()
}

#[test]
fn every_kind_of_action_is_taken_and_refused() {
    // Given sequences as they are in the random tests, of the reference alone
    let seed = RngSeed::Fixed(1);
    let mut runner = TestRunner::new(Config { rng_seed: seed, failure_persistence: None, ..Config::default() });
    let (mut kinds, mut errors) = (BTreeMap::<String, [u64; 2]>::new(), BTreeMap::<String, u64>::new());
    for _ in 0..200 {
        let mut model = Model::new();
        for _ in 0..80 {
            let action = strategy::next(&model).new_tree(&mut runner).expect("an action").current();
            model = model.after(&action);
            kinds.entry(kind(&action)).or_default()[usize::from(model.refused.is_some())] += 1;
            if let Some(Refusal::Named(name, _)) = &model.refused {
                *errors.entry(name.clone()).or_default() += 1;
            }
        }
    }
    println!("{kinds:#?}\n{errors:#?}");

    // Then nothing that can happen is left out
    assert!(kinds.len() >= 60, "{} kinds", kinds.len());
    for (kind, [taken, _]) in &kinds {
        assert!(*taken > 0 || kind == "ForfeitCredit", "{kind} is never taken");
    }
    // and what is wrong is wrong in many ways
    assert!(errors.len() >= 80, "{} errors", errors.len());
}
