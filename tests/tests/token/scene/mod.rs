//! What several tests of the token set up alike.

mod auction;
mod emission;
mod fees;
mod networks;
mod substitutes;

pub(crate) use auction::*;
pub(crate) use emission::*;
pub(crate) use fees::*;
pub(crate) use networks::*;
pub(crate) use substitutes::*;
