//! Rewrites a module until the BPF backend can lower all of it.
//!
//! LLVM 22's backend has no calls with more than five argument registers, no 128-bit multiply, divide or
//! variable shift, no signed division, no multiply with overflow and no memory operation of unknown
//! length. Each is replaced by something equivalent; `check` afterwards refuses what is left.

mod arithmetic;
mod calls;
mod memory;
mod syscall;
mod trap;

use anyhow::Result;

pub(crate) use calls::{REGISTERS, registers};

use crate::llvm::{Builder, Context, Function, Module, Value};

/// Passes for the rewritten module. None of them may form the operations that were just replaced.
pub(crate) const PASSES: &str =
    "function(lower-atomic),always-inline,globaldce,function(early-cse,simplifycfg,dce),globaldce";

const OPERATIONS: &str = include_str!("../operations.ll");

/// What the definitions in `operations.ll` are called.
const PREFIX: &str = "furnace.";

pub(crate) fn legalise<'c>(context: &'c Context, module: &Module<'c>) -> Result<()> {
    // The linker narrows all names that are not exported, declarations too; the check reports those by name.
    let declarations = module.functions().into_iter().filter(|function| function.is_declaration());
    declarations.filter(|function| !function.is_intrinsic()).for_each(Function::externalise);
    module.absorb(context.parse_text(OPERATIONS)?)?;
    let (operations, functions): (Vec<_>, Vec<_>) =
        module.functions().into_iter().partition(|function| function.name().starts_with(PREFIX));
    operations.into_iter().for_each(Function::internalise);
    for function in functions {
        for instruction in function.instructions() {
            rewrite(context, module, instruction)?;
        }
    }
    calls::pack(context, module)?;
    module.verify()
}

fn rewrite<'c>(context: &'c Context, module: &Module<'c>, instruction: Value<'c>) -> Result<()> {
    let builder = Builder::before(context, instruction);
    let rewriter = Rewriter { context, module, builder };
    let replaced = arithmetic::rewrite(&rewriter, instruction)?
        || memory::rewrite(&rewriter, instruction)?
        || trap::rewrite(&rewriter, instruction)?;
    if replaced {
        instruction.erase();
    }
    Ok(())
}

/// What a rewrite needs at hand: it inserts before the instruction it replaces.
struct Rewriter<'m, 'c> {
    context: &'c Context,
    module: &'m Module<'c>,
    builder: Builder<'c>,
}

impl<'c> Rewriter<'_, 'c> {
    /// A definition of `operations.ll`.
    fn operation(&self, name: &str) -> Result<Function<'c>> {
        self.module.function(&format!("{PREFIX}{name}"))
    }
}
