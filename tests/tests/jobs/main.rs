//! The jobs program, an instruction a file; then what an attacker would try.

mod lifecycle;
mod self_paid;

mod balance_open;
mod deposit;
mod job_accept;
mod job_cancel;
mod job_claim;
mod job_claim_limits;
mod job_close;
mod job_expire;
mod job_post;
mod job_reclaim;
mod job_settle;
mod job_start;
mod job_submit;
mod market_open;
mod operator_close;
mod operator_register;
mod pauses;
mod rates;
mod withdraw;
mod worker_register;
mod worker_retire;

mod attacks_accounts;
mod attacks_accounts_set_up;
mod attacks_bump;
mod attacks_donations;
mod attacks_double;
mod attacks_duplicates;
mod attacks_ended;
mod attacks_events;
mod attacks_forged;
mod attacks_income;
mod attacks_initialize;
mod attacks_operator_close;
mod attacks_payees;
mod attacks_prefunded;
mod attacks_replay;
mod attacks_reserved;
mod attacks_revival;
mod attacks_unsigned;

mod errors;
mod faults;
mod property;

use furnace_client::pda;
use solana_address::Address;

/// Where settlements pay what the workers of a pool's operator earn.
fn income(pool: &Address) -> Address {
    pda::income_vault(pool, &pda::heat_mint())
}
