//! Memory operations of unknown or large size become syscalls.

use anyhow::Result;

use super::Rewriter;
use super::syscall::{self, Syscall};
use crate::llvm::Value;

/// Up to this size a copy is cheaper as loads and stores than as a syscall (10 units and the call).
const INLINE_BYTES: u64 = 64;

pub(super) fn rewrite<'c>(rewriter: &Rewriter<'_, 'c>, instruction: Value<'c>) -> Result<bool> {
    let Some(name) = intrinsic(instruction) else { return Ok(false) };
    let syscall = if name.starts_with("llvm.memcpy.") || name.starts_with("llvm.memmove.") {
        // The language allows a copy onto itself, which the syscall for disjoint copies refuses.
        Syscall::Memmove
    } else if name.starts_with("llvm.memset.") {
        Syscall::Memset
    } else {
        return Ok(false);
    };
    let arguments = instruction.arguments();
    let volatile = arguments.get(3).and_then(|flag| flag.as_constant()) != Some(0);
    if volatile || arguments[2].as_constant().is_some_and(|length| length <= INLINE_BYTES) {
        return Ok(false);
    }
    let builder = &rewriter.builder;
    let word = rewriter.context.integer(64);
    let source = match syscall {
        Syscall::Memset => builder.resize(arguments[1], word, false),
        _ => arguments[1],
    };
    syscall::call(rewriter, syscall, &[arguments[0], source, builder.resize(arguments[2], word, false)]);
    Ok(true)
}

/// The name of the intrinsic an instruction calls.
fn intrinsic(instruction: Value<'_>) -> Option<String> {
    instruction.opcode().filter(|opcode| *opcode == crate::llvm::Opcode::LLVMCall)?;
    instruction.called_function().filter(|function| function.is_intrinsic()).map(|function| function.name())
}
