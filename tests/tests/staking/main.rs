//! The staking program, an instruction a file; then attacks, faults and random sequences.

mod attacks_accounts;
mod attacks_dodging;
mod attacks_duplicates;
mod attacks_inflation;
mod attacks_initialize;
mod attacks_poison;
mod attacks_positions;
mod attacks_rounding;
mod attacks_self_dealing;
mod attacks_slash;
mod attacks_vault;
mod errors;
mod faults;
mod initialize;
mod pool_create;
mod position_open;
mod property;
mod scene;
mod slash;
mod stake;
mod unstake;
mod withdraw;
