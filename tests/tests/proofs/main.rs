//! The proofs program, an instruction a file; then what an attacker would try.

mod crowd;
mod memory;
mod stage;

mod attempt_close;
mod attempt_commit;
mod attempt_fail;
mod attempt_open;
mod beacon_announce;
mod beacon_draw;
mod certificate_close;
mod certificate_open;
mod initialize;
mod memory_close;
mod memory_commit;
mod memory_draw;
mod memory_fail;
mod memory_open;
mod points_grant;
mod roots_show;
mod sample_open;
mod samples_draw;
mod walk_open;

mod costs;
mod whole;

mod attacks_accounts;
mod attacks_events;
mod attacks_lies;
mod attacks_memory;
mod attacks_openings;
mod attacks_randomness;
mod attacks_revival;
mod attacks_waiting;

mod errors;
