//! Sequences that once surprised somebody, written out. What a failing run prints goes here, with a name for what
//! it showed.

use furnace_common::units::HEAT;

use crate::action::{Action, Party, Say, Stake, Step};
use crate::case::Case;
use crate::cast::{OWN_STAKE, Policy, Setup, bond};

/// Plays a sequence to its end, of which all but votes at others' seats goes through.
fn play(setup: &Setup, actions: &[Action]) {
    let mut case = Case::new(setup);
    for action in actions {
        let taken = case.step(action);
        let is_try = matches!(action, Action::Commit { .. } | Action::Reveal { .. });
        assert!(taken || is_try, "{action:?} is refused");
    }
    case.everyone_leaves();
}

/// Three honest verifiers, who all say of the first job that its worker lied.
fn convicted() -> (Setup, Vec<Action>) {
    let setup = Setup { bonds: vec![bond(0); 3], colluders: 0, policy: Policy::Silent };
    let (job, dispute, say) = (0, 0, Say::Truth);
    let mut actions = vec![
        Action::Post { client: 0, market: 0, price: 30 * HEAT },
        Action::Claim { job, worker: 2 },
        Action::Start { job },
        Action::Submit { job, say: Say::Lie(0) },
        Action::Accuse { job, by: Party::Client(0), say },
        Action::Blocks { count: 3 },
        Action::Take { dispute, step: Step::Draw },
    ];
    // Each tries every seat: one of them is its own.
    let seats = || (0..3).flat_map(|vote| (0..3).map(move |by| (vote, by)));
    actions.extend(seats().map(|(vote, by)| Action::Commit { dispute, vote, by, say }));
    actions.extend(seats().map(|(vote, by)| Action::Reveal { dispute, vote, by, say }));
    actions.extend([Step::Rule, Step::Convict].map(|step| Action::Take { dispute, step }));
    (setup, actions)
}

#[test]
fn who_unstakes_while_a_penalty_waits_leaves_nothing_of_it_to_others() {
    // All of a penalty went back into the bucket that it was taken from, whoever was in it by then. Here no committee
    // hears the appeal, so that it comes back.
    let (setup, mut actions) = convicted();
    actions.push(Action::Stake { pool: 2, own: true, stake: Stake::Unstake { shares: OWN_STAKE / 2 } });
    actions.push(Action::Appeal { dispute: 0, by: Party::Stranger });
    play(&setup, &actions);
}

#[test]
fn who_comes_back_while_a_penalty_waits_gains_nothing_by_it() {
    let (setup, mut actions) = convicted();
    actions.insert(0, Action::Stake { pool: 2, own: true, stake: Stake::Unstake { shares: OWN_STAKE / 2 } });
    actions.push(Action::Stake { pool: 2, own: true, stake: Stake::Cancel { index: 0 } });
    actions.push(Action::Appeal { dispute: 0, by: Party::Stranger });
    play(&setup, &actions);
}

#[test]
fn a_conviction_that_nobody_appeals_against_is_carried_out_by_strangers() {
    let (setup, actions) = convicted();
    play(&setup, &actions);
}
