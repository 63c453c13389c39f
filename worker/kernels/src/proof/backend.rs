use crate::DeviceError;

/// The kernels of a proof, in the order of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kernel {
    /// Grows lines of an operand.
    Expand,
    /// Multiplies a block.
    Product,
    /// Hashes its entries.
    Leaves,
    /// Hashes nodes.
    Tree,
}

/// The part of a block that one workgroup computes. Both are powers of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) rows: u32,
    pub(super) columns: u32,
}

/// What runs the kernels of a proof, in whatever language they are written. They are told the same in all, see
/// [`Stage`](super::stage::Stage), and differ in how much a workgroup takes.
pub(super) trait Backend {
    /// Bytes on the device, zeros at first.
    type Memory;
    /// A kernel with the memory it works on.
    type Bound;

    /// What a workgroup computes of a product.
    fn tile(&self) -> Tile;

    /// The nodes that a workgroup takes to those above them, at most: a power of two.
    fn nodes(&self) -> u32;

    /// The largest memory to ask for, in bytes.
    fn limit(&self) -> u64;

    /// Takes memory.
    fn memory(&self, what: &'static str, bytes: u64) -> Result<Self::Memory, DeviceError>;

    /// Prepares a kernel whose job has `told` bytes.
    fn bind(&self, kernel: Kernel, told: usize, memory: &[&Self::Memory]) -> Result<Self::Bound, DeviceError>;

    /// Begins to run `columns` by `rows` workgroups, after all that was begun before.
    fn run(&self, bound: &Self::Bound, job: &[u8], columns: u32, rows: u32) -> Result<(), DeviceError>;

    /// Waits for all that was begun.
    fn wait(&self) -> Result<(), DeviceError>;

    /// Waits, and copies the first `bytes` bytes back.
    fn read(&self, memory: &Self::Memory, bytes: u64) -> Result<Vec<u8>, DeviceError>;
}
