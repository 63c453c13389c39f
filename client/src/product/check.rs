use std::io::{self, Read};

use furnace_common::{
    product::{Product, entry},
    proof::tree::segment,
};

use super::{WrongEntry, entries, evidence::Leaves, vectors::Vectors};

/// What a file of entries turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The first wrong entry; none where the product is right.
    pub wrong: Option<WrongEntry>,
    /// The root of the tree over the entries.
    pub root: [u8; 32],
}

/// Checks a product after Freivalds: where `C = A B`, `C r = A (B r)` for every vector `r`, and for a random one hardly
/// else. It takes as many steps as the matrices have entries. `tell` hears how much of it is done, in percent.
///
/// # Errors
/// Where the file cannot be read, or is shorter than the product.
pub fn check(product: &Product, mut file: impl Read, mut tell: impl FnMut(u64)) -> io::Result<Checked> {
    let lines = u64::from(product.rows) + u64::from(product.columns);
    let mut done = 0u64;
    let mut line = || {
        done += 1;
        if done * 100 / lines > (done - 1) * 100 / lines {
            tell(done * 100 / lines);
        }
    };
    let vectors = Vectors::draw(product, &mut line)?;
    let mut leaves = Leaves::new(product, 0);
    let mut wrong = None;
    let mut row = vec![0; product.columns as usize * 4];
    for index in 0..product.rows {
        file.read_exact(&mut row)?;
        leaves.push(index as u16, &row);
        if wrong.is_none() && !vectors.agree(product, index, entries(&row)) {
            wrong = first_wrong(product, index as u16, &row);
        }
        line();
    }
    let (root, _) = leaves.finish()?;
    Ok(Checked { wrong, root })
}

/// The first entry of a row that is wrong.
fn first_wrong(product: &Product, row: u16, said: &[u8]) -> Option<WrongEntry> {
    (0..product.columns as u16).zip(entries(said)).find_map(|(column, said)| {
        let right = entry(product, row, column);
        (said != right).then_some(WrongEntry { row, column, said, right })
    })
}

impl WrongEntry {
    /// The leaf that it is in.
    pub(super) fn leaf(&self, product: &Product) -> u32 {
        u32::from(self.row) * product.segments() + u32::from(segment(self.column))
    }
}
