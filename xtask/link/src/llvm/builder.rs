//! Inserts instructions.

use std::marker::PhantomData;

use bpf_linker::llvm_sys::core::*;
use bpf_linker::llvm_sys::prelude::*;

use super::{Context, Function, Type, Value};

const UNNAMED: *const std::ffi::c_char = c"".as_ptr();

/// Inserts before an instruction.
pub(crate) struct Builder<'c> {
    raw: LLVMBuilderRef,
    context: PhantomData<&'c ()>,
}

impl<'c> Builder<'c> {
    pub(crate) fn before(context: &'c Context, instruction: Value<'c>) -> Self {
        // SAFETY: the instruction is in a block.
        let raw = unsafe {
            let raw = LLVMCreateBuilderInContext(context.raw);
            LLVMPositionBuilderBefore(raw, instruction.raw);
            raw
        };
        Self { raw, context: PhantomData }
    }

    pub(crate) fn call(&self, function: Function<'c>, arguments: &[Value<'c>]) -> Value<'c> {
        self.call_value(function.function_type(), function.value(), arguments)
    }

    pub(crate) fn call_value(&self, function_type: Type<'c>, callee: Value<'c>, arguments: &[Value<'c>]) -> Value<'c> {
        let mut raw: Vec<_> = arguments.iter().map(|argument| argument.raw).collect();
        // SAFETY: callers pass arguments of the function type's parameters.
        unsafe {
            Value::new(LLVMBuildCall2(
                self.raw,
                function_type.raw,
                callee.raw,
                raw.as_mut_ptr(),
                raw.len() as u32,
                UNNAMED,
            ))
        }
    }

    /// A pointer to a fixed address.
    pub(crate) fn address(&self, context: &'c Context, address: u64) -> Value<'c> {
        let constant = context.integer(64).constant(address);
        // SAFETY: a constant expression of this context.
        unsafe { Value::new(LLVMConstIntToPtr(constant.raw, context.pointer().raw)) }
    }

    /// Widens or narrows an integer; the same width is left alone.
    pub(crate) fn resize(&self, value: Value<'c>, to: Type<'c>, signed: bool) -> Value<'c> {
        let (from_bits, to_bits) = (value.value_type().integer_bits(), to.integer_bits());
        // SAFETY: both types are integers and the cast fits the direction.
        unsafe {
            Value::new(match from_bits.cmp(&to_bits) {
                std::cmp::Ordering::Equal => value.raw,
                std::cmp::Ordering::Greater => LLVMBuildTrunc(self.raw, value.raw, to.raw, UNNAMED),
                std::cmp::Ordering::Less if signed => LLVMBuildSExt(self.raw, value.raw, to.raw, UNNAMED),
                std::cmp::Ordering::Less => LLVMBuildZExt(self.raw, value.raw, to.raw, UNNAMED),
            })
        }
    }

    pub(crate) fn multiply(&self, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        // SAFETY: both are integers of one type.
        unsafe { Value::new(LLVMBuildMul(self.raw, left.raw, right.raw, UNNAMED)) }
    }

    pub(crate) fn differ(&self, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        let predicate = bpf_linker::llvm_sys::LLVMIntPredicate::LLVMIntNE;
        // SAFETY: both are integers of one type.
        unsafe { Value::new(LLVMBuildICmp(self.raw, predicate, left.raw, right.raw, UNNAMED)) }
    }

    /// A structure of two values.
    pub(crate) fn pair(&self, structure: Type<'c>, first: Value<'c>, second: Value<'c>) -> Value<'c> {
        // SAFETY: the structure has two fields of these types.
        unsafe {
            let empty = LLVMGetPoison(structure.raw);
            let half = LLVMBuildInsertValue(self.raw, empty, first.raw, 0, UNNAMED);
            Value::new(LLVMBuildInsertValue(self.raw, half, second.raw, 1, UNNAMED))
        }
    }

    pub(crate) fn stack_slot(&self, slot_type: Type<'c>) -> Value<'c> {
        // SAFETY: the type is sized.
        unsafe { Value::new(LLVMBuildAlloca(self.raw, slot_type.raw, UNNAMED)) }
    }

    /// The address of a field.
    pub(crate) fn field(&self, structure: Type<'c>, pointer: Value<'c>, index: u32) -> Value<'c> {
        // SAFETY: the pointer is to such a structure and the index is one of its fields.
        unsafe { Value::new(LLVMBuildStructGEP2(self.raw, structure.raw, pointer.raw, index, UNNAMED)) }
    }

    pub(crate) fn store(&self, value: Value<'c>, pointer: Value<'c>) {
        // SAFETY: the pointer is to a place for the value's type.
        unsafe { LLVMBuildStore(self.raw, value.raw, pointer.raw) };
    }

    pub(crate) fn load(&self, value_type: Type<'c>, pointer: Value<'c>) -> Value<'c> {
        // SAFETY: the pointer is to a value of the type.
        unsafe { Value::new(LLVMBuildLoad2(self.raw, value_type.raw, pointer.raw, UNNAMED)) }
    }
}

impl Drop for Builder<'_> {
    fn drop(&mut self) {
        // SAFETY: the builder is owned.
        unsafe { LLVMDisposeBuilder(self.raw) }
    }
}
