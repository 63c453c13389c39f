//! Calls into the virtual machine.

use super::Rewriter;
use crate::llvm::{Type, Value};

/// A function of the virtual machine, called by the hash of its name (murmur3, 32 bits, seed 0).
#[derive(Clone, Copy)]
#[repr(u64)]
pub(super) enum Syscall {
    Abort = 0xb6fc_1a11,
    Memmove = 0x4343_71f8,
    Memset = 0x3770_fb22,
}

pub(super) fn call<'c>(rewriter: &Rewriter<'_, 'c>, syscall: Syscall, arguments: &[Value<'c>]) {
    let types: Vec<Type<'c>> = arguments.iter().map(|argument| argument.value_type()).collect();
    let function_type = rewriter.context.void().function(&types);
    let address = rewriter.builder.address(rewriter.context, syscall as u64);
    rewriter.builder.call_value(function_type, address, arguments);
}
