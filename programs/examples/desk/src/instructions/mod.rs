//! One instruction a file. Accounts of the jobs program are passed on unread: it checks them itself, and what it
//! lets the desk's signature do concerns the desk's own jobs and money only.

pub mod accept;
pub mod cancel;
pub mod open;
pub mod order;

pub use accept::*;
pub use cancel::*;
pub use open::*;
pub use order::*;
