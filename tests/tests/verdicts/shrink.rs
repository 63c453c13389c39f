//! A sequence that fails is made as short as it can be, and printed to be played again.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};

use crate::action::Action;
use crate::case::Case;
use crate::cast::Setup;
use crate::random::Random;
use crate::strategy;

/// Sequences that are tried to find a shorter one.
const TRIES: usize = 600;

/// Plays a sequence to its end.
fn play(setup: &Setup, actions: &[Action]) {
    let mut case = Case::new(setup);
    actions.iter().for_each(|action| {
        case.step(action);
    });
    case.everyone_leaves();
}

/// Plays so many steps that `seed` chooses.
pub(crate) fn run(setup: &Setup, seed: u64, steps: usize, took: impl Fn(&Action, bool)) {
    let (mut random, played) = (Random(seed), RefCell::new(Vec::new()));
    let whole = catch_unwind(AssertUnwindSafe(|| {
        let mut case = Case::new(setup);
        for _ in 0..steps {
            let action = strategy::next(&case, &mut random);
            played.borrow_mut().push(action);
            let taken = case.step(&action);
            took(&action, taken);
        }
        case.everyone_leaves();
    }));
    if let Err(panic) = whole {
        let shortest = shortest(setup, played.into_inner());
        eprintln!("{setup:?}\n{shortest:#?}");
        play(setup, &shortest);
        resume_unwind(panic);
    }
}

/// What still fails, with nothing in it that could be left out.
fn shortest(setup: &Setup, mut actions: Vec<Action>) -> Vec<Action> {
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let fails = |actions: &[Action]| catch_unwind(AssertUnwindSafe(|| play(setup, actions))).is_err();
    let (mut part, mut tries) = (actions.len().div_ceil(2), 0);
    while part > 0 && tries < TRIES {
        let mut from = 0;
        while from < actions.len() && tries < TRIES {
            let mut less = actions.clone();
            less.drain(from..(from + part).min(actions.len()));
            tries += 1;
            if fails(&less) {
                actions = less;
            } else {
                from += part;
            }
        }
        part /= 2;
    }
    set_hook(hook);
    actions
}
