//! Integer arithmetic the backend would turn into calls to a runtime library.

use anyhow::Result;

use super::Rewriter;
use crate::llvm::{Opcode, Type, Value};

/// Replaces the instruction by an equivalent, if it needs one.
pub(super) fn rewrite<'c>(rewriter: &Rewriter<'_, 'c>, instruction: Value<'c>) -> Result<bool> {
    match instruction.opcode() {
        Some(Opcode::LLVMCall) => overflowing(rewriter, instruction),
        Some(opcode) => binary(rewriter, instruction, opcode),
        None => Ok(false),
    }
}

/// How an opcode is replaced.
struct Replacement {
    operation: &'static str,
    /// Widths up to this one are lowered as they are.
    native_bits: u32,
    /// Whether operands are widened by their sign.
    signed: bool,
}

fn replacement(opcode: Opcode, amount: Value<'_>) -> Option<Replacement> {
    let (operation, native_bits, signed) = match opcode {
        Opcode::LLVMMul => ("mul", 64, false),
        Opcode::LLVMUDiv => ("udiv", 64, false),
        Opcode::LLVMURem => ("urem", 64, false),
        Opcode::LLVMSDiv => ("sdiv", 0, true),
        Opcode::LLVMSRem => ("srem", 0, true),
        Opcode::LLVMShl if !amount.is_constant_integer() => ("shl", 64, false),
        Opcode::LLVMLShr if !amount.is_constant_integer() => ("lshr", 64, false),
        Opcode::LLVMAShr if !amount.is_constant_integer() => ("ashr", 64, true),
        _ => return None,
    };
    Some(Replacement { operation, native_bits, signed })
}

fn binary<'c>(rewriter: &Rewriter<'_, 'c>, instruction: Value<'c>, opcode: Opcode) -> Result<bool> {
    let original = instruction.value_type();
    let Some(bits) = original.integer_bits() else { return Ok(false) };
    let (left, right) = match instruction.operands()[..] {
        [left, right] => (left, right),
        _ => return Ok(false),
    };
    let Some(Replacement { operation, native_bits, signed }) = replacement(opcode, right) else { return Ok(false) };
    if bits <= native_bits || bits > 128 {
        return Ok(false);
    }
    let builder = &rewriter.builder;
    let result = match (narrow(rewriter, left), narrow(rewriter, right)) {
        (Some(left), Some(right)) if operation == "mul" => builder.call(rewriter.operation("widemul")?, &[left, right]),
        _ => {
            let width = if bits <= 64 { 64 } else { 128 };
            let wide = rewriter.context.integer(width);
            let function = rewriter.operation(&format!("{operation}.i{width}"))?;
            // A shift amount is never negative, so its sign bit is not a sign.
            let is_shift = matches!(opcode, Opcode::LLVMAShr);
            builder
                .call(function, &[builder.resize(left, wide, signed), builder.resize(right, wide, signed && !is_shift)])
        }
    };
    instruction.replace_uses(builder.resize(result, original, false));
    Ok(true)
}

/// The 64-bit value behind a widened operand of a wide multiplication.
fn narrow<'c>(rewriter: &Rewriter<'_, 'c>, operand: Value<'c>) -> Option<Value<'c>> {
    if operand.opcode() != Some(Opcode::LLVMZExt) {
        return None;
    }
    let source = operand.operand(0);
    let word = rewriter.context.integer(64);
    source.value_type().integer_bits().filter(|bits| *bits <= 64).map(|_| rewriter.builder.resize(source, word, false))
}

/// `llvm.umul.with.overflow.*` and `llvm.smul.with.overflow.*`.
fn overflowing<'c>(rewriter: &Rewriter<'_, 'c>, call: Value<'c>) -> Result<bool> {
    let Some(name) = call.called_function().map(|function| function.name()) else { return Ok(false) };
    let (operation, signed) = if name.starts_with("llvm.umul.with.overflow.i") {
        ("umulo", false)
    } else if name.starts_with("llvm.smul.with.overflow.i") {
        ("smulo", true)
    } else {
        return Ok(false);
    };
    let arguments = call.arguments();
    let (left, right) = (arguments[0], arguments[1]);
    let builder = &rewriter.builder;
    let result = match left.value_type().integer_bits() {
        Some(bits) if bits <= 32 => small_product(rewriter, call.value_type(), left, right, signed),
        Some(bits @ (64 | 128)) => builder.call(rewriter.operation(&format!("{operation}.i{bits}"))?, &[left, right]),
        _ => return Ok(false),
    };
    call.replace_uses(result);
    Ok(true)
}

/// A product that fits 64 bits overflows when it changes by narrowing.
fn small_product<'c>(
    rewriter: &Rewriter<'_, 'c>,
    pair: Type<'c>,
    left: Value<'c>,
    right: Value<'c>,
    signed: bool,
) -> Value<'c> {
    let builder = &rewriter.builder;
    let word = rewriter.context.integer(64);
    let product = builder.multiply(builder.resize(left, word, signed), builder.resize(right, word, signed));
    let narrowed = builder.resize(product, left.value_type(), signed);
    let overflow = builder.differ(builder.resize(narrowed, word, signed), product);
    builder.pair(pair, narrowed, overflow)
}
