//! The LLVM context, and what LLVM reports while it works.

use std::cell::RefCell;
use std::ffi::c_void;

use anyhow::{Result, bail};
use bpf_linker::llvm_sys::LLVMDiagnosticSeverity;
use bpf_linker::llvm_sys::bit_reader::LLVMParseBitcodeInContext2;
use bpf_linker::llvm_sys::core::*;
use bpf_linker::llvm_sys::ir_reader::LLVMParseIRInContext2;
use bpf_linker::llvm_sys::prelude::*;

use super::{Module, Type, take_message};

/// One error or warning from LLVM.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) message: String,
}

/// Owns types, constants and modules, and collects diagnostics.
pub(crate) struct Context {
    pub(super) raw: LLVMContextRef,
    /// Boxed: LLVM keeps the address.
    diagnostics: Box<RefCell<Vec<Diagnostic>>>,
}

impl Context {
    pub(crate) fn new() -> Self {
        let diagnostics = Box::new(RefCell::new(Vec::new()));
        // SAFETY: the handler's data lives in a box this context owns and never replaces.
        let raw = unsafe {
            let raw = LLVMContextCreate();
            let data = std::ptr::from_ref(diagnostics.as_ref()).cast_mut().cast::<c_void>();
            LLVMContextSetDiagnosticHandler(raw, Some(collect), data);
            raw
        };
        Self { raw, diagnostics }
    }

    /// What LLVM reported since the last call.
    pub(crate) fn take_diagnostics(&self) -> Vec<Diagnostic> {
        self.diagnostics.take()
    }

    pub(crate) fn parse_bitcode(&self, bitcode: &[u8]) -> Result<Module<'_>> {
        let mut module = std::ptr::null_mut();
        // SAFETY: the buffer borrows `bitcode` only for the call; parsing copies what it keeps.
        let failed = unsafe {
            let buffer =
                LLVMCreateMemoryBufferWithMemoryRange(bitcode.as_ptr().cast(), bitcode.len(), c"module".as_ptr(), 0);
            let failed = LLVMParseBitcodeInContext2(self.raw, buffer, &mut module);
            LLVMDisposeMemoryBuffer(buffer);
            failed
        };
        if failed != 0 {
            bail!("reading the linked module back: {:?}", self.take_diagnostics());
        }
        Ok(Module::new(module))
    }

    pub(crate) fn parse_text(&self, text: &str) -> Result<Module<'_>> {
        let (mut module, mut message) = (std::ptr::null_mut(), std::ptr::null_mut());
        // SAFETY: the buffer is a copy (LLVM wants it NUL-terminated) and is freed after parsing.
        let failed = unsafe {
            let buffer =
                LLVMCreateMemoryBufferWithMemoryRangeCopy(text.as_ptr().cast(), text.len(), c"operations".as_ptr());
            let failed = LLVMParseIRInContext2(self.raw, buffer, &mut module, &mut message);
            LLVMDisposeMemoryBuffer(buffer);
            failed
        };
        if failed != 0 {
            bail!("reading the operations: {}", take_message(message));
        }
        Ok(Module::new(module))
    }

    pub(crate) fn integer(&self, bits: u32) -> Type<'_> {
        // SAFETY: the context is alive, and so are its types.
        unsafe { Type::new(LLVMIntTypeInContext(self.raw, bits)) }
    }

    pub(crate) fn pointer(&self) -> Type<'_> {
        // SAFETY: as above.
        unsafe { Type::new(LLVMPointerTypeInContext(self.raw, 0)) }
    }

    pub(crate) fn void(&self) -> Type<'_> {
        // SAFETY: as above.
        unsafe { Type::new(LLVMVoidTypeInContext(self.raw)) }
    }

    pub(crate) fn structure(&self, fields: &[Type<'_>]) -> Type<'_> {
        let mut raw: Vec<_> = fields.iter().map(|field| field.raw).collect();
        // SAFETY: the fields are types of this context.
        unsafe { Type::new(LLVMStructTypeInContext(self.raw, raw.as_mut_ptr(), raw.len() as u32, 0)) }
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        // SAFETY: modules and values borrow the context, so none is left.
        unsafe { LLVMContextDispose(self.raw) }
    }
}

extern "C" fn collect(info: LLVMDiagnosticInfoRef, data: *mut c_void) {
    // SAFETY: `data` is the cell the context owns; LLVM calls this only while the context lives.
    let (severity, message, diagnostics) = unsafe {
        let message = take_message(LLVMGetDiagInfoDescription(info));
        (LLVMGetDiagInfoSeverity(info), message, &*data.cast::<RefCell<Vec<Diagnostic>>>())
    };
    if matches!(severity, LLVMDiagnosticSeverity::LLVMDSError | LLVMDiagnosticSeverity::LLVMDSWarning) {
        diagnostics.borrow_mut().push(Diagnostic { message });
    }
}
