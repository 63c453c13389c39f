//! The governance program, an instruction a file; then what it does to the others, and what an attacker
//! would try.

mod authority;
mod bounds;
mod guardian;
mod initialize;
mod parameters_apply;
mod parameters_cancel;
mod parameters_propose;
mod pause;
mod paused;
mod running;

mod attacks_accounts;
mod attacks_initialize;
mod attacks_roles;

mod errors;
