//! The one account that the program owns.

mod governance;
mod parameters;

pub use governance::Governance;
pub use parameters::Parameters;
