//! The BPF target: passes and code generation.

use std::ffi::{CStr, CString};

use anyhow::{Result, bail};
use bpf_linker::llvm_sys::core::*;
use bpf_linker::llvm_sys::error::*;
use bpf_linker::llvm_sys::error_handling::*;
use bpf_linker::llvm_sys::target_machine::*;
use bpf_linker::llvm_sys::transforms::pass_builder::*;

use super::{Module, take_message};

/// Generates code for cpu v2.
pub(crate) struct TargetMachine(LLVMTargetMachineRef);

impl TargetMachine {
    /// The targets are registered by the linker that ran before.
    pub(crate) fn bpf(features: &str) -> Result<Self> {
        let features = CString::new(features)?;
        let (mut target, mut message) = (std::ptr::null_mut(), std::ptr::null_mut());
        // SAFETY: all strings are NUL-terminated and outlive the calls.
        unsafe {
            LLVMResetFatalErrorHandler();
            LLVMInstallFatalErrorHandler(Some(report_fatal));
            if LLVMGetTargetFromTriple(c"bpfel".as_ptr(), &mut target, &mut message) != 0 {
                bail!("this LLVM has no BPF target: {}", take_message(message));
            }
            let machine = LLVMCreateTargetMachine(
                target,
                c"bpfel".as_ptr(),
                c"v2".as_ptr(),
                features.as_ptr(),
                LLVMCodeGenOptLevel::LLVMCodeGenLevelDefault,
                LLVMRelocMode::LLVMRelocDefault,
                LLVMCodeModel::LLVMCodeModelDefault,
            );
            if machine.is_null() {
                bail!("LLVM cannot generate code for bpfel");
            }
            Ok(Self(machine))
        }
    }

    pub(crate) fn run_passes(&self, module: &Module<'_>, passes: &str) -> Result<()> {
        let passes = CString::new(passes)?;
        // SAFETY: the options are freed after use, the error message after it is copied.
        unsafe {
            let options = LLVMCreatePassBuilderOptions();
            let error = LLVMRunPasses(module.raw, passes.as_ptr(), self.0, options);
            LLVMDisposePassBuilderOptions(options);
            if !error.is_null() {
                let message = LLVMGetErrorMessage(error);
                let text = CStr::from_ptr(message).to_string_lossy().into_owned();
                LLVMDisposeErrorMessage(message);
                bail!("running passes: {text}");
            }
        }
        Ok(())
    }

    /// Code generation alone: what goes wrong with a function is in the context's diagnostics.
    pub(crate) fn emit_object(&self, module: &Module<'_>) -> Result<Vec<u8>> {
        let (mut message, mut buffer) = (std::ptr::null_mut(), std::ptr::null_mut());
        // SAFETY: on success the buffer is owned and copied before it is freed.
        unsafe {
            let failed = LLVMTargetMachineEmitToMemoryBuffer(
                self.0,
                module.raw,
                LLVMCodeGenFileType::LLVMObjectFile,
                &mut message,
                &mut buffer,
            );
            if failed != 0 {
                bail!("generating code: {}", take_message(message));
            }
            let bytes =
                std::slice::from_raw_parts(LLVMGetBufferStart(buffer).cast::<u8>(), LLVMGetBufferSize(buffer)).to_vec();
            LLVMDisposeMemoryBuffer(buffer);
            Ok(bytes)
        }
    }
}

impl Drop for TargetMachine {
    fn drop(&mut self) {
        // SAFETY: the machine is owned.
        unsafe { LLVMDisposeTargetMachine(self.0) }
    }
}

/// LLVM exits after this returns.
extern "C" fn report_fatal(reason: *const std::ffi::c_char) {
    // SAFETY: LLVM passes a NUL-terminated reason.
    let reason = unsafe { CStr::from_ptr(reason) }.to_string_lossy();
    eprintln!("furnace-sbf-link: LLVM cannot lower the program: {reason}");
}
