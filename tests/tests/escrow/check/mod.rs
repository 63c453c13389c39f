//! What must hold after every step.

mod books;
mod hot;
mod same;

pub(crate) use books::{assert_books, assert_ends_once};
pub(crate) use hot::assert_only_parties_are_written;
pub(crate) use same::assert_same;
