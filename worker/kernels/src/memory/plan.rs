//! How a table is cut into buffers.

use furnace_common::memory::{BLOCKS_PER_MIB, is_size};

use super::MemoryError;

/// Bytes of a block.
const BLOCK_BYTES: u64 = 64;
/// The largest buffer that a kernel can index, in bytes.
const MAX_BUFFER_BYTES: u64 = 2 << 30;

/// Where the blocks of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// The table.
    pub(super) mib: u32,
    /// A buffer holds two to the power of this many blocks; the last one may hold fewer.
    pub(super) shift: u32,
}

impl Plan {
    /// As few buffers as can be, none of them larger than `limit` bytes, `most` in all.
    pub(super) fn new(mib: u32, limit: u64, most: u32) -> Result<Self, MemoryError> {
        if !is_size(mib) {
            return Err(MemoryError::OutOfBounds { mib });
        }
        let plan = Self { mib, shift: (limit.min(MAX_BUFFER_BYTES) / BLOCK_BYTES).max(1).ilog2() };
        if plan.buffers() > most {
            return Err(MemoryError::DoesNotFit { mib, most: Self::most_mib(limit, most) });
        }
        Ok(plan)
    }

    /// The largest table for which there are enough buffers, in MiB.
    pub(super) fn most_mib(limit: u64, most: u32) -> u32 {
        let buffer = limit.clamp(1, MAX_BUFFER_BYTES);
        let bytes = (1u64 << buffer.ilog2()).saturating_mul(most.into());
        u32::try_from(bytes >> 20).unwrap_or(u32::MAX)
    }

    /// Buffers.
    pub(super) fn buffers(&self) -> u32 {
        self.blocks().div_ceil(1 << self.shift) as u32
    }

    /// Blocks of a buffer.
    pub(super) fn blocks_in(&self, buffer: u32) -> u32 {
        (self.blocks() - (u64::from(buffer) << self.shift)).min(1 << self.shift) as u32
    }

    /// At most 2^32.
    fn blocks(&self) -> u64 {
        u64::from(self.mib) * u64::from(BLOCKS_PER_MIB)
    }

    /// The part of a kernel that reads the table, which is bound from binding 2 on.
    pub(super) fn reader(&self) -> String {
        let buffers = self.buffers();
        let bindings = (0..buffers).map(|buffer| {
            format!("@group(0) @binding({}) var<storage, read> table{buffer}: array<Hash>;\n", buffer + 2)
        });
        let cases = (1..buffers).map(|buffer| format!("case {buffer}u: {{ return table{buffer}[offset]; }} "));
        format!(
            "{}fn item_at(place: u32, second: u32) -> Hash {{\n    let offset = (place & {}u) * 2u + second;\n    \
             switch place >> {}u {{ {}default: {{}} }}\n    return table0[offset];\n}}\n",
            bindings.collect::<String>(),
            (1u32 << self.shift) - 1,
            self.shift,
            cases.collect::<String>(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_lies_in_as_few_buffers_as_hold_it() {
        let plan = |mib, limit| Plan::new(mib, limit, 8).unwrap();
        assert_eq!(plan(24, 128 << 20), Plan { mib: 24, shift: 21 });
        assert_eq!((plan(24, 128 << 20).buffers(), plan(24, 128 << 20).blocks_in(0)), (1, 24 * BLOCKS_PER_MIB));
        // What is no power of two is not used up.
        let many = plan(5, (2 << 20) + 5);
        assert_eq!((many.buffers(), many.blocks_in(1), many.blocks_in(2)), (3, 2 * BLOCKS_PER_MIB, BLOCKS_PER_MIB));
        assert_eq!(plan(8 << 10, u64::MAX).buffers(), 4);
        let largest = Plan::new(128 << 10, u64::MAX, 128).unwrap();
        assert_eq!((largest.buffers(), largest.blocks_in(63)), (64, 1 << 25));
    }

    #[test]
    fn what_has_no_place_is_refused() {
        assert!(matches!(Plan::new(0, 1 << 30, 8), Err(MemoryError::OutOfBounds { mib: 0 })));
        let refused = Plan::new(9, 1 << 20, 8);
        assert!(matches!(refused, Err(MemoryError::DoesNotFit { mib: 9, most: 8 })));
        assert_eq!(Plan::most_mib(u64::MAX, 64), 128 << 10);
    }
}
