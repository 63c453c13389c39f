//! How GPUs of the stage's worker prove their memory.

use furnace_client::accounts::MemoryAttempt;
use furnace_client::generated::proofs::instructions::{MemoryCommitInstructionArgs, WalkOpenInstructionArgs};
use furnace_client::generated::proofs::types::MemoryShown;
use furnace_common::proof::SAMPLES;
use furnace_common::state::AttemptState;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::Failure;
use furnace_tests::memory::Walks;

use crate::stage::Stage;

/// What a certificate says of the memory of these GPUs.
pub(crate) fn shown(gpus: u64, lowest_mib: u32) -> MemoryShown {
    MemoryShown { gpus, lowest_mib, padding: 0 }
}

type Outcome = Result<Receipt, Failure>;

impl Stage {
    /// The epoch's seed is drawn, and both GPUs have an account for their memory.
    pub(crate) fn begun_with_memory() -> Self {
        let mut stage = Self::begun();
        for gpu in [0, 1] {
            stage.network.open_memory(&stage.worker.address, gpu);
        }
        stage
    }

    /// The first GPU has committed to honest walks, and those to show are drawn.
    pub(crate) fn drawn_with_memory() -> (Self, Walks) {
        let mut stage = Self::begun_with_memory();
        let walks = stage.walks(0);
        stage.commit_walks(0, &walks);
        (stage, walks)
    }

    /// The honest walks of a GPU.
    pub(crate) fn walks(&self, gpu: u8) -> Walks {
        Walks::honest(&self.network.memory_challenge(&self.worker.address, gpu))
    }

    pub(crate) fn try_commit_memory(&mut self, gpu: u8, proof: MemoryCommitInstructionArgs) -> Outcome {
        self.network.try_commit_memory(&self.worker, gpu, proof)
    }

    /// Commits to walks, and draws those to show.
    pub(crate) fn commit_walks(&mut self, gpu: u8, walks: &Walks) {
        self.try_commit_memory(gpu, walks.commitment()).expect("commitment");
        self.network.draw_memory(&self.worker.address, gpu);
    }

    pub(crate) fn try_open_walk(&mut self, gpu: u8, opening: WalkOpenInstructionArgs) -> Outcome {
        self.network.try_open_walk(&self.worker.address, gpu, opening)
    }

    /// What answers a sample of a GPU.
    pub(crate) fn walk(&self, gpu: u8, walks: &Walks, index: u8) -> WalkOpenInstructionArgs {
        walks.opening(&self.memory(gpu).random, index)
    }

    /// Shows all walks of a GPU, except those that were shown.
    pub(crate) fn open_walks(&mut self, gpu: u8, walks: &Walks) {
        let opened = self.memory(gpu).opened;
        for index in (0..SAMPLES).filter(|index| opened >> index & 1 == 0) {
            self.try_open_walk(gpu, self.walk(gpu, walks, index)).expect("walk");
        }
    }

    /// A GPU proves its memory in the epoch whose seed is drawn.
    pub(crate) fn prove_memory(&mut self, gpu: u8) {
        let walks = self.walks(gpu);
        self.commit_walks(gpu, &walks);
        self.open_walks(gpu, &walks);
    }

    pub(crate) fn memory(&self, gpu: u8) -> MemoryAttempt {
        self.network.memory(&self.worker.address, gpu)
    }

    /// Where the proof of a GPU's memory stands.
    pub(crate) fn memory_state(&self, gpu: u8) -> AttemptState {
        AttemptState::from_byte(self.memory(gpu).state).expect("known state")
    }
}
