//! Functions.

use bpf_linker::llvm_sys::LLVMLinkage;
use bpf_linker::llvm_sys::core::*;
use bpf_linker::llvm_sys::prelude::*;

use super::{Type, Value};

/// A function, defined or only declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Function<'c>(Value<'c>);

impl<'c> Function<'c> {
    /// # Safety
    /// `raw` must be a function of a context that outlives `'c`.
    pub(super) unsafe fn new(raw: LLVMValueRef) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { Value::new(raw) })
    }

    pub(crate) fn value(self) -> Value<'c> {
        self.0
    }

    pub(crate) fn name(self) -> String {
        self.0.name()
    }

    /// Whether LLVM defines its meaning.
    pub(crate) fn is_intrinsic(self) -> bool {
        // SAFETY: a query on a live function.
        unsafe { LLVMGetIntrinsicID(self.0.raw) != 0 }
    }

    pub(crate) fn is_declaration(self) -> bool {
        // SAFETY: as above.
        unsafe { LLVMIsDeclaration(self.0.raw) != 0 }
    }

    pub(crate) fn function_type(self) -> Type<'c> {
        // SAFETY: the value type of a function is its function type.
        unsafe { Type::new(LLVMGlobalGetValueType(self.0.raw)) }
    }

    pub(crate) fn parameter(self, index: u32) -> Value<'c> {
        // SAFETY: callers stay within the parameters of the type.
        unsafe { Value::new(LLVMGetParam(self.0.raw, index)) }
    }

    /// All instructions, as of now: the list may be walked while instructions are replaced.
    pub(crate) fn instructions(self) -> Vec<Value<'c>> {
        let mut instructions = Vec::new();
        // SAFETY: the lists are walked without changing them.
        unsafe {
            let mut block = LLVMGetFirstBasicBlock(self.0.raw);
            while !block.is_null() {
                let mut instruction = LLVMGetFirstInstruction(block);
                while !instruction.is_null() {
                    instructions.push(Value::new(instruction));
                    instruction = LLVMGetNextInstruction(instruction);
                }
                block = LLVMGetNextBasicBlock(block);
            }
        }
        instructions
    }

    /// The first instruction of a function with a body.
    pub(crate) fn first_instruction(self) -> Value<'c> {
        // SAFETY: a body starts with a block, and every block has a terminator.
        unsafe { Value::new(LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(self.0.raw))) }
    }

    /// Takes over the body of another function.
    pub(crate) fn take_body(self, other: Function<'c>) {
        // SAFETY: each block is unlinked from the one list before it joins the other.
        unsafe {
            let mut block = LLVMGetFirstBasicBlock(other.0.raw);
            while !block.is_null() {
                let next = LLVMGetNextBasicBlock(block);
                LLVMRemoveBasicBlockFromParent(block);
                LLVMAppendExistingBasicBlock(self.0.raw, block);
                block = next;
            }
        }
    }

    /// Takes over linkage, convention and the attributes of the function, its result and its first `kept` parameters.
    pub(crate) fn copy_attributes(self, other: Function<'c>, kept: u32) {
        // SAFETY: both are functions; the buffer has room for every attribute.
        unsafe {
            LLVMSetLinkage(self.0.raw, LLVMGetLinkage(other.0.raw));
            LLVMSetFunctionCallConv(self.0.raw, LLVMGetFunctionCallConv(other.0.raw));
            for index in std::iter::once(u32::MAX).chain(0..=kept) {
                let mut attributes =
                    vec![std::ptr::null_mut(); LLVMGetAttributeCountAtIndex(other.0.raw, index) as usize];
                LLVMGetAttributesAtIndex(other.0.raw, index, attributes.as_mut_ptr());
                for attribute in attributes {
                    LLVMAddAttributeAtIndex(self.0.raw, index, attribute);
                }
            }
        }
    }

    /// Makes the function invisible outside the module, so that it can be dropped once it is inlined.
    pub(crate) fn internalise(self) {
        // SAFETY: the linkage of a definition may be narrowed at any time.
        unsafe { LLVMSetLinkage(self.0.raw, LLVMLinkage::LLVMInternalLinkage) }
    }

    /// Marks a declaration as one again.
    pub(crate) fn externalise(self) {
        // SAFETY: a declaration may always be external.
        unsafe { LLVMSetLinkage(self.0.raw, LLVMLinkage::LLVMExternalLinkage) }
    }

    /// Removes an attribute of the function itself.
    pub(crate) fn remove_attribute(self, attribute: &str) {
        self.remove_attribute_at(u32::MAX, attribute);
    }

    /// Removes an attribute of a parameter.
    pub(crate) fn remove_parameter_attribute(self, parameter: u32, attribute: &str) {
        self.remove_attribute_at(parameter + 1, attribute);
    }

    fn remove_attribute_at(self, index: u32, attribute: &str) {
        // SAFETY: removing an attribute that is not there does nothing.
        unsafe {
            let kind = LLVMGetEnumAttributeKindForName(attribute.as_ptr().cast(), attribute.len());
            LLVMRemoveEnumAttributeAtIndex(self.0.raw, index, kind);
        }
    }

    /// Deletes a function that nothing uses any more.
    pub(crate) fn delete(self) {
        // SAFETY: callers replace the uses first and drop the function.
        unsafe { LLVMDeleteFunction(self.0.raw) }
    }
}
