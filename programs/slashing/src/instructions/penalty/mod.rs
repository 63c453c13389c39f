//! Offences that the chain itself shows. `offence` is what every offence shares, `job_offence` what those of a job's
//! one worker do, and `seat_offence` those of a crew's workers.

mod job_offence;
mod offence;
mod seat_offence;
pub mod slash_downtime;
pub mod slash_missed_deadline;
pub mod slash_missed_seat;
pub mod slash_quit;
pub mod slash_quit_seat;
pub mod slash_two_results;
pub mod slash_wrong_entry;
pub mod slash_wrong_proof;

pub use job_offence::*;
pub use offence::*;
pub use seat_offence::*;
pub use slash_downtime::*;
pub use slash_missed_deadline::*;
pub use slash_missed_seat::*;
pub use slash_quit::*;
pub use slash_quit_seat::*;
pub use slash_two_results::*;
pub use slash_wrong_entry::*;
pub use slash_wrong_proof::*;
