//! Compute units and sizes of every instruction, with keys that never change.

mod budget;
pub mod contention;
mod flat;
pub mod machine;
mod maths;
pub mod measure;
pub mod report;

use serde::{Deserialize, Serialize};

/// One instruction as measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cost {
    pub program: String,
    pub instruction: String,
    /// Which of several states it was measured in; empty where there is one.
    pub case: String,
    /// Compute units of the transaction, which holds this instruction alone.
    pub cu: u64,
    /// Most that docs/protocol.md allows; `None` where it names none.
    pub budget: Option<u64>,
    /// Bytes of the transaction on the wire.
    pub tx_bytes: usize,
    /// Bytes of the accounts that it creates.
    pub account_bytes: usize,
}

/// What must cost the same, or hardly more, however many others there are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flat {
    pub what: String,
    pub few: usize,
    pub few_cu: u64,
    pub many: usize,
    pub many_cu: u64,
    /// Most that it may cost more with many; `None` for what never depends on them.
    pub rise: Option<u64>,
}

/// An order from its opening to its payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lifecycle {
    pub what: String,
    pub cu: u64,
    pub budget: u64,
}

/// A function of the maths that the programs share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Maths {
    pub function: String,
    /// Compute units on numbers as the network has them.
    pub usual_cu: u64,
    /// The most on any numbers that were tried.
    pub most_cu: u64,
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
    pub lifecycles: Vec<Lifecycle>,
    pub flat: Vec<Flat>,
    /// Two thousand jobs side by side.
    pub contention: Vec<contention::Contended>,
    pub maths: Vec<Maths>,
    pub programs: Vec<ProgramSize>,
}
