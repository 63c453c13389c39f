use serde::{Deserialize, Serialize};

use super::MatmulError;

/// The longest row of A: `MAX_INNER` products of two -128 still fit in an `i32`.
pub use furnace_common::product::MAX_INNER;

/// The largest of the three matrices, in bytes.
pub const MAX_MATRIX_BYTES: u64 = 2 << 30;

/// The sizes of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// The rows of A and of the result.
    pub rows: u32,
    /// The columns of B and of the result.
    pub columns: u32,
    /// The columns of A, which are the rows of B.
    pub inner: u32,
}

impl Shape {
    /// Checks the sizes against the limits of this module.
    ///
    /// # Errors
    /// When a size is zero, `inner` could overflow the result, or a matrix is too large.
    pub fn validate(&self) -> Result<(), MatmulError> {
        for (name, size) in [("rows", self.rows), ("columns", self.columns), ("inner", self.inner)] {
            if size == 0 {
                return Err(MatmulError::ZeroSize { name });
            }
        }
        if self.inner > MAX_INNER {
            return Err(MatmulError::InnerTooLong { inner: self.inner });
        }
        let matrices = [
            ("A", u64::from(self.rows) * u64::from(self.inner)),
            ("B", u64::from(self.inner) * u64::from(self.columns)),
            ("the result", (u64::from(self.rows) * u64::from(self.columns)).saturating_mul(4)),
        ];
        match matrices.into_iter().find(|(_, bytes)| *bytes > MAX_MATRIX_BYTES) {
            Some((name, bytes)) => Err(MatmulError::MatrixTooLarge { name, bytes }),
            None => Ok(()),
        }
    }

    /// The multiplications and additions of the whole product.
    #[must_use]
    pub fn operations(&self) -> u64 {
        let products = u64::from(self.rows) * u64::from(self.columns);
        products.saturating_mul(2 * u64::from(self.inner))
    }

    /// The entries of the result.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.rows as usize * self.columns as usize
    }

    /// Checks that the operands have the sizes that the shape says.
    pub(super) fn check_operands(&self, a: &[i8], b: &[i8]) -> Result<(), MatmulError> {
        for (name, lines, operand) in [("A", self.rows, a), ("B", self.columns, b)] {
            let expected = lines as usize * self.inner as usize;
            if operand.len() != expected {
                return Err(MatmulError::WrongLength { name, found: operand.len(), expected });
            }
        }
        Ok(())
    }
}
