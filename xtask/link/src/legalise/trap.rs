//! Panics abort the program: with immediate aborts they are traps by now.

use anyhow::Result;

use super::Rewriter;
use super::syscall::{self, Syscall};
use crate::llvm::{Opcode, Value};

pub(super) fn rewrite<'c>(rewriter: &Rewriter<'_, 'c>, instruction: Value<'c>) -> Result<bool> {
    if instruction.opcode() != Some(Opcode::LLVMCall) {
        return Ok(false);
    }
    let name = instruction.called_function().map(|function| function.name());
    if !matches!(name.as_deref(), Some("llvm.trap" | "llvm.ubsantrap")) {
        return Ok(false);
    }
    syscall::call(rewriter, Syscall::Abort, &[]);
    Ok(true)
}
