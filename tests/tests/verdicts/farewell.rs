//! Strangers alone bring every dispute and every job to its end, in bounded time; then everyone who judged leaves.

use furnace_common::dispute::{DRAW_SECONDS, DRAW_SLOTS, VERIFIER_COOLDOWN_SECONDS};
use furnace_common::limits::RETENTION_SECONDS;
use furnace_common::state::JobState;

use crate::action::{Action, Matter};
use crate::case::Case;
use crate::random::Random;
use crate::strategy;
use crate::world::PLACES;

/// Three rounds without a vote, an appeal that nobody makes, a review and what is kept for everyone to read.
const BOUND: i64 = 30 * 86_400;

impl Case {
    pub(crate) fn everyone_leaves(mut self) {
        let began = self.view.now;
        let mut random = Random(began as u64);
        while self.is_anything_open() {
            if !self.somebody_acts(&mut random) {
                self.time_passes();
                assert!(self.view.now - began < BOUND, "somebody must come to its help");
            }
        }
        self.stakes.assert_whole(&self.view);
        self.verifiers_leave();
    }

    fn is_anything_open(&self) -> bool {
        self.view.open_jobs().next().is_some() || self.view.open_disputes().next().is_some()
    }

    /// One step that anyone can take, whichever; whether there was any.
    fn somebody_acts(&mut self, random: &mut Random) -> bool {
        let disputes = self.view.open_disputes().flat_map(|(dispute, _)| {
            strategy::steps(self, dispute).into_iter().map(move |step| Action::Take { dispute, step })
        });
        let jobs = self.view.open_jobs().flat_map(|(job, _)| {
            strategy::errands(self, job).into_iter().map(move |errand| Action::Errand { job, errand })
        });
        let all: Vec<Action> = disputes.chain(jobs).collect();
        if all.is_empty() {
            return false;
        }
        assert!(self.step(&random.one(&all)), "a stranger acts");
        true
    }

    /// Blocks come, and the next moment at which something ends.
    fn time_passes(&mut self) {
        let newest = self.view.blocks.first().map_or(0, |(slot, _)| *slot);
        let waits = self.view.open_disputes().any(|(_, dispute)| newest < dispute.draw_slot)
            || self.view.open_jobs().any(|(_, job)| newest < job.audit_slot);
        if waits {
            // Time passes with them, or a drawing of nobody would be announced anew for ever.
            self.step(&Action::Blocks { count: DRAW_SLOTS + 1 });
            self.step(&Action::Wait { seconds: DRAW_SECONDS / 2 });
            return;
        }
        let ended = |state: u8| JobState::from_byte(state).is_some_and(JobState::is_final);
        let kept = self.view.open_jobs().filter(|(_, job)| ended(job.state));
        let kept = kept.map(|(_, job)| job.ended_at + RETENTION_SECONDS);
        let next = strategy::ends(&self.view).into_iter().chain(kept).filter(|end| *end >= self.view.now).min();
        let next = next.expect("something ends by itself");
        self.step(&Action::Wait { seconds: next + 1 - self.view.now });
    }

    /// Nobody judges any more: each takes what is its own, and nothing is left.
    fn verifiers_leave(&mut self) {
        self.step(&Action::Wait { seconds: DRAW_SECONDS + 1 });
        self.each(|case, who| case.view.verifiers[who].as_ref().is_some_and(|at| at.free_at == 0), Matter::Leave);
        self.step(&Action::Wait { seconds: VERIFIER_COOLDOWN_SECONDS });
        let has = |case: &Self, who: usize| {
            case.view.verifiers[who].as_ref().is_some_and(|verifier| verifier.bond + verifier.earned > 0)
        };
        self.each(has, Matter::Withdraw);
        self.each(|case, who| case.view.verifiers[who].is_some(), Matter::Close);
        let vault = self.view.tokens[&PLACES.bonds];
        assert_eq!((self.view.ledger.held, vault), (0, 0), "nothing is left of the bonds");
    }

    fn each(&mut self, is_asked: impl Fn(&Self, usize) -> bool, matter: Matter) {
        for who in 0..self.world.verifiers {
            if is_asked(self, who) {
                assert!(self.step(&Action::Verifier { who, matter }), "verifier {who}: {matter:?}");
            }
        }
    }
}
