//! What the unit tests share.

use furnace_client::{accounts::JobState, artifacts::Digest, heat::Heat};
use solana_address::Address;

use crate::chain::{Admission, JobAccount, Standing, Trail};

/// An open job with ordinary terms.
pub(crate) fn job_account(number: u8) -> JobAccount {
    JobAccount {
        address: Address::new_from_array([number; 32]),
        market: Address::new_from_array([100; 32]),
        worker: Address::default(),
        state: JobState::Open,
        price: Heat(10_000_000),
        in_dollars: false,
        collateral: Heat(5_000_000),
        expires_at: 1_000,
        claimed_at: 0,
        deadline: 0,
        review_ends_at: 0,
        max_seconds: 100,
        min_gpus: 1,
        min_vram_gib: 0,
        class_multiplier: 100,
        admission: Admission::default(),
        trail: Trail::default(),
        spec: Digest([number; 32]),
        result: Digest::default(),
        store_uri: "https://store.example/jobs".to_owned(),
    }
}

/// A worker with enough of everything.
pub(crate) fn standing() -> Standing {
    Standing {
        retired: false,
        jobs: 0,
        max_jobs: 4,
        gpus: 1,
        vram_gib: 24,
        operator_gpus: 1,
        stake: Heat(1_000_000_000),
        half_own: true,
        locked: Heat(0),
        completed: 0,
        failed: 0,
    }
}
