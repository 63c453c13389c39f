use super::*;

#[test]
fn the_roots_are_part_of_the_protocol() {
    let roots = roots_on_cpu(&challenge(SMALL)).unwrap();
    assert_eq!(
        roots.iter().map(hex::encode).collect::<Vec<_>>(),
        [
            "c4a0a03529b1c75a6896c7d3c49ff1b8b69e0b78f150861d87865701ebdc4442",
            "37bcdf7e728df63a9023c3efa2e7f368a1ed2b09d1b3e22df3bcb5440160c815",
        ]
    );
    let other = Challenge { seed: [9; 32], shape: Shape { size: 128, inner: 72, rounds: 1 } };
    let root = "db8d7c0e422d27980224a3a96bee4c9049fbe1a719f3d60e66333496a6a17390";
    assert_eq!(hex::encode(roots_on_cpu(&other).unwrap()[0]), root);
}

#[test]
fn a_round_depends_on_all_before_it() {
    let three = Shape { rounds: 3, ..SMALL };
    let roots = roots_on_cpu(&challenge(three)).unwrap();
    assert_eq!(roots[..2], roots_on_cpu(&challenge(SMALL)).unwrap());
    let challenge = challenge(three);
    assert_eq!(challenge.round_seed(&[]), challenge.seed);
    let last = Challenge { seed: challenge.round_seed(&roots[..2]), shape: Shape { rounds: 1, ..SMALL } };
    assert_eq!(roots_on_cpu(&last).unwrap(), roots[2..]);
}

#[test]
fn a_challenge_out_of_bounds_is_refused() {
    let shape = Shape { size: 96, ..SMALL };
    let refused = roots_on_cpu(&challenge(shape)).unwrap_err();
    assert!(matches!(refused, ProofError::OutOfBounds { shape: refused } if refused == shape));
    assert_eq!(
        refused.to_string(),
        "a proof of 2 rounds of size 96 and inner length 64 is out of the protocol's bounds"
    );
}
