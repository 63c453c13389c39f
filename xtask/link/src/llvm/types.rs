//! Types.

use std::marker::PhantomData;

use bpf_linker::llvm_sys::LLVMTypeKind::{self, *};
use bpf_linker::llvm_sys::core::*;
use bpf_linker::llvm_sys::prelude::*;

use super::Value;

/// A type of a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Type<'c> {
    pub(super) raw: LLVMTypeRef,
    context: PhantomData<&'c ()>,
}

impl<'c> Type<'c> {
    /// # Safety
    /// `raw` must be a type of a context that outlives `'c`.
    pub(super) unsafe fn new(raw: LLVMTypeRef) -> Self {
        Self { raw, context: PhantomData }
    }

    fn kind(self) -> LLVMTypeKind {
        // SAFETY: a type is valid as long as its context.
        unsafe { LLVMGetTypeKind(self.raw) }
    }

    /// The width of an integer type.
    pub(crate) fn integer_bits(self) -> Option<u32> {
        // SAFETY: as above; the width is asked of integers only.
        (self.kind() == LLVMIntegerTypeKind).then(|| unsafe { LLVMGetIntTypeWidth(self.raw) })
    }

    /// A float, or a vector of floats.
    pub(crate) fn is_floating(self) -> bool {
        match self.kind() {
            LLVMVectorTypeKind => self.elements().iter().any(|element| element.is_floating()),
            kind => matches!(
                kind,
                LLVMHalfTypeKind
                    | LLVMBFloatTypeKind
                    | LLVMFloatTypeKind
                    | LLVMDoubleTypeKind
                    | LLVMX86_FP80TypeKind
                    | LLVMFP128TypeKind
            ),
        }
    }

    /// Field types of a structure, or the repeated element of an array or vector.
    pub(crate) fn elements(self) -> Vec<Type<'c>> {
        // SAFETY: each count and element is asked of a type of the matching kind.
        unsafe {
            match self.kind() {
                LLVMStructTypeKind => (0..LLVMCountStructElementTypes(self.raw))
                    .map(|index| Self::new(LLVMStructGetTypeAtIndex(self.raw, index)))
                    .collect(),
                LLVMArrayTypeKind => {
                    vec![Self::new(LLVMGetElementType(self.raw)); LLVMGetArrayLength2(self.raw) as usize]
                }
                LLVMVectorTypeKind => {
                    vec![Self::new(LLVMGetElementType(self.raw)); LLVMGetVectorSize(self.raw) as usize]
                }
                _ => Vec::new(),
            }
        }
    }

    /// How many 64-bit registers a value of this type takes.
    pub(crate) fn registers(self) -> usize {
        match self.kind() {
            LLVMVoidTypeKind => 0,
            LLVMIntegerTypeKind => self.integer_bits().unwrap_or(64).div_ceil(64) as usize,
            LLVMFP128TypeKind => 2,
            LLVMStructTypeKind | LLVMArrayTypeKind | LLVMVectorTypeKind => {
                self.elements().into_iter().map(Self::registers).sum()
            }
            _ => 1,
        }
    }

    /// Parameters of a function type.
    pub(crate) fn parameters(self) -> Vec<Type<'c>> {
        // SAFETY: called on function types; the buffer has room for every parameter.
        unsafe {
            let mut raw = vec![std::ptr::null_mut(); LLVMCountParamTypes(self.raw) as usize];
            LLVMGetParamTypes(self.raw, raw.as_mut_ptr());
            raw.into_iter().map(|parameter| Self::new(parameter)).collect()
        }
    }

    pub(crate) fn return_type(self) -> Type<'c> {
        // SAFETY: called on function types.
        unsafe { Self::new(LLVMGetReturnType(self.raw)) }
    }

    pub(crate) fn is_variadic(self) -> bool {
        // SAFETY: called on function types.
        unsafe { LLVMIsFunctionVarArg(self.raw) != 0 }
    }

    /// The type of a function that returns this one.
    pub(crate) fn function(self, parameters: &[Type<'c>]) -> Type<'c> {
        let mut raw: Vec<_> = parameters.iter().map(|parameter| parameter.raw).collect();
        // SAFETY: all are types of one context.
        unsafe { Self::new(LLVMFunctionType(self.raw, raw.as_mut_ptr(), raw.len() as u32, 0)) }
    }

    /// An integer constant of this type.
    pub(crate) fn constant(self, value: u64) -> Value<'c> {
        // SAFETY: called on integer types.
        unsafe { Value::new(LLVMConstInt(self.raw, value, 0)) }
    }
}
