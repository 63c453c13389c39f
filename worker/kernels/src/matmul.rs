//! The exact product of two matrices of 8 bit integers, in 32 bit integers.
//!
//! `C = A x B`, where A has `rows` by `inner` entries and B has `inner` by `columns`. A is stored
//! row by row and B column by column, so that the entries one product needs lie together. The
//! result is stored row by row, and has the same bits on every device.

mod benchmark;
mod digest;
mod error;
mod expand;
mod multiply;
mod reference;
mod shape;
mod tiling;
mod tree;

pub use benchmark::{Benchmark, benchmark};
pub use digest::digest;
pub use error::MatmulError;
pub use expand::{Side, expand, expand_line};
pub use multiply::multiply;
pub use reference::multiply as multiply_on_cpu;
pub use shape::{MAX_INNER, MAX_MATRIX_BYTES, Shape};
pub use tree::root;

#[cfg(test)]
mod tests;
