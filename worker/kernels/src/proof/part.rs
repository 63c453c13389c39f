use std::ops::Range;

use furnace_common::proof::Shape;
use furnace_common::proof::expand::{keys, word};
use furnace_common::proof::tree::{Entries, Hash, SEGMENT, leaf, segment};

use super::tree::hash;

/// Leaves below a node that is kept.
pub(super) const GROUP: u32 = 256;

/// A part of a round's product: whole leaves that lie one after the other, or all.
pub(super) struct Part {
    pub(super) rows: Range<u16>,
    pub(super) columns: Range<u16>,
}

impl Part {
    /// The leaves below kept node `group`.
    pub(super) fn of_group(shape: &Shape, group: u32) -> Self {
        let (first, segments) = (group * GROUP, shape.segments());
        let (row, column) = ((first / segments) as u16, (first % segments) as u16 * SEGMENT);
        let (height, width) = (GROUP.div_ceil(segments) as u16, shape.size.min(GROUP as u16 * SEGMENT));
        Self { rows: row..row + height, columns: column..column + width }
    }

    /// The entries, row by row, in the round with this seed.
    pub(super) fn entries(&self, seed: &Hash, inner: u16) -> Vec<i32> {
        let keys = keys(seed);
        let a = lines(keys.a, keys.second, inner, &self.rows);
        let b = lines(keys.b, keys.second, inner, &self.columns);
        let mut entries = Vec::with_capacity(self.rows.len() * self.columns.len());
        for row in a.chunks(usize::from(inner)) {
            entries.extend(b.chunks(usize::from(inner)).map(|column| dot(row, column)));
        }
        entries
    }

    /// The leaves of these entries.
    pub(super) fn leaves(&self, entries: &[i32]) -> Vec<Hash> {
        let columns = self.columns.clone();
        let places = self.rows.clone().flat_map(|row| columns.clone().step_by(SEGMENT.into()).map(move |at| (row, at)));
        let leaves = places.zip(entries.as_chunks().0);
        leaves.map(|((row, column), entries)| leaf(row, segment(column), &bytes(entries), hash)).collect()
    }
}

/// A leaf's entries as they are hashed.
pub(super) fn bytes(entries: &[i32; SEGMENT as usize]) -> Entries {
    let mut bytes = [0; size_of::<Entries>()];
    for (bytes, entry) in bytes.as_chunks_mut().0.iter_mut().zip(entries) {
        *bytes = entry.to_le_bytes();
    }
    bytes
}

/// The lines of one side, one after the other.
fn lines(key: u64, second: u64, inner: u16, lines: &Range<u16>) -> Vec<i8> {
    let words = u64::from(inner / 8);
    let indices = u64::from(lines.start) * words..u64::from(lines.end) * words;
    indices.flat_map(|index| word(key, second, index).to_le_bytes().map(u8::cast_signed)).collect()
}

fn dot(row: &[i8], column: &[i8]) -> i32 {
    row.iter().zip(column).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum()
}
