//! Every named error of a program is either seen by a test or known to be out of reach.

use std::fmt::Debug;
use std::path::Path;

/// Where an error is covered.
#[derive(Clone, Copy, Debug)]
pub enum Coverage {
    /// A test in this file of the suite's folder asserts it by name.
    Asserted(&'static str),
    /// No instruction can return it, and why.
    OutOfReach(&'static str),
}

/// Asserts that each error named as asserted appears, by `enumeration::variant`, in its file under
/// `tests/<suite>`. That no variant is forgotten is for the caller's exhaustive `match`.
pub fn assert_covered<E: Debug>(suite: &str, enumeration: &str, errors: &[(E, Coverage)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(suite);
    for (error, coverage) in errors {
        let Coverage::Asserted(file) = coverage else { continue };
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
        let name = format!("{enumeration}::{error:?}");
        let asserted = text.match_indices(&name).any(|(start, found)| {
            let next = text[start + found.len()..].chars().next();
            next.is_none_or(|following| !following.is_alphanumeric())
        });
        assert!(asserted, "{} does not assert {name}", path.display());
    }
}

/// Asserts where each error is covered, a line an error. A new one does not compile until it has its line.
#[macro_export]
macro_rules! assert_every_error_is_covered {
    ($suite:literal, $enumeration:ident { $($error:ident => $coverage:expr,)+ }) => {{
        let complete = |error: &$enumeration| match error {
            $($enumeration::$error => $coverage,)+
        };
        let errors = [$($enumeration::$error,)+].map(|error| (error.clone(), complete(&error)));
        $crate::coverage::assert_covered($suite, stringify!($enumeration), &errors);
    }};
}
