//! Calls with more arguments than registers.
//!
//! SBF passes five 64-bit registers. Of a function that needs more, the arguments that do not fit move
//! into a structure in the caller's frame, whose address is passed last. The new convention follows from the
//! function type alone, so direct calls, calls through pointers and recursion all agree on it.

use anyhow::Result;

use crate::llvm::{Builder, Context, Function, Module, Opcode, Type, Value};

/// Argument registers of SBF.
pub(crate) const REGISTERS: usize = 5;

/// Attributes that promise less memory access than passing arguments in memory takes.
const MEMORY_PROMISES: [&str; 2] = ["memory", "speculatable"];

/// Argument registers a call of this type takes; a result that does not fit the
/// result register is returned through one more pointer.
pub(crate) fn registers(function_type: Type<'_>) -> usize {
    result_pointer(function_type) + function_type.parameters().into_iter().map(Type::registers).sum::<usize>()
}

fn result_pointer(function_type: Type<'_>) -> usize {
    usize::from(function_type.return_type().registers() > 1)
}

/// How the parameters of a function type are split.
struct Convention<'c> {
    /// How many leading parameters stay in registers.
    kept: u32,
    /// The structure of the others.
    packed: Type<'c>,
    function_type: Type<'c>,
}

impl<'c> Convention<'c> {
    /// None when the type fits as it is.
    fn of(context: &'c Context, function_type: Type<'c>) -> Option<Self> {
        if registers(function_type) <= REGISTERS || function_type.is_variadic() {
            return None;
        }
        let parameters = function_type.parameters();
        let mut room = REGISTERS - 1 - result_pointer(function_type);
        let mut kept = 0;
        while let Some(left) = parameters.get(kept).and_then(|parameter| room.checked_sub(parameter.registers())) {
            room = left;
            kept += 1;
        }
        let packed = context.structure(&parameters[kept..]);
        let mut passed = parameters[..kept].to_vec();
        passed.push(context.pointer());
        Some(Self { kept: kept as u32, packed, function_type: function_type.return_type().function(&passed) })
    }
}

/// Rewrites every function and every call whose type needs it.
pub(super) fn pack<'c>(context: &'c Context, module: &Module<'c>) -> Result<()> {
    for function in module.functions().into_iter().filter(|function| !function.is_intrinsic()) {
        forget_struct_return(function);
        if let Some(convention) =
            Convention::of(context, function.function_type()).filter(|_| !function.is_declaration())
        {
            redefine(context, module, function, &convention)?;
        }
    }
    for function in module.functions() {
        let mut slots = Slots { context, function, slots: Vec::new() };
        for call in function.instructions() {
            if is_ordinary_call(call) {
                forget_struct_return_of_call(call);
                if let Some(convention) = Convention::of(context, call.called_type()) {
                    redirect(context, &mut slots, call, &convention);
                }
            }
        }
    }
    Ok(())
}

fn is_ordinary_call(instruction: Value<'_>) -> bool {
    instruction.opcode() == Some(Opcode::LLVMCall)
        && !instruction.called_value().is_inline_assembly()
        && !instruction.called_function().is_some_and(Function::is_intrinsic)
}

/// The backend refuses the attribute; without it the pointer is passed like any other.
fn forget_struct_return(function: Function<'_>) {
    for parameter in 0..function.function_type().parameters().len().min(2) {
        function.remove_parameter_attribute(parameter as u32, "sret");
    }
}

fn forget_struct_return_of_call(call: Value<'_>) {
    for argument in 0..call.arguments().len().min(2) {
        call.remove_argument_attribute(argument as u32, "sret");
    }
}

/// Moves the body into a function of the new type, which loads its packed parameters first.
fn redefine<'c>(
    context: &'c Context,
    module: &Module<'c>,
    original: Function<'c>,
    convention: &Convention<'c>,
) -> Result<()> {
    let name = original.name();
    let function = module.add_function(&format!("{name}.packed"), convention.function_type)?;
    function.copy_attributes(original, convention.kept);
    MEMORY_PROMISES.iter().for_each(|promise| function.remove_attribute(promise));
    function.take_body(original);
    let builder = Builder::before(context, function.first_instruction());
    let pointer = function.parameter(convention.kept);
    for (index, parameter) in (0..).zip(original.function_type().parameters()) {
        let value = match u32::checked_sub(index, convention.kept) {
            None => function.parameter(index),
            Some(field) => builder.load(parameter, builder.field(convention.packed, pointer, field)),
        };
        original.parameter(index).replace_uses(value);
    }
    original.value().replace_uses(function.value());
    original.delete();
    function.value().set_name(&name);
    Ok(())
}

/// Calls by the new convention instead.
fn redirect<'c>(context: &'c Context, slots: &mut Slots<'c>, call: Value<'c>, convention: &Convention<'c>) {
    let slot = slots.of(convention.packed);
    let builder = Builder::before(context, call);
    let mut arguments = call.arguments();
    let packed = arguments.split_off(convention.kept as usize);
    for (index, argument) in packed.into_iter().enumerate() {
        builder.store(argument, builder.field(convention.packed, slot, index as u32));
    }
    arguments.push(slot);
    let replacement = builder.call_value(convention.function_type, call.called_value(), &arguments);
    replacement.copy_call_attributes(call, convention.kept);
    MEMORY_PROMISES.iter().for_each(|promise| replacement.remove_call_attribute(promise));
    call.replace_uses(replacement);
    call.erase();
}

/// One slot per structure and function: a callee reads its arguments before it calls anything.
struct Slots<'c> {
    context: &'c Context,
    function: Function<'c>,
    slots: Vec<(Type<'c>, Value<'c>)>,
}

impl<'c> Slots<'c> {
    fn of(&mut self, structure: Type<'c>) -> Value<'c> {
        if let Some((_, slot)) = self.slots.iter().find(|(known, _)| *known == structure) {
            return *slot;
        }
        let entry = self.function.first_instruction();
        let slot = Builder::before(self.context, entry).stack_slot(structure);
        self.slots.push((structure, slot));
        slot
    }
}
