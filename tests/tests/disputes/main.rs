//! Results that are judged: accusations, audits, committees, appeals, and what each party gets.

mod books;
mod cases;
mod committee;
mod court;
mod docket;
mod replicas;
mod ring;
mod sampled;

mod accusations;
mod appeals;
mod appeals_pools;
mod appeals_shares;
mod attacks_accounts;
mod attacks_drawing;
mod attacks_gifts;
mod attacks_money;
mod attacks_replays;
mod attacks_roster;
mod attacks_seats;
mod attacks_seats_late;
mod attacks_strangers;
mod attacks_votes;
mod audits;
mod audits_drawing;
mod audits_rounds;
mod drawing;
mod drawing_members;
mod errors;
mod liveness;
mod liveness_parties;
mod liveness_seats;
mod roster;
mod roster_full;
mod rulings;
mod seats;
mod seats_refused;
mod verifiers;
mod votes;
mod votes_gone;
mod voting;

mod displacing;
