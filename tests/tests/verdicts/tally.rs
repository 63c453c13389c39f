//! How often whoever is honest loses: with `FURNACE_FUZZ_TABLE` in the environment it is printed.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Count {
    /// Disputes that ended by what honest judges said, and by what others did.
    Honest,
    Others,
    /// Of the others: wrong results that went through, right ones that were punished, and so on.
    LiarsUpheld,
    WorkersPunished,
    LiarsReversed,
    Undecided,
    AccusersShort,
    VerifiersFined,
}

const NAMES: [(Count, &str); 8] = [
    (Count::Honest, "disputes ended by an honest majority"),
    (Count::Others, "disputes ended without one"),
    (Count::LiarsUpheld, "wrong results upheld"),
    (Count::WorkersPunished, "honest workers punished"),
    (Count::LiarsReversed, "liars' penalties reversed"),
    (Count::Undecided, "nothing ruled"),
    (Count::AccusersShort, "honest accusers without all of their bond"),
    (Count::VerifiersFined, "honest votes fined"),
];

static COUNTS: [AtomicU64; 8] = [const { AtomicU64::new(0) }; 8];

pub(crate) fn count(of: Count) {
    COUNTS[of as usize].fetch_add(1, Ordering::Relaxed);
}

pub(crate) fn print() {
    if std::env::var_os("FURNACE_FUZZ_TABLE").is_none() {
        return;
    }
    for (count, name) in NAMES {
        println!("{:>8} {name}", COUNTS[count as usize].load(Ordering::Relaxed));
    }
}
