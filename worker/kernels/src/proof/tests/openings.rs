use super::*;
use crate::Watch;
use crate::device::tests::device;

/// Every kind of place: first and last, at both sides of a leaf's edge and of a kept node's.
fn places(shape: Shape) -> impl Iterator<Item = Sample> {
    let last = shape.size - 1;
    let rows = [0, 1, shape.size / 2, last];
    let columns = [0, 15, 16, shape.size / 2 - 1, shape.size / 2, last];
    (0..shape.rounds).flat_map(move |round| {
        rows.into_iter().flat_map(move |row| columns.map(move |column| Sample { round, row, column }))
    })
}

#[test]
fn every_opening_of_a_proof_is_right() {
    let device = device();
    for (size, inner, rounds) in [(64, 64, 2), (128, 72, 1), (512, 64, 1)] {
        let challenge = challenge(Shape { size, inner, rounds });
        let proof = prove(&device, &challenge, &mut Watch::none()).unwrap();
        let drawn = challenge.samples(seed(1), 12);
        for sample in places(challenge.shape).chain(drawn) {
            let opening = proof.open(&sample).unwrap();
            assert_eq!(opening.path.len(), challenge.shape.depth());
            assert_eq!(verify(&challenge, &proof.roots(), &sample, &opening), Verdict::Right, "{sample:?}");
        }
    }
}

#[test]
fn what_is_not_in_the_proof_is_not_opened() {
    let proof = prove(&device(), &challenge(SMALL), &mut Watch::none()).unwrap();
    let inside = Sample { round: 1, row: 63, column: 63 };
    assert!(proof.open(&inside).is_ok());
    for sample in [Sample { round: 2, ..inside }, Sample { row: 64, ..inside }, Sample { column: 64, ..inside }] {
        let refused = proof.open(&sample);
        assert!(matches!(refused, Err(ProofError::NoSuchEntry { sample: refused }) if refused == sample));
    }
}

#[test]
fn a_device_that_was_wrong_is_noticed_before_it_is_shown() {
    let challenge = challenge(Shape { size: 128, inner: 64, rounds: 1 });
    let mut proof = prove(&device(), &challenge, &mut Watch::none()).unwrap();
    // Leaves 256 to 511 are those of rows 32 to 63.
    proof.rounds[0].kept[1][0] ^= 1;
    let sample = Sample { round: 0, row: 40, column: 5 };
    assert!(matches!(proof.open(&sample), Err(ProofError::WrongProduct { sample: wrong }) if wrong == sample));
    // Its own leaves are right here, but the way up is not.
    assert!(matches!(proof.open(&Sample { row: 0, ..sample }), Err(ProofError::WrongProduct { .. })));
}
