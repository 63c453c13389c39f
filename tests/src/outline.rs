//! Openings of proofs that nobody has computed: one leaf is as it should be, and its path is made up.

use furnace_client::accounts::{Attempt, MemoryAttempt};
use furnace_client::generated::proofs::instructions::{SampleOpenInstructionArgs, WalkOpenInstructionArgs};
use furnace_client::pda;
use furnace_common::memory;
use furnace_common::proof::tree::{SEGMENT, climb, leaf, leaf_index, segment};
use furnace_common::proof::{SAMPLES, Shape, entry, sample};
use solana_address::Address;

use crate::memory::bytes as memory_bytes;
use crate::network::Network;
use crate::prover::{LONGEST, sha256};

impl Network {
    /// Rewrites what is kept for a sample of a GPU whose samples are drawn, as if all roots were shown, and returns what
    /// opens it. The entries are `off` by so much; no other sample has a right opening.
    pub fn outline(&mut self, worker: &Address, gpu: u8, off: i32) -> SampleOpenInstructionArgs {
        let Attempt { random, size, inner, rounds, .. } = self.attempt(worker, gpu);
        let shape = Shape { size, inner, rounds };
        let samples = (0..SAMPLES).map(|index| (index, sample(&random, u32::from(index), &shape)));
        let (index, asked) = samples.max_by_key(|(_, asked)| asked.round).expect("samples");

        let (seed, segment) = ([7; 32], segment(asked.column));
        let mut entries = [0; SEGMENT as usize * 4];
        for (column, bytes) in (segment * SEGMENT..).zip(entries.chunks_exact_mut(4)) {
            bytes.copy_from_slice(&(entry(&seed, inner, asked.row, column) + off).to_le_bytes());
        }
        let path: [_; LONGEST] = std::array::from_fn(|level| [level as u8 + 1; 32]);
        let place = leaf_index(&shape, asked.row, segment).expect("a place in the matrix");
        let bottom = leaf(asked.row, segment, &entries, sha256);
        let root = climb(bottom, place, &path[..shape.depth()], sha256);
        self.tamper(&pda::attempt(worker, gpu), |attempt: &mut Attempt| {
            let index = usize::from(index);
            (attempt.seeds[index], attempt.roots[index], attempt.unshown) = (seed, root, 0);
        });
        SampleOpenInstructionArgs { sample: index, entries, path }
    }

    /// Rewrites the roots of a GPU's memory whose walks are drawn, and returns what opens the first of them. Its end is
    /// `off` by so much; no other sample has a right opening.
    pub fn outlined_walk(&mut self, worker: &Address, gpu: u8, off: u32) -> WalkOpenInstructionArgs {
        let MemoryAttempt { random, seed, mib, .. } = self.memory(worker, gpu);
        let asked = memory::sample(&random, 0, mib);
        let start = memory::walk::start(&seed, asked, sha256);
        let end = memory::walk::end(mib, start, |block| memory::table::block(&seed, block, sha256));
        let ends = memory_bytes(&[end.wrapping_add(off); 16]);
        let path = std::array::from_fn(|level| [level as u8 + 1; 32]);
        let place = memory::tree::place(mib, asked).expect("a walk");
        let bottom = memory::tree::leaf(place.leaf, &ends, sha256);
        let root = climb(bottom, place.within, &path[..memory::tree::depth(mib)], sha256);
        self.tamper(&pda::memory(worker, gpu), |memory: &mut MemoryAttempt| memory.roots[place.part] = root);
        WalkOpenInstructionArgs { sample: 0, ends, path }
    }
}
