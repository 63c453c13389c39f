//! What is tried next: mostly what somebody has a reason to do, sometimes what cannot be done.

mod court;
mod duties;
mod jobs;
mod others;
mod senseless;
mod time;

use crate::action::Action;
use crate::case::Case;
use crate::random::Random;

pub(crate) use court::steps;
pub(crate) use jobs::errands;
pub(crate) use time::ends;

/// What may be tried, each with how often.
struct Choice<'a> {
    random: &'a mut Random,
    options: Vec<(u64, Action)>,
}

/// Something to do now.
pub(crate) fn next(case: &Case, random: &mut Random) -> Action {
    let mut choice = Choice { random, options: Vec::new() };
    if choice.random.chance(12) {
        return senseless::action(case, choice.random);
    }
    let duties = duties::all(case);
    duties.iter().for_each(|duty| choice.add(8, duty.action));
    court::offer(case, &mut choice);
    jobs::offer(case, &mut choice);
    others::offer(case, &mut choice);
    time::offer(case, &duties, &mut choice);
    choice.pick()
}

impl Choice<'_> {
    fn add(&mut self, weight: u64, action: Action) {
        self.options.push((weight, action));
    }

    fn pick(self) -> Action {
        let all = self.options.iter().map(|(weight, _)| weight).sum::<u64>();
        let mut left = self.random.below(all);
        let found = self.options.into_iter().find(|(weight, _)| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        });
        found.expect("there is always something to do").1
    }
}
