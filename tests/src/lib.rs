//! What every test of a program stands on: an in-process chain that runs the real `.so` files, and a
//! network set up on it.

pub mod bench;
pub mod chain;
pub mod errors;
pub mod network;
