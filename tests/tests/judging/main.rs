//! Results that are judged, over a real chain and with real processes: workers, and verifiers that do their work again.

mod bench;

mod accused;
mod liars;
mod refuted;
