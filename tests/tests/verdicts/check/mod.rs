//! What must hold after every step.

mod books;
mod court;
mod fair;
mod stake;
mod steps;

pub(crate) use books::assert_books;
pub(crate) use court::assert_court;
pub(crate) use fair::{Heard, assert_fair};
pub(crate) use stake::Stakes;
pub(crate) use steps::assert_step;
