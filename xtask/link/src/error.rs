//! Why a program cannot be built, always naming the function.

use thiserror::Error;

/// A construct that has no faithful translation to SBF.
#[derive(Debug, Error)]
pub(crate) enum Refusal {
    #[error(
        "{}: uses floating point ({operation}), which SBF does not have; use integers or fixed point",
        readable(function)
    )]
    FloatingPoint { function: String, operation: String },
    #[error("{}: {operation} cannot be lowered to SBF", readable(function))]
    Unsupported { function: String, operation: String },
    #[error("{}: calls {}, which is not defined in the program", readable(function), readable(callee))]
    Undefined { function: String, callee: String },
    #[error("{}: a writable or thread-local static; programs keep state in accounts only", readable(name))]
    WritableStatic { name: String },
    #[error(
        "{}: the stack frame exceeds 4096 bytes; box wide values (account structs, arrays) or split the function",
        readable(function)
    )]
    FrameTooLarge { function: String },
    #[error("{}: {message}", readable(function))]
    Backend { function: String, message: String },
}

/// Everything that stands in the way, so that one build shows all of it.
#[derive(Debug, Error)]
#[error("this program cannot be translated to SBF:{}", .0.iter().map(|refusal| format!("\n  {refusal}")).collect::<String>())]
pub(crate) struct Refusals(pub(crate) Vec<Refusal>);

impl Refusals {
    pub(crate) fn into_result(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// A name as the source has it.
fn readable(symbol: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(symbol))
}
