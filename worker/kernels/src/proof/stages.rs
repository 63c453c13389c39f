use std::sync::Arc;

use furnace_common::proof::Shape;

use super::crown::Crown;
use super::plan::{HASH_BYTES, Plan};
use super::stage::{ExpandJob, LeavesJob, ProductJob, Stage, TreeJob};
use crate::device::{Device, DeviceError, Pipeline};

const EXPAND: &str = include_str!("../../wgsl/proof/expand.wgsl");
const PRODUCT: &str = include_str!("../../wgsl/proof/product.wgsl");
const LEAVES: &str =
    concat!(include_str!("../../wgsl/proof/sha256.wgsl"), include_str!("../../wgsl/proof/leaves.wgsl"));
const TREE: &str = concat!(include_str!("../../wgsl/proof/sha256.wgsl"), include_str!("../../wgsl/proof/tree.wgsl"));

/// What a round goes through: each leaves on the device what the next one takes.
pub(super) struct Stages {
    /// Rows of A.
    pub(super) a: Stage<ExpandJob>,
    /// Columns of B.
    pub(super) b: Stage<ExpandJob>,
    /// A block of their product.
    pub(super) product: Stage<ProductJob>,
    /// The leaves of its entries.
    pub(super) leaves: Stage<LeavesJob>,
    /// The nodes above whole rows of leaves.
    pub(super) kept: Stage<TreeJob>,
    /// All above those.
    pub(super) crown: Crown,
}

impl Stages {
    pub(super) fn new(device: &Device, shape: &Shape, plan: &Plan) -> Result<Self, DeviceError> {
        let compile = |label, source| Pipeline::compile(device, label, source, "main").map(Arc::new);
        let storage = |what, lines: u32, bytes: u32| device.storage(what, u64::from(lines) * u64::from(bytes));
        let (expand, tree) = (compile("lines", EXPAND)?, compile("nodes", TREE)?);
        let rows = storage("rows of A", plan.rows, plan.stride)?;
        let columns = storage("columns of B", plan.columns, plan.stride)?;
        let block = storage("a block of the product", plan.rows, plan.columns * 4)?;
        let leaves = storage("leaves", plan.rows, shape.segments() * HASH_BYTES)?;
        let crown = Crown::new(device, &tree, shape)?;
        Ok(Self {
            a: Stage::new(device, &expand, &[&rows])?,
            b: Stage::new(device, &expand, &[&columns])?,
            product: Stage::new(device, &compile("product", PRODUCT)?, &[&rows, &columns, &block])?,
            leaves: Stage::new(device, &compile("leaves", LEAVES)?, &[&block, &leaves])?,
            kept: Stage::new(device, &tree, &[&leaves, crown.kept()])?,
            crown,
        })
    }
}
