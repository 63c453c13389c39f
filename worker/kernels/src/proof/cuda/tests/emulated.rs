use super::super::super::ProofError;
use super::super::super::backend::Kernel;
use super::super::super::stage::{ProductJob, Stage};
use super::super::emulator::Emulator;
use super::super::program::Program;
use super::*;
use crate::DeviceError;

const MEBIBYTE: u64 = 1 << 20;

#[test]
fn a_capability_says_how_a_device_multiplies() {
    let programs = [(6, 0), (6, 1), (7, 5), (8, 0), (8, 9), (9, 0), (12, 0)].map(Program::of);
    let [dots, tensor] = [Some(Program::Dots), Some(Program::Tensor)];
    assert_eq!(programs, [None, dots, dots, tensor, tensor, tensor, tensor]);
}

#[test]
fn tensor_cores_agree_with_the_reference() {
    // Less than a tile, one, and several; lines of no whole step, of as many steps as there are stages, fewer and more.
    for (size, inner, rounds) in
        [(64, 64, 2), (128, 72, 1), (256, 256, 1), (512, 200, 1), (256, 328, 1), (64, 1_000, 1)]
    {
        let shape = Shape { size, inner, rounds };
        agrees(&proven(Emulator::start(Program::Tensor), shape, seed(1), 16 * MEBIBYTE), shape, seed(1));
    }
}

#[test]
fn products_of_four_agree_with_the_reference() {
    for (size, inner, rounds) in [(64, 64, 2), (128, 72, 1), (256, 200, 1)] {
        let shape = Shape { size, inner, rounds };
        agrees(&proven(Emulator::start(Program::Dots), shape, seed(2), 16 * MEBIBYTE), shape, seed(2));
    }
}

#[test]
fn a_proof_in_many_blocks_is_the_same_on_tensor_cores() {
    let shape = Shape { size: 512, inner: 64, rounds: 1 };
    let whole = proven(Emulator::start(Program::Tensor), shape, seed(3), 16 * MEBIBYTE);
    // Blocks as wide as the matrix, as a tile, and narrower than one.
    for limit in [256 << 10, 64 << 10, 16 << 10] {
        assert_eq!(proven(Emulator::start(Program::Tensor), shape, seed(3), limit), whole, "{limit}");
    }
    agrees(&whole, shape, seed(3));
}

#[test]
fn a_prover_in_cuda_answers_one_challenge_after_another() {
    let shape = Shape { size: 128, inner: 136, rounds: 1 };
    let mut rounds = Rounds::new(Emulator::start(Program::Tensor), shape, MEBIBYTE).unwrap();
    for first in [4, 5, 4] {
        agrees(&rounds.prove(seed(first), &mut Watch::none()).unwrap(), shape, seed(first));
    }
}

#[test]
fn the_emulator_notices_a_kernel_that_leaves_its_memory() {
    // Given operands of one tile and a block of the product that is an entry short,
    let emulator = Emulator::start(Program::Dots);
    let memories = [4_096, 4_096, 64 * 64 * 4 - 4].map(|bytes| emulator.memory("", bytes).unwrap());
    let stage = Stage::new(&emulator, Kernel::Product, &memories.each_ref()).unwrap();
    let shape = Shape { size: 64, inner: 64, rounds: 1 };
    let plan = super::super::super::plan::Plan::new(&shape, MEBIBYTE);
    // when the kernel runs,
    stage.run(&emulator, ProductJob::new(&plan, emulator.tile(), 0), 1, 1).unwrap();
    // then nothing is read from what is left of the emulator.
    assert!(matches!(emulator.read(&memories[2], 4), Err(DeviceError::Fault(_))));
}

#[test]
fn a_proof_whose_block_is_wrong_is_not_opened() {
    // Given a proof of which one kept node is not what the leaves below it come to,
    let shape = Shape { size: 128, inner: 64, rounds: 1 };
    let mut proof = proven(Emulator::start(Program::Tensor), shape, seed(6), MEBIBYTE);
    proof.rounds[0].kept[2][31] ^= 0x80;
    // then an entry below it is not shown.
    let sample = Sample { round: 0, row: 64, column: 0 };
    assert!(matches!(proof.open(&sample), Err(ProofError::WrongProduct { .. })));
}
