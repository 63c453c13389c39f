//! The jobs program, an instruction a file; then what an attacker would try.

mod called_by_program;
mod lifecycle;
mod relay;
mod self_paid;

mod attested;
mod attested_disputes;
mod attested_failed;
mod attested_lapse;
mod attested_refused;
mod attested_unfounded;
mod balance_open;
mod certificates;
mod credit_forfeit;
mod credit_pay;
mod deposit;
mod designated;
mod dollars;
mod dollars_accounts;
mod dollars_grace;
mod dollars_in_heat;
mod dollars_penalties;
mod job_accept;
mod job_cancel;
mod job_checkpoint;
mod job_claim;
mod job_claim_limits;
mod job_close;
mod job_dispute;
mod job_expire;
mod job_post;
mod job_post_terms;
mod job_reclaim;
mod job_settle;
mod job_start;
mod job_submit;
mod market_bond;
mod market_close;
mod market_list;
mod market_open;
mod market_payment;
mod operator_close;
mod operator_register;
mod pauses;
mod rates;
mod refund;
mod regions;
mod sortition;
mod sponsor;
mod withdraw;
mod worker_register;
mod worker_retire;

mod attacks_accounts;
mod attacks_accounts_set_up;
mod attacks_attested;
mod attacks_attested_accounts;
mod attacks_bump;
mod attacks_credits;
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
use furnace_tests::network::Network;
use solana_address::Address;

/// Where settlements pay what the workers of a pool's operator earn.
fn income(pool: &Address) -> Address {
    pda::income_vault(pool, &pda::heat_mint())
}

/// The same in both mints: HEAT and dollars.
fn incomes(network: &Network, pool: &Address) -> [Address; 2] {
    [pda::heat_mint(), network.usd_mint].map(|mint| pda::income_vault(pool, &mint))
}
