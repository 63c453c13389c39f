//! Runs every integer and memory operation, and the maths that the programs share, in the virtual machine, for
//! comparison with the host.
//!
//! Programs are translated by a code generator that is partly our own. This program is how we know that it is
//! faithful: the test-suite compiles `operations` for the host as well, feeds both the same inputs and
//! compares what they write.

// The program's input is raw memory, and overflow is what is under test.
#[allow(unsafe_code)]
mod entrypoint;
#[allow(clippy::arithmetic_side_effects)]
pub mod operations;
