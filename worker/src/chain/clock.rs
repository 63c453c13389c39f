//! The chain's time between two looks at it.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// The chain's time as last read, carried on by this machine's clock. Deadlines are the chain's, and its
/// clock is not this machine's.
#[derive(Debug)]
pub struct ChainClock {
    read: Mutex<(i64, Instant)>,
}

impl ChainClock {
    /// A clock that was just read, unix seconds.
    pub fn new(now: i64) -> Self {
        Self { read: Mutex::new((now, Instant::now())) }
    }

    /// Takes in a fresh reading, unix seconds.
    pub fn set(&self, now: i64) {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = (now, Instant::now());
    }

    /// The chain's time, unix seconds.
    pub fn now(&self) -> i64 {
        let (read, at) = *self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.saturating_add(i64::try_from(at.elapsed().as_secs()).unwrap_or(i64::MAX))
    }

    /// What is left until a moment in unix seconds; nothing once it has passed.
    pub fn until(&self, moment: i64) -> Duration {
        Duration::from_secs(u64::try_from(moment.saturating_sub(self.now())).unwrap_or(0))
    }
}
