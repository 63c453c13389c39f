//! Liars, and who is taken for one, over a real chain and with real processes: workers, and verifiers that do their work
//! again.

mod bench;

mod accused;
mod copied;
mod early;
mod late;
mod liars;
mod refuted;
mod signed;
