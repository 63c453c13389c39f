//! Code generation.

use anyhow::Result;

use crate::error::{Refusal, Refusals};
use crate::llvm::{Context, Diagnostic, Module, TargetMachine};

/// The object file of the module; anything the backend complains about fails the build.
pub(crate) fn object(context: &Context, machine: &TargetMachine, module: &Module<'_>) -> Result<Vec<u8>> {
    context.take_diagnostics();
    let object = machine.emit_object(module);
    let mut refusals: Vec<Refusal> = Vec::new();
    for diagnostic in context.take_diagnostics() {
        let refusal = refusal(&diagnostic);
        // A function is reported once for each of its accesses.
        if !refusals.iter().any(|known| known.to_string() == refusal.to_string()) {
            refusals.push(refusal);
        }
    }
    Refusals(refusals).into_result()?;
    object
}

/// Diagnostics read `<place>: in function <name> <type>: <message>`.
fn refusal(diagnostic: &Diagnostic) -> Refusal {
    let message = diagnostic.message.trim();
    let function = message
        .split_once("in function ")
        .and_then(|(_, rest)| rest.split_whitespace().next())
        .map_or_else(|| "the program".to_owned(), |name| name.trim_end_matches(':').to_owned());
    if message.contains("stack limit") {
        return Refusal::FrameTooLarge { function };
    }
    Refusal::Backend { function, message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(message: &str) -> String {
        refusal(&Diagnostic { message: message.to_owned() }).to_string()
    }

    #[test]
    fn names_the_function_of_a_large_frame() {
        let text = report(
            "<unknown>:0:0: in function _ZN7program4wide17h0123456789abcdefE i64 (ptr): Looks like the BPF stack limit is exceeded.",
        );
        assert!(text.starts_with("program::wide"), "{text}");
        assert!(text.contains("4096 bytes"), "{text}");
    }

    #[test]
    fn passes_other_reports_on() {
        let text =
            report("<unknown>:0:0: in function work void (): A call to built-in function '__multi3' is not supported.");
        assert!(text.starts_with("work:"), "{text}");
        assert!(text.contains("__multi3"), "{text}");
    }
}
