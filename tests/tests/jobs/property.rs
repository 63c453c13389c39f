//! Whatever two clients, three workers and strangers do in whatever order, the books agree with the chain
//! after every step, and in the end a stranger alone brings every job to its end.

mod invariants;
mod moves;
mod sweep;
mod world;

use furnace_common::dispute::COMMITTEE_SECONDS;
use furnace_common::units::HEAT;
use proptest::prelude::*;

use world::World;

/// What a party does. Indices are taken modulo what there is.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Post {
        client: usize,
        price: u64,
    },
    Deposit {
        client: usize,
        amount: u64,
    },
    Withdraw {
        client: usize,
        amount: u64,
    },
    /// The operator takes a part of its stake back, in hundredths.
    Unstake {
        operator: usize,
        percent: u64,
    },
    Wait {
        seconds: i64,
    },
    /// The job's own parties take it one step further.
    Proceed {
        job: usize,
        actor: usize,
    },
    /// Whose right it is, or somebody else, acts on a job, perhaps in the wrong state.
    Act {
        verb: Verb,
        rightly: bool,
        job: usize,
        actor: usize,
    },
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Verb {
    Claim,
    Start,
    Submit,
    Dispute,
    /// The next step of the job's dispute that anyone can take.
    Judge,
    Accept,
    Settle,
    Cancel,
    Expire,
    Slash,
    Quit,
    Close,
}

fn verb() -> impl Strategy<Value = Verb> {
    use Verb::*;
    prop::sample::select(vec![Claim, Start, Submit, Dispute, Judge, Accept, Settle, Cancel, Expire, Slash, Quit, Close])
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0usize..8;
    prop_oneof![
        4 => (who.clone(), 1..60 * HEAT).prop_map(|(client, price)| Step::Post { client, price }),
        1 => (who.clone(), 0..20 * HEAT).prop_map(|(client, amount)| Step::Deposit { client, amount }),
        1 => (who.clone(), 0..50 * HEAT).prop_map(|(client, amount)| Step::Withdraw { client, amount }),
        1 => (who.clone(), 1u64..100).prop_map(|(operator, percent)| Step::Unstake { operator, percent }),
        2 => prop_oneof![8 => 0i64..400, 8 => 600i64..5_000, 1 => Just(COMMITTEE_SECONDS + 1)].prop_map(|seconds| Step::Wait { seconds }),
        10 => (who.clone(), who.clone()).prop_map(|(job, actor)| Step::Proceed { job, actor }),
        12 => (verb(), any::<bool>(), who.clone(), who)
            .prop_map(|(verb, rightly, job, actor)| Step::Act { verb, rightly, job, actor }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_books_hold_after_every_step_and_every_job_can_be_ended(steps in prop::collection::vec(step(), 25..35)) {
        // Given a network with funded parties
        let mut world = World::new();
        world.assert_invariants();

        // When they do anything at all, then the books hold after each step
        for step in &steps {
            world.apply(step);
            world.assert_invariants();
        }

        // and a stranger, without anybody's help, ends every job
        world.sweep();
        world.assert_invariants();
        world.assert_everyone_leaves_with_what_is_theirs();
    }
}
