//! rustc's inputs and the shim, linked into one optimised module.

use std::ffi::CString;
use std::path::Path;

use anyhow::{Result, ensure};
use bpf_linker::{Cpu, Linker, LinkerInput, LinkerOptions, LinkerOutput, OptLevel, OutputType};

use crate::arguments::LinkerArguments;

/// What the target executes: cpu v2, with unaligned loads and stores.
pub(crate) const FEATURES: &str = "+allows-misaligned-mem-access";

/// Shim functions that no input names before legalisation.
const SHIM_EXPORTS: [&str; 1] = ["furnace_divide_128"];

/// How the framework exports the instructions of a program that another one depends on as a library. They are not
/// part of this one, and would be kept, all of them, for being exported.
const LIBRARY_ENTRY: &str = "__anchor_dispatch";

/// Options of LLVM itself; the backend reads them later, in the same process.
const LLVM_OPTIONS: [&str; 3] = ["--inline-threshold=300", "--inlinecold-threshold=300", "--bpf-stack-size=4096"];

/// Links and optimises, and returns the module as bitcode.
pub(crate) fn merge(arguments: &LinkerArguments, shim: &Path) -> Result<LinkerOutput> {
    let linker = Linker::new(LinkerOptions {
        target: None,
        cpu: Cpu::V2,
        cpu_features: CString::new(FEATURES)?,
        optimize: OptLevel::Aggressive,
        unroll_loops: false,
        ignore_inline_never: false,
        llvm_args: LLVM_OPTIONS.iter().map(|option| CString::new(*option)).collect::<Result<_, _>>()?,
        disable_expand_memcpy_in_order: true,
        disable_memory_builtins: false,
        btf: false,
        allow_bpf_trap: false,
    });
    let inputs = arguments.inputs.iter().map(|path| path.as_path()).chain([shim]);
    let exports = arguments.exports.iter().map(String::as_str).filter(|name| *name != LIBRARY_ENTRY);
    let exports = exports.chain(SHIM_EXPORTS);
    let module = linker.link_to_buffer(inputs.map(LinkerInput::new_from_file), OutputType::Bitcode, exports)?;
    ensure!(!linker.has_errors(), "LLVM reported errors while linking");
    Ok(module)
}
