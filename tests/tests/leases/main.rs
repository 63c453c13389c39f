//! Leases, an instruction a file; then what an attacker would try.

mod stage;
mod steps;

mod dollars;
mod dollars_in_heat;
mod failover;
mod lease_answer;
mod lease_cancel;
mod lease_claim;
mod lease_close;
mod lease_end;
mod lease_expire;
mod lease_leave;
mod lease_notice;
mod lease_open;
mod lease_ping;
mod lease_reclaim;
mod lease_settle;
mod lease_start;
mod lease_sweep;
mod lease_top_up;
mod several;
mod slash_downtime;
mod walk;

mod attacks_accounts;
mod attacks_addresses;
mod attacks_backup;
mod attacks_billing;
mod attacks_copies;
mod attacks_penalties;
mod attacks_pings;
mod attacks_strangers;

mod crowd;
mod errors;
mod property;
