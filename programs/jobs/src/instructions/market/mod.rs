//! Markets: the terms on which is bought.

pub mod market_close;
pub mod market_list;
pub mod market_open;

pub use market_close::*;
pub use market_list::*;
pub use market_open::*;
