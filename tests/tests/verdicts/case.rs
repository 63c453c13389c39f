//! One sequence: the chain, and what the protocol says of each step.

use furnace_client::pda;

use crate::action::{Action, Errand, Step};
use crate::cast::*;
use crate::check::{self, Heard, Stakes};
use crate::model::{Moves, Outcome, Roll, outcome};
use crate::view::View;
use crate::world::{PLACES, World};

pub(crate) struct Case {
    pub(crate) setup: Setup,
    pub(crate) world: World,
    pub(crate) view: View,
    roll: Roll,
    /// By dispute.
    heard: Vec<Heard>,
    pub(crate) stakes: Stakes,
}

impl Case {
    pub(crate) fn new(setup: &Setup) -> Self {
        let world = World::new(setup);
        let view = world.view();
        let stakes = Stakes::of(&view);
        let (setup, roll, heard) = (setup.clone(), Roll::default(), Vec::new());
        let mut case = Self { setup, world, view, roll, heard, stakes };
        case.roll.note(&case.view);
        case.assert_invariants();
        case
    }

    /// Takes a step; returns whether it went through. It is taken where the protocol says so, and refused elsewhere.
    pub(crate) fn step(&mut self, action: &Action) -> bool {
        let world = &mut self.world;
        match action {
            Action::Wait { seconds } => world.network.chain.advance(*seconds),
            Action::Blocks { count } => world.pass_slots(*count),
            Action::Gap { count } => world.network.chain.skip_slots(*count),
            _ => return self.transact(action),
        }
        self.view = self.world.view();
        true
    }

    fn transact(&mut self, action: &Action) -> bool {
        let Some(instruction) = self.world.instruction(action, &self.view) else { return false };
        let expected = outcome(&self.view, action);
        let taken = match (self.world.send(instruction), &expected) {
            (Ok(_), Outcome::Refused) => panic!("{action:?} went through"),
            (Err(failure), Outcome::Taken(_)) => {
                panic!("{action:?} was refused by {:?}\n{}", failure.error, failure.logs.join("\n"))
            }
            (result, _) => result.is_ok(),
        };
        self.note(action, taken);
        let after = self.world.view();
        let before = std::mem::replace(&mut self.view, after);
        if taken {
            self.roll.note(&self.view);
            if let Outcome::Taken(moves) = expected {
                assert_moved(&before, &self.view, &moves, action);
            }
            check::assert_step(&before, &self.view, action, &self.roll);
            self.judge(&before, action);
            self.stakes.note(&before, &self.view, action);
            self.assert_invariants();
        }
        taken
    }

    /// Remembers what was opened.
    fn note(&mut self, action: &Action, taken: bool) {
        let audit = |action: &Action| match action {
            Action::Errand { job, errand: Errand::OpenAudit } | Action::Accuse { job, .. } => Some(*job),
            _ => None,
        };
        if !taken {
            return;
        }
        if let Action::Post { client, .. } = action {
            let number = self.view.balances[*client].next_job;
            self.world.jobs.push(pda::job(&PLACES.balances[*client].0, number).0);
        } else if let Some(job) = audit(action) {
            let number = self.view.jobs[job].as_ref().expect("the job is there").disputes;
            self.world.disputes.push((pda::dispute(&self.world.jobs[job], number).0, job));
            self.heard.push(Heard::default());
        }
    }

    /// Looks at what a step of a dispute means for who is honest.
    fn judge(&mut self, before: &View, action: &Action) {
        let Action::Take { dispute, step } = *action else { return };
        let was = before.disputes[dispute].as_ref().expect("a dispute");
        if step == Step::Rule {
            self.heard[dispute] = Heard::of(was, before.number_of(&was.job), &self.setup);
        }
        check::assert_fair(before, &self.view, dispute, step, self.heard[dispute], &self.setup);
    }

    fn assert_invariants(&self) {
        check::assert_books(&self.view);
        check::assert_court(&self.view);
    }
}

/// Every account of HEAT has what the protocol says, to the unit.
fn assert_moved(before: &View, after: &View, moves: &Moves, action: &Action) {
    for (account, amount) in &after.tokens {
        let change = i128::from(*amount) - i128::from(before.tokens[account]);
        let expected = moves.changes.get(account).copied().unwrap_or(0);
        assert_eq!(change, expected, "{action:?} moves HEAT of {account}");
    }
    assert_eq!(before.supply - after.supply, moves.burned, "{action:?} burns");
    let known = |account| after.tokens.contains_key(account);
    assert!(moves.changes.iter().all(|(account, amount)| *amount == 0 || known(account)), "an account of nobody");
}
