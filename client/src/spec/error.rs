//! What is wrong with a spec, for the person who wrote it.

use thiserror::Error;

use super::limits;

/// A refused job spec.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpecError {
    /// A field is missing, unknown, of the wrong type or out of bounds.
    #[error("job spec, near line {line} column {column}: {}{reason}", prefix(field))]
    Field {
        /// Path of the field, for example `kernel.mesh.bytes`; empty for the document itself.
        field: String,
        /// Line where reading stopped, counted from 1.
        line: usize,
        /// Column where reading stopped, counted from 1.
        column: usize,
        /// What must hold, or what was found instead.
        reason: String,
    },
    /// The document is of a version this client does not know.
    #[error("job spec has version {0}; this program reads version {known}", known = super::VERSION)]
    Version(u64),
    /// The document is not UTF-8 text.
    #[error("job spec is not UTF-8 text: byte {0} is wrong")]
    NotText(usize),
    /// The document is larger than a worker reads.
    #[error("job spec is {0} bytes; the limit is {limit}", limit = limits::SPEC_BYTES)]
    TooLong(usize),
}

fn prefix(field: &str) -> String {
    if field.is_empty() { String::new() } else { format!("{field}: ") }
}
