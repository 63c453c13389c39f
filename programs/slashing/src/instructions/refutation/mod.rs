//! Results that the chain itself shows to be wrong: one entry of an integer product, computed anew. Showing it takes a
//! transaction of its own, which has no room for the accounts of a penalty; that is `slash_wrong_entry`.

pub mod entry_refute;
pub mod refutation_close;

pub use entry_refute::*;
pub use refutation_close::*;
