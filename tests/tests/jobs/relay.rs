//! Jobs that several workers do one after the other: what the next one begins with, and whom it credits.

use furnace_client::accounts::Job;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::limits::MAX_CREDITS;
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::checkpoint;
use furnace_tests::network::{OperatorActor, PRICE, WorkerActor};
use furnace_tests::scene::{STAKE, Scene};
use solana_address::Address;

/// A job that passes from operator to operator, a worker each.
pub(crate) struct Relay {
    pub(crate) scene: Scene,
    pub(crate) runners: Vec<(OperatorActor, WorkerActor)>,
    pub(crate) job: Address,
    /// The number of the last checkpoint.
    sequence: u32,
}

impl Relay {
    /// An open job, and this many operators to do it.
    pub(crate) fn new(runners: usize) -> Self {
        let mut scene = Scene::new();
        let runners = (0..runners)
            .map(|index| {
                let operator = scene.network.operator(&format!("operator {index}"), STAKE);
                let worker = scene.network.worker(&operator, &format!("runner {index}"));
                (operator, worker)
            })
            .collect();
        let job = scene.network.post(&scene.client, PRICE);
        Self { scene, runners, job, sequence: 0 }
    }

    /// The runner claims, and begins from so many checkpoints of others.
    pub(crate) fn begin(&mut self, runner: usize, from: u8) {
        let worker = &self.runners[runner].1;
        self.scene.network.try_claim(worker, self.job).expect("claim");
        self.scene.network.try_resume(worker, self.job, from).expect("start");
    }

    /// The runner claims, and begins from all checkpoints that there are.
    pub(crate) fn go_on(&mut self, runner: usize) {
        let progress = self.account().progress;
        self.begin(runner, progress.count + u8::from(progress.pending != Address::default()));
    }

    /// The runner records how far it is.
    pub(crate) fn record(&mut self, runner: usize, progress_bps: u16) {
        self.sequence += 1;
        let at = checkpoint(self.sequence, progress_bps);
        self.scene.network.try_checkpoint(&self.runners[runner].1, self.job, at).expect("checkpoint");
    }

    /// The runner hands the job back.
    pub(crate) fn quit(&mut self, runner: usize) {
        self.scene.network.try_quit(&self.runners[runner].1, self.job).expect("quit");
    }

    /// The runner goes on, records this and hands the job back.
    pub(crate) fn leg(&mut self, runner: usize, progress_bps: u16) {
        self.go_on(runner);
        self.record(runner, progress_bps);
        self.quit(runner);
    }

    /// The runner, which has begun, delivers, and the client accepts.
    pub(crate) fn finish(&mut self, runner: usize) {
        self.scene.network.try_submit(&self.runners[runner].1, self.job).expect("submit");
        self.scene.network.try_accept(&self.scene.client, self.job).expect("accept");
    }

    pub(crate) fn account(&self) -> Job {
        self.scene.network.job(&self.job)
    }

    /// Of each credit the runner's index, and how far it had come.
    pub(crate) fn credits(&self) -> Vec<(usize, u16)> {
        let progress = self.account().progress;
        let used = &progress.credits[..usize::from(progress.count)];
        used.iter().map(|credit| (self.runner(&credit.operator), credit.checkpoint.progress_bps)).collect()
    }

    fn runner(&self, operator: &Address) -> usize {
        let place = self.runners.iter().position(|(runner, _)| runner.operator == *operator);
        place.expect("a runner has the credit")
    }
}

#[test]
fn whoever_goes_on_credits_the_one_before() {
    // Given a worker that did 40% and lost the job
    let mut relay = Relay::new(3);
    relay.leg(0, 4_000);
    let pending = relay.account().progress.pending;
    assert_eq!((pending, relay.credits()), (relay.runners[0].0.operator, vec![]));

    // When the next goes on from there, then that is its credit, and what it adds will be its own
    relay.begin(1, 1);
    assert_eq!((relay.credits(), relay.account().progress.pending), (vec![(0, 4_000)], Address::default()));
    relay.record(1, 4_500);
    relay.record(1, 7_000);
    relay.quit(1);
    relay.begin(2, 2);
    assert_eq!(relay.credits(), [(0, 4_000), (1, 7_000)]);
}

#[test]
fn checkpoints_that_are_no_good_credit_nobody() {
    // Given two workers with a checkpoint each, the second of which waits
    for (from, credits, progress) in [(1, vec![(0, 2_000)], 2_000), (0, vec![], 0)] {
        let mut relay = Relay::new(3);
        relay.leg(0, 2_000);
        relay.leg(1, 8_000);

        // When the next goes on from the first, or from none, then it is there that the work is
        relay.begin(2, from);
        assert_eq!((relay.credits(), relay.account().progress.last.progress_bps), (credits, progress));
        // and no number is used twice
        assert_eq!(relay.account().progress.last.sequence, 2);
        relay.record(2, progress);
        // and what was thrown away does not come back
        relay.quit(2);
        let count = relay.account().progress.count;
        relay.begin(0, count);
        assert_eq!(relay.credits().len(), usize::from(count));
    }
}

#[test]
fn a_checkpoint_that_there_is_not_is_none_to_go_on_from() {
    // Given no checkpoint, one that waits, and one that is credited
    let mut relay = Relay::new(3);
    let claim = |relay: &mut Relay, runner: usize| {
        relay.scene.network.try_claim(&relay.runners[runner].1, relay.job).expect("claim");
    };
    let refused = |relay: &mut Relay, runner: usize, from| {
        // When a worker says that it goes on from one more, then it is refused
        let start = relay.scene.network.try_resume(&relay.runners[runner].1, relay.job, from);
        assert_error(start, FurnaceJobsError::CheckpointUnknown);
    };
    claim(&mut relay, 0);
    [1, 2, u8::MAX].into_iter().for_each(|from| refused(&mut relay, 0, from));
    relay.quit(0);
    relay.leg(0, 1_000);
    claim(&mut relay, 1);
    [2, 3, u8::MAX].into_iter().for_each(|from| refused(&mut relay, 1, from));
    relay.quit(1);
    relay.begin(1, 1);
    relay.quit(1);
    claim(&mut relay, 2);
    [2, 3].into_iter().for_each(|from| refused(&mut relay, 2, from));
}

#[test]
fn a_worker_that_added_nothing_leaves_the_credit_to_whom_it_belongs() {
    // Given a worker that never began after another's checkpoint
    let mut relay = Relay::new(3);
    relay.leg(0, 3_000);
    relay.scene.network.try_claim(&relay.runners[1].1, relay.job).expect("claim");
    relay.quit(1);
    assert_eq!(relay.account().progress.pending, relay.runners[0].0.operator);

    // When one goes on and records nothing, then it has no credit of its own
    relay.begin(1, 1);
    relay.quit(1);
    relay.begin(2, 1);
    assert_eq!(relay.credits(), [(0, 3_000)]);
}

#[test]
fn no_progress_is_no_credit_and_takes_no_place() {
    // Given workers that record as much as was done before them, when others go on, then no place is taken
    let mut relay = Relay::new(2);
    for _ in 0..MAX_CREDITS {
        relay.leg(0, 0);
    }
    assert_eq!(relay.account().progress.count, 0);
    relay.leg(1, 5_000);
    relay.go_on(0);
    assert_eq!(relay.credits(), [(1, 5_000)]);
}
