//! A matrix product from a seed.

use furnace_client::product::{ENTRIES_FILE, ROOT_FILE};
use furnace_client::spec::Matmul;
use furnace_kernels::{
    Device,
    matmul::{Shape, Side, expand, multiply, root},
};

use crate::executor::{ExecutorError, Run};

/// A matrix job.
pub(super) struct Product {
    shape: Shape,
    seed: u64,
}

impl Product {
    pub(super) fn prepare(matmul: &Matmul) -> Result<Self, ExecutorError> {
        let &Matmul { rows, columns, inner, seed } = matmul;
        let shape = Shape { rows, columns, inner };
        shape.validate()?;
        Ok(Self { shape, seed })
    }

    pub(super) fn multiply(&self, device: &Device, run: &mut Run) -> Result<(), ExecutorError> {
        let Shape { rows, columns, inner } = self.shape;
        run.log.line(format_args!("matmul, {rows} x {inner} by {inner} x {columns}, seed {}", self.seed))?;
        let a = expand(self.seed, Side::A, rows, inner);
        let b = expand(self.seed, Side::B, columns, inner);
        run.check()?;
        let product = multiply(device, self.shape, &a, &b, &mut run.watch(0, 1))?;
        let bytes: Vec<u8> = product.iter().flat_map(|entry| entry.to_le_bytes()).collect();
        run.output.write(ENTRIES_FILE, &bytes)?;
        run.log.line(format_args!("{ENTRIES_FILE}, {} bytes", bytes.len()))?;
        run.check()?;
        // With it anyone can show a wrong entry to the chain.
        let root =
            root(self.shape, &product).ok_or_else(|| ExecutorError::Broken("a product of another shape".into()))?;
        run.output.write(ROOT_FILE, &root)?;
        run.log.line(format_args!("{ROOT_FILE}, {} bytes", root.len()))
    }
}
