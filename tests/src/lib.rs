//! What every test of a program stands on: an in-process chain that runs the real `.so` files, and a
//! network set up on it.

pub mod bench;
pub mod chain;
pub mod cheating;
pub mod copies;
pub mod coverage;
pub mod crowd;
pub mod demo;
pub mod errors;
pub mod events;
pub mod forgery;
pub mod fuzz;
pub mod governing;
pub mod kinds;
pub mod memory;
pub mod network;
pub mod outline;
pub mod price_update;
pub mod prover;
pub mod scene;
pub mod slots;
pub mod stage;
pub mod substitution;
