//! What is tried next: mostly what can be done now, sometimes what cannot.

mod auctions;
mod crews;
mod jobs;
mod leases;
mod money;
mod senseless;
mod time;

use proptest::prelude::*;
use proptest::test_runner::TestRng;

use crate::action::{Action, Quote};
use crate::cast::{STRANGER, WALLETS, WORKERS};
use crate::model::{Model, Order};

/// What may be tried, each with how often.
struct Choice {
    rng: TestRng,
    options: Vec<(u64, Action)>,
}

/// Something to do in the present state. What a failing sequence does without, shrinking leaves out; the actions
/// themselves stay as they are.
pub(crate) fn next(model: &Model) -> BoxedStrategy<Action> {
    Just(model.clone()).prop_perturb(|model, rng| choose(&model, rng)).no_shrink().boxed()
}

fn choose(model: &Model, rng: TestRng) -> Action {
    let mut choice = Choice { rng, options: Vec::new() };
    // A tenth of all is what nobody should be able to do.
    if choice.chance(10) {
        senseless::offer(model, &mut choice);
    } else {
        money::offer(model, &mut choice);
        for (order, content) in model.orders.iter().enumerate() {
            match content {
                Order::Job(job) => {
                    jobs::offer(model, order, job, &mut choice);
                    crews::offer(model, order, job, &mut choice);
                    auctions::offer(model, order, content, &mut choice);
                }
                Order::Lease(lease) => {
                    leases::offer(model, order, lease, &mut choice);
                    auctions::offer(model, order, content, &mut choice);
                }
                Order::Gone => {}
            }
        }
        time::offer(model, &mut choice);
    }
    choice.pick()
}

impl Choice {
    fn add(&mut self, weight: u64, action: Action) {
        self.options.push((weight, action));
    }

    fn pick(mut self) -> Action {
        let all = self.options.iter().map(|(weight, _)| weight).sum::<u64>();
        let mut left = self.below(all);
        let found = self.options.into_iter().find(|(weight, _)| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        });
        found.expect("there is always something to do").1
    }

    /// A number below `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        self.rng.next_u64() % bound.max(1)
    }

    /// One in so many times.
    fn chance(&mut self, of: u64) -> bool {
        self.below(of) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    fn worker(&mut self) -> usize {
        self.below(WORKERS.len() as u64) as usize
    }

    fn wallet(&mut self) -> usize {
        self.below(WALLETS.len() as u64) as usize
    }

    /// The rightful one, rarely anybody.
    fn mostly(&mut self, rightful: usize) -> usize {
        if self.chance(25) { self.wallet() } else { rightful }
    }

    /// The one that holds it, rarely any.
    fn holder(&mut self, worker: Option<usize>) -> usize {
        match worker {
            Some(worker) if !self.chance(25) => worker,
            _ => self.worker(),
        }
    }

    /// The client or a stranger.
    fn closer(&mut self, client: usize) -> usize {
        self.one(&[client, client, STRANGER])
    }

    fn quote(&mut self) -> Quote {
        self.one(&[Quote::Fresh, Quote::Fresh, Quote::Fresh, Quote::Fresh, Quote::None, Quote::None, Quote::Stale])
    }

    /// A part of a whole: some hundredths, all of it, a few units, rarely a little too much.
    fn part(&mut self, whole: u64) -> u64 {
        match self.below(12) {
            0 => self.below(3),
            1 => whole.saturating_add(1),
            2 | 3 => whole,
            _ => (u128::from(whole) * u128::from(self.below(100) + 1) / 100) as u64,
        }
    }
}
