//! Values and instructions.

use std::marker::PhantomData;

pub(crate) use bpf_linker::llvm_sys::LLVMOpcode as Opcode;
use bpf_linker::llvm_sys::core::*;
use bpf_linker::llvm_sys::prelude::*;

use super::{Function, Type, name};

/// Anything that has a type: constants, arguments, instructions, functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Value<'c> {
    pub(super) raw: LLVMValueRef,
    context: PhantomData<&'c ()>,
}

impl<'c> Value<'c> {
    /// # Safety
    /// `raw` must be a value of a context that outlives `'c`.
    pub(super) unsafe fn new(raw: LLVMValueRef) -> Self {
        Self { raw, context: PhantomData }
    }

    pub(crate) fn value_type(self) -> Type<'c> {
        // SAFETY: a value stays valid until it is erased, and erasing consumes it.
        unsafe { Type::new(LLVMTypeOf(self.raw)) }
    }

    pub(crate) fn name(self) -> String {
        let mut length = 0;
        // SAFETY: LLVM returns a name of the length it reports.
        unsafe { name(LLVMGetValueName2(self.raw, &mut length), length) }
    }

    pub(crate) fn set_name(self, name: &str) {
        // SAFETY: LLVM copies the name.
        unsafe { LLVMSetValueName2(self.raw, name.as_ptr().cast(), name.len()) }
    }

    /// The opcode, of an instruction.
    pub(crate) fn opcode(self) -> Option<Opcode> {
        // SAFETY: the opcode is asked of instructions only.
        unsafe { (!LLVMIsAInstruction(self.raw).is_null()).then(|| LLVMGetInstructionOpcode(self.raw)) }
    }

    pub(crate) fn operand(self, index: u32) -> Value<'c> {
        // SAFETY: callers name operands the opcode has.
        unsafe { Self::new(LLVMGetOperand(self.raw, index)) }
    }

    pub(crate) fn operands(self) -> Vec<Value<'c>> {
        // SAFETY: indices run over the operands there are.
        unsafe {
            (0..LLVMGetNumOperands(self.raw)).map(|index| Self::new(LLVMGetOperand(self.raw, index as u32))).collect()
        }
    }

    /// The value of an integer constant of at most 64 bits.
    pub(crate) fn as_constant(self) -> Option<u64> {
        // SAFETY: wide constants are left out, the rest fit.
        unsafe {
            let constant = LLVMIsAConstantInt(self.raw);
            (!constant.is_null() && LLVMGetIntTypeWidth(LLVMTypeOf(constant)) <= 64)
                .then(|| LLVMConstIntGetZExtValue(constant))
        }
    }

    pub(crate) fn is_constant_integer(self) -> bool {
        // SAFETY: a query on any value.
        unsafe { !LLVMIsAConstantInt(self.raw).is_null() }
    }

    pub(crate) fn is_used(self) -> bool {
        // SAFETY: as above.
        unsafe { !LLVMGetFirstUse(self.raw).is_null() }
    }

    /// The function a call names; none for a call through a pointer.
    pub(crate) fn called_function(self) -> Option<Function<'c>> {
        // SAFETY: called on call instructions; a null answer is not a function.
        unsafe {
            let callee = LLVMGetCalledValue(self.raw);
            (!LLVMIsAFunction(callee).is_null()).then(|| Function::new(callee))
        }
    }

    pub(crate) fn called_value(self) -> Value<'c> {
        // SAFETY: called on call instructions.
        unsafe { Self::new(LLVMGetCalledValue(self.raw)) }
    }

    /// The function type a call uses.
    pub(crate) fn called_type(self) -> Type<'c> {
        // SAFETY: called on call instructions.
        unsafe { Type::new(LLVMGetCalledFunctionType(self.raw)) }
    }

    pub(crate) fn is_inline_assembly(self) -> bool {
        // SAFETY: a query on any value.
        unsafe { !LLVMIsAInlineAsm(self.raw).is_null() }
    }

    /// Arguments of a call.
    pub(crate) fn arguments(self) -> Vec<Value<'c>> {
        // SAFETY: called on call instructions, whose arguments are their first operands.
        unsafe {
            (0..LLVMGetNumArgOperands(self.raw)).map(|index| Self::new(LLVMGetOperand(self.raw, index))).collect()
        }
    }

    pub(crate) fn replace_uses(self, replacement: Value<'c>) {
        // SAFETY: both are values of one context.
        unsafe { LLVMReplaceAllUsesWith(self.raw, replacement.raw) }
    }

    /// Removes an instruction that nothing uses any more.
    pub(crate) fn erase(self) {
        // SAFETY: callers replace the uses first and drop the value.
        unsafe { LLVMInstructionEraseFromParent(self.raw) }
    }

    /// Copies a call's convention and its attributes for the function, the result and the first `kept` arguments.
    pub(crate) fn copy_call_attributes(self, original: Value<'c>, kept: u32) {
        // SAFETY: both are call instructions; the buffer has room for every attribute.
        unsafe {
            LLVMSetInstructionCallConv(self.raw, LLVMGetInstructionCallConv(original.raw));
            for index in std::iter::once(u32::MAX).chain(0..=kept) {
                let mut attributes =
                    vec![std::ptr::null_mut(); LLVMGetCallSiteAttributeCount(original.raw, index) as usize];
                LLVMGetCallSiteAttributes(original.raw, index, attributes.as_mut_ptr());
                for attribute in attributes {
                    LLVMAddCallSiteAttribute(self.raw, index, attribute);
                }
            }
        }
    }

    /// Removes an attribute of a call itself.
    pub(crate) fn remove_call_attribute(self, attribute: &str) {
        self.remove_call_attribute_at(u32::MAX, attribute);
    }

    /// Removes an attribute of an argument of a call.
    pub(crate) fn remove_argument_attribute(self, argument: u32, attribute: &str) {
        self.remove_call_attribute_at(argument + 1, attribute);
    }

    fn remove_call_attribute_at(self, index: u32, attribute: &str) {
        // SAFETY: removing an attribute that is not there does nothing.
        unsafe {
            let kind = LLVMGetEnumAttributeKindForName(attribute.as_ptr().cast(), attribute.len());
            LLVMRemoveCallSiteEnumAttribute(self.raw, index, kind);
        }
    }
}
