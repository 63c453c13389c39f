//! The last look before code generation: whatever has no faithful translation is refused by name.

use anyhow::Result;

use crate::error::{Refusal, Refusals};
use crate::legalise::{REGISTERS, registers};
use crate::llvm::{Function, Module, Opcode, Value};

pub(crate) fn check(module: &Module<'_>) -> Result<(), Refusals> {
    let mut refusals: Vec<Refusal> =
        module.writable_globals().into_iter().map(|global| Refusal::WritableStatic { name: global.name() }).collect();
    for function in module.functions() {
        let first = function.instructions().into_iter().find_map(|instruction| refuse(function, instruction));
        refusals.extend(first);
    }
    Refusals(refusals).into_result()
}

fn refuse(function: Function<'_>, instruction: Value<'_>) -> Option<Refusal> {
    let opcode = instruction.opcode()?;
    let unsupported = |operation: String| Refusal::Unsupported { function: function.name(), operation };
    let operation = mnemonic(opcode);
    match opcode {
        Opcode::LLVMFAdd
        | Opcode::LLVMFSub
        | Opcode::LLVMFMul
        | Opcode::LLVMFDiv
        | Opcode::LLVMFRem
        | Opcode::LLVMFNeg
        | Opcode::LLVMFCmp
        | Opcode::LLVMFPToUI
        | Opcode::LLVMFPToSI
        | Opcode::LLVMUIToFP
        | Opcode::LLVMSIToFP
        | Opcode::LLVMFPTrunc
        | Opcode::LLVMFPExt => Some(Refusal::FloatingPoint { function: function.name(), operation }),
        Opcode::LLVMMul | Opcode::LLVMUDiv | Opcode::LLVMURem if widest(instruction) > 64 => {
            Some(unsupported(format!("{operation} of {} bits", widest(instruction))))
        }
        Opcode::LLVMSDiv | Opcode::LLVMSRem => {
            Some(unsupported(format!("{operation} of {} bits", widest(instruction))))
        }
        Opcode::LLVMShl | Opcode::LLVMLShr | Opcode::LLVMAShr
            if widest(instruction) > 64 && !instruction.operand(1).is_constant_integer() =>
        {
            Some(unsupported(format!("{operation} of {} bits by a variable", widest(instruction))))
        }
        Opcode::LLVMAlloca if instruction.operand(0).as_constant().is_none() => {
            Some(unsupported("a stack allocation of unknown size".to_owned()))
        }
        Opcode::LLVMAtomicRMW
        | Opcode::LLVMAtomicCmpXchg
        | Opcode::LLVMInvoke
        | Opcode::LLVMResume
        | Opcode::LLVMLandingPad
        | Opcode::LLVMIndirectBr
        | Opcode::LLVMCallBr
        | Opcode::LLVMVAArg => Some(unsupported(operation)),
        Opcode::LLVMCall => refuse_call(function, instruction),
        _ => None,
    }
}

fn refuse_call(function: Function<'_>, call: Value<'_>) -> Option<Refusal> {
    let unsupported = |operation: String| Some(Refusal::Unsupported { function: function.name(), operation });
    match call.called_function() {
        Some(callee) if callee.is_intrinsic() => {
            let name = callee.name();
            let floating = call.value_type().is_floating()
                || call.arguments().iter().any(|argument| argument.value_type().is_floating());
            if floating {
                Some(Refusal::FloatingPoint { function: function.name(), operation: name })
            } else if name.contains("mul.with.overflow") || name.contains("mul.fix") || is_unknown_copy(&name, call) {
                unsupported(name)
            } else {
                None
            }
        }
        Some(callee) if callee.is_declaration() => {
            Some(Refusal::Undefined { function: function.name(), callee: callee.name() })
        }
        _ if call.called_value().is_inline_assembly() => None,
        _ if registers(call.called_type()) > REGISTERS => {
            unsupported(format!("a call with {} argument registers", registers(call.called_type())))
        }
        _ => None,
    }
}

/// A memory operation that is volatile, or whose length is not known, after legalisation.
fn is_unknown_copy(name: &str, call: Value<'_>) -> bool {
    let is_memory = ["llvm.memcpy", "llvm.memmove", "llvm.memset", "llvm.experimental.memset"]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    is_memory && call.arguments().get(2).is_none_or(|length| length.as_constant().is_none())
}

/// The width of an integer result, or of the elements of a vector of them.
fn widest(instruction: Value<'_>) -> u32 {
    let result = instruction.value_type();
    let element = result.elements().into_iter().next().unwrap_or(result);
    element.integer_bits().unwrap_or(0)
}

fn mnemonic(opcode: Opcode) -> String {
    format!("{opcode:?}").trim_start_matches("LLVM").to_lowercase()
}
