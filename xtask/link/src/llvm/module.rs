//! Modules.

use std::ffi::CString;
use std::marker::PhantomData;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use bpf_linker::llvm_sys::analysis::{LLVMVerifierFailureAction, LLVMVerifyModule};
use bpf_linker::llvm_sys::core::*;
use bpf_linker::llvm_sys::linker::LLVMLinkModules2;
use bpf_linker::llvm_sys::prelude::*;

use super::{Function, Type, Value, take_message};

/// A module, owned.
pub(crate) struct Module<'c> {
    pub(super) raw: LLVMModuleRef,
    context: PhantomData<&'c ()>,
}

impl<'c> Module<'c> {
    pub(super) fn new(raw: LLVMModuleRef) -> Self {
        Self { raw, context: PhantomData }
    }

    /// Moves everything of another module of the same context into this one.
    pub(crate) fn absorb(&self, other: Module<'c>) -> Result<()> {
        let raw = other.raw;
        std::mem::forget(other);
        // SAFETY: linking consumes the other module, whether it succeeds or not.
        if unsafe { LLVMLinkModules2(self.raw, raw) } != 0 {
            bail!("linking the operations into the program");
        }
        Ok(())
    }

    pub(crate) fn functions(&self) -> Vec<Function<'c>> {
        let mut functions = Vec::new();
        // SAFETY: the list is walked without changing it.
        unsafe {
            let mut function = LLVMGetFirstFunction(self.raw);
            while !function.is_null() {
                functions.push(Function::new(function));
                function = LLVMGetNextFunction(function);
            }
        }
        functions
    }

    pub(crate) fn function(&self, name: &str) -> Result<Function<'c>> {
        let c_name = CString::new(name)?;
        // SAFETY: a null answer is turned into an error.
        unsafe {
            let function = LLVMGetNamedFunction(self.raw, c_name.as_ptr());
            if function.is_null() {
                bail!("the module has no function {name}");
            }
            Ok(Function::new(function))
        }
    }

    pub(crate) fn add_function(&self, name: &str, function_type: Type<'c>) -> Result<Function<'c>> {
        let name = CString::new(name)?;
        // SAFETY: the type is a function type of this context.
        Ok(unsafe { Function::new(LLVMAddFunction(self.raw, name.as_ptr(), function_type.raw)) })
    }

    /// Globals that a program could write to, or that it only declares.
    pub(crate) fn writable_globals(&self) -> Vec<Value<'c>> {
        let mut globals = Vec::new();
        // SAFETY: the list is walked without changing it.
        unsafe {
            let mut global = LLVMGetFirstGlobal(self.raw);
            while !global.is_null() {
                let value = Value::new(global);
                let constant = LLVMIsGlobalConstant(global) != 0
                    && LLVMIsThreadLocal(global) == 0
                    && LLVMIsDeclaration(global) == 0;
                if !constant && value.is_used() {
                    globals.push(value);
                }
                global = LLVMGetNextGlobal(global);
            }
        }
        globals
    }

    /// Checks that the module is well-formed.
    pub(crate) fn verify(&self) -> Result<()> {
        let mut message = std::ptr::null_mut();
        // SAFETY: the message is owned by the caller in either case.
        let broken =
            unsafe { LLVMVerifyModule(self.raw, LLVMVerifierFailureAction::LLVMReturnStatusAction, &mut message) };
        let message = take_message(message);
        if broken != 0 {
            bail!("the rewritten module is broken: {message}");
        }
        Ok(())
    }

    /// Writes the module as text.
    pub(crate) fn write_text(&self, path: &Path) -> Result<()> {
        // SAFETY: the message is owned by the caller.
        let text = take_message(unsafe { LLVMPrintModuleToString(self.raw) });
        std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))
    }
}

impl Drop for Module<'_> {
    fn drop(&mut self) {
        // SAFETY: the module is owned and its context still lives.
        unsafe { LLVMDisposeModule(self.raw) }
    }
}
