//! Compute units and sizes of every instruction, with keys that never change.

mod budget;
pub mod measure;
pub mod report;

use serde::{Deserialize, Serialize};

/// One instruction as measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cost {
    pub program: String,
    pub instruction: String,
    /// Compute units of the transaction, which holds this instruction alone.
    pub cu: u64,
    /// Most that docs/protocol.md allows; `None` for set-up that happens once.
    pub budget: Option<u64>,
    /// Bytes of the transaction on the wire.
    pub tx_bytes: usize,
    /// Bytes of the accounts that it creates.
    pub account_bytes: usize,
}

/// A program's size.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProgramSize {
    pub name: String,
    pub so_bytes: u64,
}

/// All that the bench measures, and the form of its JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measured {
    pub instructions: Vec<Cost>,
    /// From post to settlement of one fixed-price job.
    pub lifecycle_cu: u64,
    pub programs: Vec<ProgramSize>,
}
