//! Results that are judged: accusations, audits, committees, appeals, and what each party gets.

mod court;
mod books;
mod docket;
mod ring;
mod sampled;

mod accusations;
mod appeals;
mod appeals_pools;
mod appeals_shares;
mod attacks_accounts;
mod attacks_money;
mod attacks_replays;
mod attacks_strangers;
mod audits;
mod audits_drawing;
mod audits_rounds;
mod liveness;
