//! What is looked at after each step.

mod books;
mod owed;
mod price;
mod same;
mod wealth;

pub(crate) use books::assert_books;
pub(crate) use owed::assert_owed;
pub(crate) use price::assert_price;
pub(crate) use same::assert_same;
pub(crate) use wealth::{Everyone, Slack, assert_rightful, count};
