//! Workers that open a wrong proof of their GPU.

use furnace_client::instructions::slashing;
use furnace_common::proof::Shape;
use furnace_common::state::AttemptState;
use furnace_tests::network::{Network, WorkerActor};
use furnace_tests::prover::commitment;
use furnace_tests::scene::Scene;
use solana_instruction::Instruction;
use solana_signer::Signer;

const SHAPE: Shape = Shape { size: 64, inner: 64, rounds: 1 };

/// Brings the proof of a worker's first GPU to a state.
pub(crate) fn prepare(network: &mut Network, worker: &WorkerActor, state: AttemptState) {
    network.open_certificate(&worker.address);
    network.open_attempt(&worker.address, 0);
    if state == AttemptState::Idle {
        return;
    }
    network.begin_proofs();
    network.try_commit_proof(worker, 0, commitment(SHAPE, &[1; 32], &[])).expect("commitment");
    if state != AttemptState::Committed {
        network.draw_samples(&worker.address, 0);
    }
}

/// The worker commits to something wrong, and it is opened.
pub(crate) fn convict(network: &mut Network, worker: &WorkerActor) {
    prepare(network, worker, AttemptState::Drawn);
    let opening = network.outline(&worker.address, 0, 1);
    network.try_open_sample(&worker.address, 0, opening).expect("opening");
    assert_eq!(network.attempt(&worker.address, 0).state, AttemptState::Wrong.byte());
}

/// A stranger's report of the scene's worker.
pub(crate) fn slash(scene: &Scene) -> Instruction {
    let (payer, worker) = (scene.stranger.pubkey(), scene.worker.address);
    slashing::slash_wrong_proof(payer, worker, 0, scene.operator.pool, scene.reporter())
}
