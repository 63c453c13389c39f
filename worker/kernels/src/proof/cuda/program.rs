use super::super::backend::{Kernel, Tile};
use super::super::plan::{HASH_BYTES, STEP};

const EXPAND: &str = include_str!("../../../cuda/proof/expand.cu");
const PRODUCT: &str = include_str!("../../../cuda/proof/product.cu");
/// What only a device has.
#[cfg(feature = "cuda")]
const INSTRUCTIONS: &str = include_str!("../../../cuda/proof/instructions.cu");
const TENSOR: &str = include_str!("../../../cuda/proof/tensor.cu");
const DOTS: &str = include_str!("../../../cuda/proof/dots.cu");
const SHA256: &str = include_str!("../../../cuda/proof/sha256.cu");
const LEAVES: &str = include_str!("../../../cuda/proof/leaves.cu");
const TREE: &str = include_str!("../../../cuda/proof/tree.cu");

/// Threads of every workgroup.
pub(super) const THREADS: u32 = 256;

/// Nodes that a workgroup takes to those above: the fewer are left of a level, the more threads have nothing to do,
/// which matters the less the more there were.
pub(super) const NODES: u32 = 1_024;

/// What a warp computes of a tile on tensor cores: as much as its registers hold.
const WARP: Tile = Tile { rows: 64, columns: 64 };

/// Steps that are on their way into shared memory, or there, at a time. With four, a workgroup fits on every device.
const STAGES: u32 = 4;

/// How the kernels multiply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    /// On tensor cores.
    Tensor,
    /// By products of four entries.
    Dots,
}

impl Program {
    /// What a device of this compute capability runs. `None` below 6.1, which multiplies no four entries at once.
    pub(super) fn of(capability: (i32, i32)) -> Option<Self> {
        if capability >= (8, 0) {
            Some(Self::Tensor)
        } else if capability >= (6, 1) {
            Some(Self::Dots)
        } else {
            None
        }
    }

    pub(super) fn tile(self) -> Tile {
        match self {
            Self::Tensor => Tile { rows: 128, columns: 256 },
            Self::Dots => Tile { rows: 64, columns: 64 },
        }
    }

    /// Bytes that a workgroup shares.
    pub(super) fn shared(self, kernel: Kernel) -> u32 {
        let lines = self.tile().rows + self.tile().columns;
        match (kernel, self) {
            (Kernel::Expand | Kernel::Leaves, _) => 0,
            (Kernel::Product, Self::Tensor) => STAGES * lines * STEP,
            // A quad more than a step, against conflicts of banks.
            (Kernel::Product, Self::Dots) => lines * (STEP + 16),
            (Kernel::Tree, _) => (NODES / 2 + NODES / 4) * HASH_BYTES,
        }
    }

    /// All that a device compiles.
    #[cfg(feature = "cuda")]
    pub(super) fn source(self) -> String {
        [INSTRUCTIONS, &self.portable_source()].concat()
    }

    /// Without what only a device has.
    pub(super) fn portable_source(self) -> String {
        let product = match self {
            Self::Tensor => TENSOR,
            Self::Dots => DOTS,
        };
        [EXPAND, PRODUCT, product, SHA256, LEAVES, TREE].concat()
    }

    /// The numbers that the kernels share with those who start them, as a compiler takes them.
    pub(super) fn definitions(self) -> Vec<String> {
        let tile = self.tile();
        let numbers = [
            ("THREADS", THREADS),
            ("TILE_ROWS", tile.rows),
            ("TILE_COLUMNS", tile.columns),
            ("WARP_ROWS", WARP.rows),
            ("WARP_COLUMNS", WARP.columns),
            ("STEP_BYTES", STEP),
            ("STAGES", STAGES),
            ("PRODUCT_SHARED", self.shared(Kernel::Product)),
            ("TREE_NODES", NODES),
            ("TREE_SHARED", self.shared(Kernel::Tree)),
        ];
        numbers.map(|(name, number)| format!("-D{name}={number}")).to_vec()
    }
}
