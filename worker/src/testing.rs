//! What the unit tests share.

use furnace_client::{
    accounts::{JobState, LeaseState},
    artifacts::Digest,
    heat::Heat,
};
use furnace_common::state::{AuditState, CrewKind, SeatState};
use solana_address::Address;

use crate::chain::{Admission, CrewAccount, JobAccount, LeaseAccount, Needs, SeatAccount, Standing, Survey, Trail};

/// An open job with ordinary terms.
pub(crate) fn job_account(number: u8) -> JobAccount {
    JobAccount {
        address: Address::new_from_array([number; 32]),
        market: Address::new_from_array([100; 32]),
        worker: Address::default(),
        attempt: 0,
        state: JobState::Open,
        price: Heat(10_000_000),
        in_dollars: false,
        collateral: Heat(5_000_000),
        expires_at: 1_000,
        claimed_at: 0,
        deadline: 0,
        submitted_at: 0,
        review_ends_at: 0,
        audit: AuditState::Clear,
        max_seconds: 100,
        needs: Needs { regions: 0, min_gpus: 1, min_vram_gib: 0, class_multiplier: 100, min_score: 0 },
        admission: Admission::default(),
        trail: Trail::default(),
        spec: Digest([number; 32]),
        result: Digest::default(),
        store_uri: "https://store.example/jobs".to_owned(),
    }
}

/// An open lease with ordinary terms.
pub(crate) fn lease_account(number: u8) -> LeaseAccount {
    LeaseAccount {
        address: Address::new_from_array([number; 32]),
        client: Address::new_from_array([90; 32]),
        market: Address::new_from_array([100; 32]),
        worker: Address::default(),
        state: LeaseState::Open,
        rate: Heat(1_000),
        in_dollars: false,
        collateral: Heat(5_000_000),
        auctioned: false,
        designated: None,
        backup: None,
        expires_at: 1_000,
        bidding_ends_at: 900,
        start_by: 0,
        settled_at: 0,
        funds_until: 0,
        paid: 0,
        billed_seconds: 0,
        pinged_at: 0,
        leaves_at: 0,
        ends_at: 0,
        grace_ends_at: 0,
        needs: job_account(number).needs,
        spec: Digest([number; 32]),
        store_uri: "https://store.example/jobs".to_owned(),
    }
}

/// A crew that waits for workers, some of which it has.
pub(crate) fn crew_account(number: u8, kind: CrewKind, size: u8, workers: &[Address]) -> CrewAccount {
    let seat = |worker: &Address| SeatAccount {
        worker: *worker,
        operator: *worker,
        state: SeatState::Joined,
        commitment: [0; 32],
        result: Digest::default(),
        rendezvous: None,
    };
    let admission = Admission { crew: true, ..Admission::default() };
    CrewAccount {
        job: JobAccount { admission, ..job_account(number) },
        kind,
        size,
        reveal_ends_at: 0,
        ended_at: 0,
        seats: workers.iter().map(seat).collect(),
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
        region: 0,
        operator_gpus: 1,
        stake: Heat(1_000_000_000),
        half_own: true,
        locked: Heat(0),
        completed: 0,
        failed: 0,
        proven: Default::default(),
    }
}

/// A look at a chain on which nothing happens.
pub(crate) fn empty_survey(now: i64) -> Survey {
    Survey {
        now,
        standing: standing(),
        open: Vec::new(),
        held: Vec::new(),
        auctions: Vec::new(),
        crews: Vec::new(),
        leases: Vec::new(),
    }
}
