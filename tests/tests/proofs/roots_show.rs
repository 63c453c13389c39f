//! Showing the roots of the rounds that were committed to.

use furnace_client::generated::proofs::errors::FurnaceProofsError;
use furnace_client::generated::proofs::instructions::RootsShowInstructionArgs;
use furnace_common::proof::{MAX_INNER, MAX_ROUNDS, MAX_SIZE, OPENING_SECONDS, ROOTS_AT_ONCE, SAMPLES, Shape, sample};
use furnace_common::state::AttemptState;
use furnace_tests::errors::assert_error;
use furnace_tests::prover::{commitment, sha256, showing, showings};

use crate::stage::{SHAPE, Stage};

type Roots = Vec<[u8; 32]>;

/// A GPU that has committed to so many rounds, whatever their roots, and whose samples are drawn.
fn of_rounds(shape: Shape) -> (Stage, Roots, Vec<RootsShowInstructionArgs>) {
    let mut stage = Stage::begun();
    let worker = stage.worker.address;
    let seed = stage.network.challenge(&worker, 0);
    let roots: Roots = (0..shape.rounds).map(|round| sha256(&[&round.to_le_bytes()])).collect();
    stage.try_commit(0, commitment(shape, &seed, &roots)).expect("commitment");
    stage.network.draw_samples(&worker, 0);
    let showings = showings(&seed, &roots);
    (stage, roots, showings)
}

/// The same with as many rounds as there may be, of the largest size.
pub(crate) fn largest() -> (Stage, Roots, Vec<RootsShowInstructionArgs>) {
    of_rounds(Shape { size: MAX_SIZE, inner: MAX_INNER, rounds: MAX_ROUNDS })
}

fn of_sixty_rounds() -> (Stage, Roots, Vec<RootsShowInstructionArgs>) {
    of_rounds(Shape { rounds: 60, ..SHAPE })
}

#[track_caller]
fn assert_refused(stage: &mut Stage, roots: RootsShowInstructionArgs, error: FurnaceProofsError) {
    let before = stage.attempt(0);
    let worker = stage.worker.address;
    assert_error(stage.network.try_show_roots(&worker, 0, roots), error);
    assert_eq!(stage.attempt(0), before);
}

#[test]
fn anyone_shows_the_roots_from_the_last_ones_on_and_what_the_samples_need_is_kept() {
    for (mut stage, roots, showings) in [of_sixty_rounds(), largest()] {
        // Given a commitment to many rounds, and its samples
        let (worker, before) = (stage.worker.address, stage.attempt(0));
        assert_eq!(showings.len(), roots.len().div_ceil(ROOTS_AT_ONCE));

        // When the roots are shown, as many at a time as fit
        let mut left = roots.len();
        for shown in showings {
            left -= usize::from(shown.count);
            stage.network.try_show_roots(&worker, 0, shown).expect("roots are shown");
            assert_eq!(usize::from(stage.attempt(0).unshown), left);
        }

        // Then seed and root of each round that a sample is in are kept, and all else stays
        let after = stage.attempt(0);
        let shape = Shape { size: before.size, inner: before.inner, rounds: before.rounds };
        for index in 0..SAMPLES {
            let (kept, round) = (usize::from(index), usize::from(sample(&before.random, index.into(), &shape).round));
            let of_round = showing(&before.seed, &roots, round..round + 1);
            assert_eq!((after.seeds[kept], after.roots[kept]), (of_round.seed, roots[round]));
        }
        assert_eq!((after.shown_from, after.unshown), (before.seed, 0));
        let mut rest = after;
        (rest.seeds, rest.roots) = (before.seeds, before.roots);
        (rest.shown_from, rest.unshown) = (before.shown_from, before.unshown);
        assert_eq!(rest, before);
    }
}

#[test]
fn what_the_attempt_before_left_does_not_count() {
    // Given a GPU that was proven, and that has committed anew
    let (mut stage, proof) = Stage::drawn();
    stage.open_all(0, &proof);
    stage.next_epoch();
    let proof = stage.commit(0);
    stage.network.draw_samples(&stage.worker.address, 0);

    // When a sample is opened, then the roots are to be shown first, and the old ones lead nowhere
    let opening = stage.opening(0, &proof, 0);
    assert_error(stage.try_open(0, opening.clone()), FurnaceProofsError::RootsNotShown);
    stage.network.show_roots(&stage.worker.address, 0, &proof);
    stage.try_open(0, opening).expect("opening");
}

#[test]
fn no_sample_is_opened_before_all_roots_are_shown() {
    // Given a commitment to sixty rounds, when a sample is opened before the last roots are shown, then it is refused
    let (mut stage, _, showings) = of_sixty_rounds();
    let worker = stage.worker.address;
    let proof = stage.honest(0);
    for shown in showings {
        let opening = stage.opening(0, &proof, 0);
        assert_error(stage.try_open(0, opening), FurnaceProofsError::RootsNotShown);
        stage.network.try_show_roots(&worker, 0, shown).expect("roots are shown");
    }
    let opening = stage.opening(0, &proof, 0);
    assert_error(stage.try_open(0, opening), FurnaceProofsError::OpeningUnrelated);
}

#[test]
fn roots_have_their_order_and_are_shown_once() {
    // Given a commitment to sixty rounds
    let (mut stage, roots, showings) = of_sixty_rounds();
    let (worker, seed) = (stage.worker.address, stage.attempt(0).seed);

    // When roots are shown out of turn, or with a gap, then they are refused
    for early in [showings[1].clone(), showings[2].clone(), showing(&seed, &roots, 40..59)] {
        assert_refused(&mut stage, early, FurnaceProofsError::RootsOutOfPlace);
    }
    stage.network.try_show_roots(&worker, 0, showings[0].clone()).expect("roots are shown");
    // nor are they shown again, or in the place of others
    assert_refused(&mut stage, showings[0].clone(), FurnaceProofsError::RootsOutOfPlace);
    for moved in [30, 40, 54] {
        let moved = RootsShowInstructionArgs { first: moved, ..showing(&seed, &roots, 29..56) };
        assert_refused(&mut stage, moved, FurnaceProofsError::RootsUnrelated);
    }
    // and when all are shown, then there are none, not even before the first
    for rounds in [29..56, 4..29, 0..4] {
        stage.network.try_show_roots(&worker, 0, showing(&seed, &roots, rounds)).expect("any number at a time");
    }
    for rounds in [0..1, 0..28] {
        assert_refused(&mut stage, showing(&seed, &roots, rounds), FurnaceProofsError::RootsOutOfPlace);
    }
}

#[test]
fn who_shows_a_part_of_what_a_worker_is_about_to_show_does_not_hold_it_up() {
    // Given a commitment to sixty rounds, and a stranger that sees each transaction of the worker's and is faster
    let (mut stage, roots, showings) = of_sixty_rounds();
    let (worker, seed) = (stage.worker.address, stage.attempt(0).seed);
    for shown in showings {
        // When it shows one of the roots first, or all but one
        let end = usize::from(shown.first) + usize::from(shown.count);
        for ahead in [end - 1..end, usize::from(shown.first) + 1..end] {
            let mut stage = stage.copy();
            stage.network.try_show_roots(&worker, 0, showing(&seed, &roots, ahead)).expect("it is faster");
            // Then the worker's transaction shows the rest all the same
            stage.network.try_show_roots(&worker, 0, shown.clone()).expect("roots are shown");
            assert_eq!(stage.attempt(0).unshown, shown.first);
        }
        stage.network.try_show_roots(&worker, 0, shown).expect("roots are shown");
    }
}

#[test]
fn no_root_and_more_than_fit_are_refused() {
    // Given a commitment to sixty rounds, when no root is shown, or more than there is room for, then it is refused
    let (mut stage, _, showings) = of_sixty_rounds();
    for count in [0, ROOTS_AT_ONCE as u8 + 1, u8::MAX] {
        let shown = RootsShowInstructionArgs { count, ..showings[0].clone() };
        assert_refused(&mut stage, shown, FurnaceProofsError::RootsOutOfPlace);
    }
    let beyond = RootsShowInstructionArgs { first: 60, ..showings[0].clone() };
    assert_refused(&mut stage, beyond, FurnaceProofsError::RootsOutOfPlace);
}

#[test]
fn a_wrong_root_or_seed_is_refused_whoever_shows_it() {
    // Given a commitment to sixty rounds, when a bit of a root or of the seed is another, or two roots change places,
    // then it is refused, and the right ones are taken all the same
    let (mut stage, _, showings) = of_sixty_rounds();
    let worker = stage.worker.address;
    for shown in showings {
        let last = usize::from(shown.count) - 1;
        for at in [0, last] {
            let mut wrong = shown.clone();
            wrong.roots[at][31] ^= 1;
            assert_refused(&mut stage, wrong, FurnaceProofsError::RootsUnrelated);
        }
        let mut wrong = shown.clone();
        wrong.seed[0] ^= 1;
        assert_refused(&mut stage, wrong, FurnaceProofsError::RootsUnrelated);
        let mut wrong = shown.clone();
        wrong.roots.swap(0, last);
        assert_refused(&mut stage, wrong, FurnaceProofsError::RootsUnrelated);
        // What is beyond the count counts for nothing.
        let mut right = shown;
        right.roots[last + 1..].fill([0xab; 32]);
        stage.network.try_show_roots(&worker, 0, right).expect("roots are shown");
    }
}

#[test]
fn rounds_that_do_not_grow_from_the_challenge_cannot_be_shown() {
    // Given a GPU that commits to what its worker's other one computed, as it was computed
    let mut stage = Stage::begun();
    let (worker, other) = (stage.worker.address, stage.honest(1));
    stage.try_commit(0, other.commitment()).expect("commitment");
    stage.network.draw_samples(&worker, 0);

    // When its roots are shown, then they lead to the commitment, but not from the challenge
    let shown = other.showings().remove(0);
    assert_refused(&mut stage, shown, FurnaceProofsError::RootsUnrelated);
    // nor can the last of them stand for all, with which nothing could be opened in any case
    stage.network.try_show_roots(&worker, 0, showing(&other.seed, &other.roots(), 1..2)).expect("the last root");
    let opening = stage.opening(0, &other, 0);
    assert_error(stage.try_open(0, opening), FurnaceProofsError::RootsNotShown);
    let shown = showing(&other.seed, &other.roots(), 0..1);
    assert_refused(&mut stage, shown, FurnaceProofsError::RootsUnrelated);
    // and the attempt ends like any that is not opened
    stage.network.chain.advance(OPENING_SECONDS + 1);
    stage.network.try_fail_attempt(&worker, 0).expect("attempt fails");
    assert_eq!(stage.state(0), AttemptState::Failed);
}

/// A GPU that names another number of rounds than the two that it computed.
fn misnamed(rounds: u16) -> (Stage, [u8; 32], Roots) {
    let mut stage = Stage::begun();
    let proof = stage.honest(0);
    let named = Shape { rounds, ..SHAPE };
    stage.try_commit(0, commitment(named, &proof.seed, &proof.roots())).expect("commitment");
    stage.network.draw_samples(&stage.worker.address, 0);
    (stage, proof.seed, proof.roots())
}

#[test]
fn who_names_more_rounds_than_it_computed_has_no_root_for_the_first() {
    // Given a GPU that computed two rounds and names three
    let (mut stage, seed, roots) = misnamed(3);

    // When it shows the two as the last, then it would need another before them
    let shown = RootsShowInstructionArgs { first: 1, ..showing(&seed, &roots, 0..2) };
    stage.network.try_show_roots(&stage.worker.address, 0, shown).expect("roots are shown");
    assert_eq!((stage.attempt(0).unshown, stage.attempt(0).shown_from), (1, seed));
    assert_refused(&mut stage, showing(&seed, &roots, 0..1), FurnaceProofsError::RootsUnrelated);
    let opening = stage.opening(0, &stage.honest(0), 0);
    assert_error(stage.try_open(0, opening), FurnaceProofsError::RootsNotShown);
}

#[test]
fn who_names_fewer_rounds_than_it_computed_cannot_begin_in_the_middle() {
    // Given a GPU that computed two rounds and names one, when it shows the last one, as that or as the first, or both,
    // then it is refused
    let (mut stage, seed, roots) = misnamed(1);
    let last = showing(&seed, &roots, 1..2);
    assert_refused(&mut stage, last.clone(), FurnaceProofsError::RootsOutOfPlace);
    let as_first = RootsShowInstructionArgs { first: 0, ..last };
    assert_refused(&mut stage, as_first, FurnaceProofsError::RootsUnrelated);
    assert_refused(&mut stage, showing(&seed, &roots, 0..2), FurnaceProofsError::RootsUnrelated);
}

#[test]
fn roots_are_shown_once_the_samples_are_drawn_and_within_ten_minutes() {
    // Given a GPU that has not committed, then one whose samples are not drawn, when roots are shown, then it is refused
    let mut stage = Stage::begun();
    let proof = stage.honest(0);
    let shown = proof.showings().remove(0);
    assert_refused(&mut stage, shown.clone(), FurnaceProofsError::NoSamples);
    stage.commit(0);
    assert_refused(&mut stage, shown.clone(), FurnaceProofsError::NoSamples);

    // and when ten minutes have passed since the commitment, then the last second still counts
    stage.network.draw_samples(&stage.worker.address, 0);
    let (worker, committed_at) = (stage.worker.address, stage.attempt(0).committed_at);
    stage.network.chain.set_time(committed_at + OPENING_SECONDS + 1);
    assert_refused(&mut stage, shown.clone(), FurnaceProofsError::OpeningOver);
    stage.network.chain.set_time(committed_at + OPENING_SECONDS);
    stage.network.try_show_roots(&worker, 0, shown).expect("roots are shown");
}
