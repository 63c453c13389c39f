//! The sequences are worth something: every kind of step is taken, and almost every one refused.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::action::Action;
use crate::cast::{Policy, Setup, bond};
use crate::shrink;

/// All take a verifier that left a month ago; the first also a dispute that nobody settled since.
const RARE: [&str; 3] = ["Void", "verifierClose", "verifierRegister"];

/// The action's kind, as it is written.
fn kind(action: &Action) -> String {
    let text = match action {
        Action::Take { step, .. } => format!("{step:?}"),
        Action::Errand { errand, .. } => format!("errand{errand:?}"),
        Action::Verifier { matter, .. } => format!("verifier{matter:?}"),
        Action::Stake { stake, .. } => format!("stake{stake:?}"),
        _ => format!("{action:?}"),
    };
    text.split([' ', '{', '(']).next().unwrap_or_default().to_owned()
}

#[test]
fn every_kind_of_step_is_taken_and_refused() {
    let kinds = RefCell::new(BTreeMap::<String, [u64; 2]>::new());
    // Given some sequences, of minorities and majorities that collude
    for seed in 0..14u64 {
        let policy = [Policy::Lie, Policy::Fickle][seed as usize % 2];
        let setup = Setup { bonds: vec![bond(0); 9], colluders: 2 + seed as usize % 4, policy };
        // When they are played
        shrink::run(&setup, seed, 280, |action, taken| {
            kinds.borrow_mut().entry(kind(action)).or_default()[usize::from(!taken)] += 1;
        });
    }
    let kinds = kinds.into_inner();
    println!("{kinds:#?}");

    // Then nothing that can happen is left out
    assert!(kinds.len() >= 38, "{} kinds", kinds.len());
    for (kind, [taken, _]) in &kinds {
        assert!(*taken > 0 || RARE.contains(&kind.as_str()), "{kind} is never taken");
    }
    let refused = kinds.values().filter(|[_, refused]| *refused > 0).count();
    assert!(refused >= 25, "{refused} kinds are refused");
}
