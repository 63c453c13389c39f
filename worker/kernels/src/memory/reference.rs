//! The table and the walks by their definition, on the processor: what a device must agree with.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

use furnace_common::memory::table::{self, Block};
use furnace_common::memory::tree::leaf;
use furnace_common::memory::{BLOCKS_PER_MIB, WALKS_PER_MIB, is_size, walk};
use furnace_common::proof::tree::Hash;

use super::stages::GROUP;
use super::{MemoryError, Proof};
use crate::proof::tree::{hash, path};

/// The ends of all walks through the table of `mib` MiB that grows from `seed`.
///
/// # Errors
/// [`MemoryError::OutOfBounds`].
pub fn ends(seed: &Hash, mib: u32) -> Result<Vec<u32>, MemoryError> {
    if !is_size(mib) {
        return Err(MemoryError::OutOfBounds { mib });
    }
    let table = whole_table(seed, mib);
    let walks = u64::from(mib) * u64::from(WALKS_PER_MIB);
    Ok(in_threads(walks, |walks| ends_of(seed, mib, walks, |block| table[block as usize])))
}

/// The proof of these ends.
///
/// # Errors
/// As [`ends`].
pub fn proof(seed: &Hash, mib: u32) -> Result<Proof, MemoryError> {
    let ends = ends(seed, mib)?;
    let groups = (0u32..).zip(ends.chunks(GROUP as usize));
    let kept = groups.map(|(group, ends)| path(&leaves(group, ends), 0).1).collect();
    Ok(Proof::new(*seed, mib, kept))
}

/// The whole table.
pub(super) fn whole_table(seed: &Hash, mib: u32) -> Vec<Block> {
    let blocks = u64::from(mib) * u64::from(BLOCKS_PER_MIB);
    in_threads(blocks, |blocks| blocks.map(|index| table::block(seed, index as u32, hash)).collect())
}

/// The ends of some walks.
pub(super) fn ends_of(seed: &Hash, mib: u32, walks: Range<u64>, block: impl Fn(u32) -> Block) -> Vec<u32> {
    walks.map(|walk| walk::end(mib, walk::start(seed, walk, hash), &block)).collect()
}

/// The leaves of a group's ends.
pub(super) fn leaves(group: u32, ends: &[u32]) -> Vec<Hash> {
    let first = group * (GROUP / 16);
    (first..).zip(ends.as_chunks().0).map(|(index, ends)| leaf(index, &bytes(ends), hash)).collect()
}

/// A leaf's ends as they are hashed.
pub(super) fn bytes(ends: &[u32; 16]) -> [u8; 64] {
    let mut bytes = [0; 64];
    bytes.as_chunks_mut().0.iter_mut().zip(ends).for_each(|(bytes, end)| *bytes = end.to_le_bytes());
    bytes
}

/// What `make` gives for all of `0..count`, in order, from all threads of the processor.
fn in_threads<T: Send>(count: u64, make: impl Fn(Range<u64>) -> Vec<T> + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let part = count.div_ceil(threads).max(1);
    let mut all = Vec::with_capacity(count as usize);
    thread::scope(|scope| {
        let make = &make;
        let ranges = (0..threads).map(|at| (at * part).min(count)..((at + 1) * part).min(count));
        let running: Vec<_> = ranges.map(|range| scope.spawn(move || make(range))).collect();
        for thread in running {
            match thread.join() {
                Ok(made) => all.extend(made),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    all
}
