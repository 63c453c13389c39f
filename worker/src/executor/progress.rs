//! How far a job has come, seen from outside the thread that computes it.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use tokio::time::Instant;

/// Parts of a job in which its progress is counted.
const PARTS: f64 = 1e9;

/// Progress of one job.
#[derive(Debug)]
pub struct Progress {
    done: AtomicU64,
    /// What was done before.
    before: AtomicU64,
    began: Instant,
}

impl Progress {
    /// A job that begins now.
    pub fn begin() -> Self {
        Self { done: AtomicU64::new(0), before: AtomicU64::new(0), began: Instant::now() }
    }

    /// Notes the part that was done before, from 0 to 1, which says nothing about the pace.
    pub fn begin_at(&self, fraction: f64) {
        self.set(fraction);
        self.before.store(self.done.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Notes the finished part, from 0 to 1.
    pub fn set(&self, fraction: f64) {
        self.done.store((fraction.clamp(0.0, 1.0) * PARTS) as u64, Ordering::Relaxed);
    }

    /// The finished part, from 0 to 1.
    pub fn fraction(&self) -> f64 {
        self.done.load(Ordering::Relaxed) as f64 / PARTS
    }

    /// How long the rest will take at the pace so far; `None` before there is a pace.
    pub fn remaining(&self) -> Option<Duration> {
        let done = self.fraction();
        let here = done - self.before.load(Ordering::Relaxed) as f64 / PARTS;
        (here > 0.0).then(|| self.began.elapsed().mul_f64((1.0 - done) / here))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_follows_from_the_pace() {
        let ten_seconds_ago = Instant::now() - Duration::from_secs(10);
        let progress = Progress { began: ten_seconds_ago, ..Progress::begin() };
        assert_eq!(progress.remaining(), None);
        progress.set(0.25);
        let remaining = progress.remaining().expect("a pace");
        assert!((30.0..31.0).contains(&remaining.as_secs_f64()));
        progress.set(1.0);
        assert_eq!(progress.remaining(), Some(Duration::ZERO));
    }

    #[test]
    fn what_was_done_before_says_nothing_about_the_pace() {
        let ten_seconds_ago = Instant::now() - Duration::from_secs(10);
        let progress = Progress { began: ten_seconds_ago, ..Progress::begin() };
        progress.begin_at(0.5);
        assert_eq!((progress.fraction(), progress.remaining()), (0.5, None));
        progress.set(0.75);
        let remaining = progress.remaining().expect("a pace");
        assert!((10.0..11.0).contains(&remaining.as_secs_f64()));
    }
}
