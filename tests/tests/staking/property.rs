//! Random sequences of everything that moves stake, with the books looked at after each step.

mod books;
mod steps;
mod world;

use proptest::prelude::*;

use books::Books;
use steps::step;
use world::World;

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn books_stay_right_whatever_happens(steps in prop::collection::vec(step(), 25)) {
        // Given an operator with stake, two delegators, and a client whose jobs are missed
        let mut world = World::new();
        let mut before = Books::read(&world);
        for step in &steps {
            // When something happens
            let slashed = world.take(step);
            // Then every sum is right, and no share lost worth but by a slash
            let after = Books::read(&world);
            after.assert_sums(&world, step);
            if !slashed {
                after.assert_price_did_not_fall(&before, step);
            }
            before = after;
        }
        // and in the end everyone leaves, and only gifts remain
        world.everyone_leaves();
        Books::read(&world).assert_empty(&world);
    }
}
