//! What a guardian may pause: beginnings, never exits.

/// New stakes and new pools.
pub const STAKES: u8 = 1;
/// New jobs.
pub const JOBS: u8 = 2;
/// Everything that can be paused.
pub const ALL: u8 = STAKES | JOBS;
