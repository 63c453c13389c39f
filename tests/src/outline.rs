//! Openings of proofs that nobody has computed: one leaf is as it should be, and its path is made up.

use furnace_client::accounts::Attempt;
use furnace_client::generated::proofs::instructions::SampleOpenInstructionArgs;
use furnace_client::pda;
use furnace_common::proof::tree::{SEGMENT, climb, leaf, leaf_index, round_seed, segment};
use furnace_common::proof::{SAMPLES, Shape, entry, sample};
use solana_address::Address;

use crate::network::Network;
use crate::prover::{LONGEST, sha256};

impl Network {
    /// Rewrites a root of a GPU whose samples are drawn, so that one of its latest round can be opened, and returns
    /// what opens it. The entries are `off` by so much; no other sample has a right opening.
    pub fn outline(&mut self, worker: &Address, gpu: u8, off: i32) -> SampleOpenInstructionArgs {
        let Attempt { seed, random, roots, size, inner, rounds, .. } = self.attempt(worker, gpu);
        let shape = Shape { size, inner, rounds };
        let samples = (0..SAMPLES).map(|index| (index, sample(&random, u32::from(index), &shape)));
        let (index, asked) = samples.max_by_key(|(_, asked)| asked.round).expect("samples");
        let round = usize::from(asked.round);

        let (seed, segment) = (round_seed(&seed, &roots[..round], sha256), segment(asked.column));
        let mut entries = [0; SEGMENT as usize * 4];
        for (column, bytes) in (segment * SEGMENT..).zip(entries.chunks_exact_mut(4)) {
            bytes.copy_from_slice(&(entry(&seed, inner, asked.row, column) + off).to_le_bytes());
        }
        let path: [_; LONGEST] = std::array::from_fn(|level| [level as u8 + 1; 32]);
        let place = leaf_index(&shape, asked.row, segment).expect("a place in the matrix");
        let bottom = leaf(asked.row, segment, &entries, sha256);
        let root = climb(bottom, place, &path[..shape.depth()], sha256);
        self.tamper(&pda::attempt(worker, gpu), |attempt: &mut Attempt| attempt.roots[round] = root);
        SampleOpenInstructionArgs { sample: index, entries, path }
    }
}
