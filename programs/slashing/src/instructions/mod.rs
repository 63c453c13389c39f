//! One instruction a file; `offence` is what every offence against a job shares.

pub mod initialize;
mod offence;
pub mod slash_missed_deadline;
pub mod slash_quit;

pub use initialize::*;
pub use offence::*;
pub use slash_missed_deadline::*;
pub use slash_quit::*;
