//! Honest proofs from the seed to the certificate.

use furnace_common::proof::{SAMPLES, Shape, WINDOW_SECONDS, score_floor};
use furnace_common::state::AttemptState;
use furnace_tests::bench::machine::Random;
use furnace_tests::network::EPOCH;
use furnace_tests::prover::Proof;

use crate::stage::{SCORE, SHAPE, Stage, generation};

/// Commits to the honest proof of a shape and draws its samples.
fn prepare(stage: &mut Stage, gpu: u8, shape: Shape) -> Proof {
    let worker = stage.worker.address;
    let proof = Proof::honest(shape, &stage.network.challenge(&worker, gpu));
    stage.try_commit(gpu, proof.commitment()).expect("commitment");
    stage.ask(gpu, &proof);
    proof
}

#[test]
fn an_honest_proof_of_any_shape_is_certified_in_any_order() {
    let shapes = [
        Shape { size: 256, inner: 256, rounds: 2 },
        Shape { size: 64, inner: 72, rounds: 30 },
        Shape { size: 128, inner: 1_000, rounds: 1 },
    ];
    let (begun, mut random) = (Stage::begun(), Random(7));
    for shape in shapes {
        // Given a proof of a shape that the worker chose, and its samples in any order
        let mut stage = begun.copy();
        let proof = prepare(&mut stage, 0, shape);
        let mut order: Vec<u8> = (0..SAMPLES).collect();
        order.sort_by_cached_key(|_| random.word());

        // When they are opened, then the GPU is certified with what the shape shows
        for index in order {
            assert_eq!(stage.state(0), AttemptState::Drawn);
            stage.try_open(0, stage.opening(0, &proof, index)).expect("opening");
        }
        assert_eq!(stage.state(0), AttemptState::Proven);
        let [last, before] = stage.certificate().generations;
        let (epoch, score) = (stage.network.beacon().epoch, score_floor(&shape));
        assert_eq!(last, generation(epoch, 1, score, score));
        assert_eq!(before.gpus, 0);
    }
}

#[test]
fn a_score_depends_on_the_work_and_not_on_the_second() {
    // Given a seed, when the same is committed to at once, later, or at the last moment, then it shows the same
    let begun = Stage::begun();
    for seconds in [0, 7, WINDOW_SECONDS] {
        let mut stage = begun.copy();
        stage.network.chain.advance(seconds);
        stage.prove(0);
        assert_eq!(stage.certificate().generations[0].lowest, SCORE);
    }
}

#[test]
fn the_gpus_of_a_worker_are_counted_and_the_lowest_score_is_that_of_all() {
    // Given two GPUs of a worker, the second of which does half as much
    let mut stage = Stage::begun();
    let half = Shape { rounds: 1, ..SHAPE };
    let proofs = [prepare(&mut stage, 0, SHAPE), prepare(&mut stage, 1, half)];

    // When both open their samples, by turns
    for index in 0..SAMPLES {
        for (gpu, proof) in [0, 1].into_iter().zip(&proofs) {
            stage.try_open(gpu, stage.opening(gpu, proof, index)).expect("opening");
        }
    }

    // Then both are certified, and the lower score is that of the worker
    let (epoch, lowest) = (stage.network.beacon().epoch, score_floor(&half));
    let last = stage.certificate().generations[0].clone();
    assert_eq!(last, generation(epoch, 0b11, lowest, SCORE + lowest));
}

#[test]
fn one_device_as_two_gpus_shows_no_more_than_as_one() {
    // Given a device that computes two rounds in the window, when it proves as one GPU, or as two with a round each
    let begun = Stage::begun();
    let shown = |rounds: &[u16]| {
        let mut stage = begun.copy();
        for (gpu, rounds) in (0..).zip(rounds) {
            let proof = prepare(&mut stage, gpu, Shape { rounds: *rounds, ..SHAPE });
            stage.open_all(gpu, &proof);
        }
        stage.certificate().generations[0].clone()
    };
    let (one, two) = (shown(&[2]), shown(&[1, 1]));

    // Then the sum of scores is the same but for rounding, and each of the two is half of it
    assert_eq!((one.gpus, two.gpus), (0b01, 0b11));
    assert!(two.total <= one.total && one.total - two.total < 2, "{} {}", one.total, two.total);
    assert_eq!((one.lowest, two.lowest), (SCORE, SCORE / 2));
}

#[test]
fn the_epoch_before_is_kept_until_the_next_one_but_one() {
    // Given a worker that proved both GPUs in an epoch
    let mut stage = Stage::begun();
    let first = stage.network.beacon().epoch;
    stage.prove(0);
    stage.prove(1);
    let both = stage.certificate().generations[0].clone();

    // When it proves one in the next, then that is the last epoch, and the one before it says the same
    stage.next_epoch();
    stage.prove(1);
    let second = generation(first + 1, 0b10, SCORE, SCORE);
    assert_eq!(stage.certificate().generations, [second.clone(), both]);

    // and when it proves one three epochs later, then the first is forgotten
    stage.network.chain.advance(2 * EPOCH);
    stage.next_epoch();
    stage.prove(0);
    let third = generation(first + 4, 0b01, SCORE, SCORE);
    assert_eq!(stage.certificate().generations, [third, second]);
}

#[test]
fn a_late_gpu_counts_in_the_epoch_in_which_it_committed() {
    // Given a worker one of whose GPUs still has a sample to open when the next epoch begins
    let mut stage = Stage::new();
    let ends = (stage.network.chain.now() / EPOCH + 1) * EPOCH;
    stage.network.chain.set_time(ends - 30);
    stage.network.begin_proofs();
    let epoch = stage.network.beacon().epoch;
    let proof = prepare(&mut stage, 0, SHAPE);
    for index in 1..SAMPLES {
        stage.try_open(0, stage.opening(0, &proof, index)).expect("opening");
    }
    stage.network.chain.set_time(ends);
    stage.network.begin_proofs();
    stage.prove(1);

    // When it opens it after the other GPU is certified in the next epoch, then it is certified in its own
    stage.try_open(0, stage.opening(0, &proof, 0)).expect("opening");
    assert_eq!(stage.state(0), AttemptState::Proven);
    let made = |epoch, gpus| generation(epoch, gpus, SCORE, SCORE);
    assert_eq!(stage.certificate().generations, [made(epoch + 1, 0b10), made(epoch, 0b01)]);
}
