use furnace_common::proof::Shape;

use super::backend::{Backend, Kernel};
use super::crown::Crown;
use super::plan::{HASH_BYTES, Plan};
use super::stage::{ExpandJob, LeavesJob, ProductJob, Stage, TreeJob};
use crate::DeviceError;

/// What a round goes through: each leaves on the device what the next one takes.
pub(super) struct Stages<B: Backend> {
    /// Rows of A.
    pub(super) a: Stage<B, ExpandJob>,
    /// Columns of B.
    pub(super) b: Stage<B, ExpandJob>,
    /// A block of their product.
    pub(super) product: Stage<B, ProductJob>,
    /// The leaves of its entries.
    pub(super) leaves: Stage<B, LeavesJob>,
    /// The nodes above whole rows of leaves.
    pub(super) kept: Stage<B, TreeJob>,
    /// All above those.
    pub(super) crown: Crown<B>,
}

impl<B: Backend> Stages<B> {
    pub(super) fn new(backend: &B, shape: &Shape, plan: &Plan) -> Result<Self, DeviceError> {
        let memory = |what, lines: u32, bytes: u32| backend.memory(what, u64::from(lines) * u64::from(bytes));
        // A tile may be larger than the smallest block.
        let (height, width) = (plan.rows.max(backend.tile().rows), plan.columns.max(backend.tile().columns));
        let rows = memory("rows of A", height, plan.stride)?;
        let columns = memory("columns of B", width, plan.stride)?;
        let block = memory("a block of the product", height, plan.columns * 4)?;
        let leaves = memory("leaves", plan.rows, shape.segments() * HASH_BYTES)?;
        let crown = Crown::new(backend, shape)?;
        Ok(Self {
            a: Stage::new(backend, Kernel::Expand, &[&rows])?,
            b: Stage::new(backend, Kernel::Expand, &[&columns])?,
            product: Stage::new(backend, Kernel::Product, &[&rows, &columns, &block])?,
            leaves: Stage::new(backend, Kernel::Leaves, &[&block, &leaves])?,
            kept: Stage::new(backend, Kernel::Tree, &[&leaves, crown.kept()])?,
            crown,
        })
    }
}
