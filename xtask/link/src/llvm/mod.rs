//! As much of LLVM as the link step uses, behind safe types. All `unsafe` of the crate is here.

mod builder;
mod context;
mod function;
mod machine;
mod module;
mod types;
mod value;

pub(crate) use builder::Builder;
pub(crate) use context::{Context, Diagnostic};
pub(crate) use function::Function;
pub(crate) use machine::TargetMachine;
pub(crate) use module::Module;
pub(crate) use types::Type;
pub(crate) use value::{Opcode, Value};

use std::ffi::{CStr, c_char};

use bpf_linker::llvm_sys::core::LLVMDisposeMessage;

/// Takes over a message LLVM allocated.
fn take_message(message: *mut c_char) -> String {
    if message.is_null() {
        return String::new();
    }
    // SAFETY: LLVM hands out NUL-terminated messages that the caller owns.
    unsafe {
        let text = CStr::from_ptr(message).to_string_lossy().into_owned();
        LLVMDisposeMessage(message);
        text
    }
}

/// A name that is not NUL-terminated.
///
/// # Safety
/// `start` must point to `length` bytes, or `length` must be zero.
unsafe fn name(start: *const c_char, length: usize) -> String {
    if length == 0 {
        return String::new();
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length) };
    String::from_utf8_lossy(bytes).into_owned()
}
