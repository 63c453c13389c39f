//! Stake, rewards, fees, auction and emission together: whatever operators, delegators and strangers do in
//! whatever order, the chain is what a reference says, nobody has more than is rightfully theirs, and in the end
//! everyone can leave.

mod action;
mod case;
mod cast;
mod check;
mod farewell;
mod machine;
mod model;
mod regressions;
mod strategy;
mod view;
mod world;
