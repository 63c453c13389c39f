//! The token program, an instruction a file; then what an attacker would try.

mod scene;

mod auction_buy;
mod auction_lots;
mod auction_price;
mod auction_start;
mod emission_claim;
mod emission_schedule;
mod emission_shares;
mod emission_stakers;
mod emission_supply;
mod epoch_close;
mod epoch_open;
mod fee_vault_open;
mod fees_distribute;
mod fees_distribute_usd;
mod fees_treasury;
mod initialize;
mod points_close;
mod points_open;
mod points_record;
mod points_refused;
mod price_quote;
mod price_refused;
mod usd_open;

mod attacks_accounts;
mod attacks_accounts_emission;
mod attacks_crews;
mod attacks_duplicates;
mod attacks_dust;
mod attacks_emission;
mod attacks_fees;
mod attacks_fees_forged;
mod attacks_initialize;
mod attacks_mint;
mod attacks_mints;
mod attacks_proofs;
mod attacks_pumping;
mod attacks_revival;
mod attacks_ring;
mod attacks_rounding;

mod errors;
mod faults;
