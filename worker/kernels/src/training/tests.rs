use proptest::prelude::*;

use super::*;

const PROBLEM: Problem = Problem { features: 5, examples: 40, steps: 300, seed: 7 };

fn trained(steps: u32) -> Training {
    let mut training = Training::new(PROBLEM).expect("a problem");
    for _ in 0..steps {
        training.advance();
    }
    training
}

#[test]
fn the_weights_that_made_the_examples_are_learned() {
    let learned: Vec<_> = trained(300).weights.iter().map(|weight| (weight + (1 << 15)) >> FRACTION).collect();
    let hidden: Vec<_> = expand(7, Side::B, 1, 5).into_iter().map(i64::from).collect();
    assert_eq!(learned, hidden);
}

#[test]
fn the_state_is_part_of_the_protocol() {
    let state = trained(1).state();
    assert_eq!(state.len(), 8 + 3 * 4 + 8 + 4 + 5 * 8);
    assert_eq!(&state[..8], b"FURNTRN1");
    assert_eq!(&state[8..32], [5, 0, 0, 0, 40, 0, 0, 0, 44, 1, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
}

#[test]
fn what_is_no_state_of_it_is_refused_and_changes_nothing() {
    let mut training = trained(3);
    let good = training.state();
    let refusal = |training: &mut Training, state: &[u8]| training.resume(state).expect_err("refused");
    assert_eq!(refusal(&mut training, b""), TrainingError::NotAState);
    assert_eq!(refusal(&mut training, &good[..good.len() - 1]), TrainingError::NotAState);
    assert_eq!(refusal(&mut training, &[&good[..], &[0]].concat()), TrainingError::NotAState);
    let other = Training::new(Problem { seed: 8, ..PROBLEM }).expect("a problem").state();
    assert_eq!(refusal(&mut training, &other), TrainingError::OtherProblem);
    let mut beyond = good.clone();
    beyond[28..32].copy_from_slice(&301u32.to_le_bytes());
    assert_eq!(refusal(&mut training, &beyond), TrainingError::TooManySteps);
    assert_eq!(training.state(), good);
}

#[test]
fn nothing_to_learn_is_no_problem() {
    for problem in
        [Problem { features: 0, ..PROBLEM }, Problem { examples: 0, ..PROBLEM }, Problem { steps: 0, ..PROBLEM }]
    {
        assert_eq!(Training::new(problem).expect_err("refused"), TrainingError::Empty);
    }
}

proptest! {
    #[test]
    fn workers_that_share_the_examples_learn_what_one_alone_does(
        examples in 1u32..50, size in 1u8..=8, steps in 1u32..8, seed: u64,
    ) {
        let problem = Problem { features: 3, examples, steps: 9, seed };
        let mut alone = Training::new(problem).expect("a problem");
        let mut shared = alone.clone();
        for _ in 0..steps {
            alone.advance();
            let mut sum = vec![0i64; 3];
            // The order does not count.
            for rank in (0..size).rev() {
                let part = shared.gradient(problem.share(rank, size));
                sum.iter_mut().zip(&part).for_each(|(sum, slope)| *sum = sum.wrapping_add(*slope));
            }
            shared.apply(&sum);
        }
        prop_assert_eq!(shared.state(), alone.state());
    }

    #[test]
    fn shares_are_all_of_the_examples_and_nearly_equal(examples in 1u32.., size in 1u8..=8) {
        let problem = Problem { examples, ..PROBLEM };
        let shares: Vec<_> = (0..size).map(|rank| problem.share(rank, size)).collect();
        prop_assert_eq!((shares[0].start, shares[shares.len() - 1].end), (0, examples));
        prop_assert!(shares.windows(2).all(|pair| pair[0].end == pair[1].start));
        let least = examples / u32::from(size);
        prop_assert!(shares.iter().all(|share| (least..=least + 1).contains(&(share.end - share.start))));
    }

    #[test]
    fn wherever_it_is_taken_up_it_ends_the_same(first in 0u32..20, second in 0u32..20) {
        let mut other = Training::new(PROBLEM).expect("a problem");
        other.resume(&trained(first).state()).expect("a state");
        for _ in 0..second {
            other.advance();
        }
        prop_assert_eq!(other.state(), trained(first + second).state());
    }
}
