//! One sequence: the chain and the reference side by side.

use crate::action::Action;
use crate::cast::POOLS;
use crate::check::{self, Everyone, Slack};
use crate::model::{KEPT, Model, current};
use crate::view::View;
use crate::world::World;

/// Instructions in one transaction.
pub(crate) const AT_ONCE: usize = 6;

/// The world and the reference.
pub(crate) struct Case {
    world: World,
    /// What the reference says of the last step, and what the chain showed.
    pub(crate) model: Model,
    view: View,
    wealth: Everyone,
}

impl Case {
    pub(crate) fn new(model: &Model) -> Self {
        let world = World::new();
        let view = world.view(std::iter::empty());
        let case = Self { wealth: check::count(&view), world, view, model: model.clone() };
        case.assert_invariants();
        case
    }

    /// Takes a step, of which `after` is what the reference makes.
    pub(crate) fn step(&mut self, action: &Action, after: &Model) {
        self.world.network.chain.set_time(after.now);
        if matches!(action, Action::Sync { .. }) {
            self.assert_order_is_free(after);
        }
        if !self.is_impossible(action) {
            match (self.world.act(std::slice::from_ref(action)), &after.refused) {
                (Ok(_), None) => {}
                (Err(failure), Some(refusal)) if refusal.is(&failure) => {}
                (Ok(_), Some(refusal)) => panic!("{action:?} went through, not refused by {refusal:?}"),
                (Err(failure), expected) => panic!(
                    "{action:?} was refused by {:?}, not {expected:?}\n{}",
                    failure.error,
                    failure.logs.join("\n")
                ),
            }
        }
        self.look(std::slice::from_ref(action), after);
        if action.is_permissionless() {
            self.repeat(action);
        }
    }

    /// Takes steps that must all go through at one moment, in one transaction.
    pub(crate) fn together(&mut self, actions: &[Action]) {
        let mut after = self.model.clone();
        for action in actions {
            after = after.after(action);
            assert!(after.refused.is_none(), "{action:?} is refused by {:?}", after.refused);
        }
        if let Err(failure) = self.world.act(actions) {
            panic!("{actions:?} were refused by {:?}\n{}", failure.error, failure.logs.join("\n"));
        }
        self.look(actions, &after);
    }

    /// An instruction about a job that is not there cannot even be written.
    fn is_impossible(&self, action: &Action) -> bool {
        match action {
            Action::Deliver { job } | Action::Miss { job } | Action::Quit { job } => {
                !self.model.jobs.held.contains_key(job)
            }
            Action::Wait { .. } => true,
            _ => false,
        }
    }

    /// Compares the chain with the reference, and with what it was before the actions.
    fn look(&mut self, actions: &[Action], after: &Model) {
        let view = self.view_now(after);
        let wealth = check::count(&view);
        let before = std::mem::replace(&mut self.model, after.clone());
        let before_view = std::mem::replace(&mut self.view, view);
        let before_wealth = std::mem::replace(&mut self.wealth, wealth);
        self.assert_invariants();
        let slash = actions.iter().any(Action::is_slash);
        for (was, is) in before_view.pools.iter().zip(&self.view.pools) {
            if let (Some(was), Some(is), false) = (was, is, slash) {
                check::assert_price(was, is, actions.len());
            }
        }
        let rightful = std::array::from_fn(|who| [0, 1].map(|m| after.rightful[who][m] - before.rightful[who][m]));
        let slack = Slack {
            steps: actions.len(),
            slash,
            undivided: self.view.undivided().max(before_view.undivided()),
            slashed: 2 * after.pools.iter().filter(|pool| pool.stake.slashed > 0).count() as u64,
        };
        check::assert_rightful(&before_wealth, &self.wealth, &rightful, slack);
    }

    fn assert_invariants(&self) {
        check::assert_same(&self.view, &self.model);
        check::assert_books(&self.view, &self.model);
        check::assert_owed(&self.view, &self.model);
    }

    /// What anyone may do changes nothing the second time.
    fn repeat(&mut self, action: &Action) {
        let again = self.world.act(std::slice::from_ref(action));
        let expected = self.model.after(action).refused;
        match (again, &expected) {
            (Ok(_), None) => {}
            (Err(failure), Some(refusal)) if refusal.is(&failure) => {}
            (again, expected) => panic!("{action:?} again: {:?}, not {expected:?}", again.map(|_| ())),
        }
        let view = self.view_now(&self.model);
        assert!(view == self.view, "{action:?} changed something the second time: {view:#?} was {:#?}", self.view);
    }

    /// Whatever order anyone chooses for booking and counting, everyone has the same.
    fn assert_order_is_free(&self, model: &Model) {
        let syncs = (0..POOLS).map(|pool| Action::Sync { pool });
        let refreshes = self.model.positions.keys().map(|&(pool, who)| Action::Refresh { who, pool });
        let mut steps: Vec<_> = syncs.chain(refreshes).collect();
        let [forwards, backwards] = [(), ()].map(|()| {
            let mut world = self.world.copy();
            for some in steps.chunks(AT_ONCE) {
                world.act(some).expect("anyone may do it");
            }
            steps.reverse();
            world.view(model.emission.epochs.keys().copied())
        });
        assert!(forwards == backwards, "the order matters: {forwards:#?} or {backwards:#?}");
    }

    fn view_now(&self, model: &Model) -> View {
        let now = current(model.now);
        // One closed in this step too, and nothing that was never open.
        let known = self.model.emission.epochs.keys().chain(model.emission.epochs.keys()).copied();
        let epochs: std::collections::BTreeSet<u64> = known.chain([now - 1, now, now - KEPT - 1]).collect();
        self.world.view(epochs.into_iter())
    }
}
