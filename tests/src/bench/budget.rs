//! Upper bounds in compute units, as in docs/protocol.md.

/// From post to settlement of one fixed-price job.
pub(super) const LIFECYCLE: u64 = 14_000;

/// The budget of an instruction in a case; `None` where there is none.
pub(super) fn of(program: &str, instruction: &str, case: &str) -> Option<u64> {
    Some(match (program, instruction) {
        ("jobs", "job_post" | "lease_open") => 4_000,
        ("jobs", "job_claim" | "lease_claim") => 2_000,
        ("jobs", "job_start" | "lease_start" | "lease_notice" | "lease_answer") => 800,
        ("jobs", "lease_ping") => 1_000,
        ("jobs", "job_submit" | "job_checkpoint") => 1_500,
        ("jobs", "job_accept" | "job_settle" | "seat_pay") => 5_700,
        ("jobs", "lease_settle" | "lease_close" | "lease_end" | "lease_leave") => 5_700,
        ("jobs", "credit_pay") => 4_500,
        ("jobs", "job_cancel" | "job_expire" | "job_close" | "credit_forfeit") => 1_500,
        ("jobs", "deposit" | "withdraw" | "sponsor" | "refund") => 3_000,
        ("jobs", "bids_open" | "lease_bids_open" | "crew_open") => 3_000,
        ("jobs", "bid_place" | "bid_award" | "bid_award_best" | "lease_award" | "lease_award_best") => 3_500,
        ("jobs", "bid_withdraw" | "bid_drop" | "seat_release") => 2_000,
        ("jobs", "bids_close" | "lease_bids_close" | "crew_close" | "crew_meet" | "lease_sweep") => 800,
        ("jobs", "crew_join" | "crew_reveal" | "crew_submit") => 2_500,
        ("jobs", "crew_commit" | "crew_accept" | "crew_settle" | "crew_conclude") => 1_500,
        ("jobs", "lease_top_up" | "lease_cancel" | "lease_expire") => 1_500,
        ("staking", "stake") => 5_000,
        ("staking", "unstake") => 3_000,
        ("staking", "rewards_claim") => 4_000,
        ("staking", "withdraw") => 4_000,
        ("staking", "slash") => 6_000,
        ("slashing", "slash_missed_deadline" | "slash_quit") => 9_000,
        ("slashing", "slash_missed_seat" | "slash_quit_seat" | "slash_downtime") => 9_500,
        ("proofs", "beacon_announce" | "attempt_fail" | "attempt_close" | "certificate_close") => 800,
        ("proofs", "beacon_draw" | "samples_draw") => 1_500,
        ("proofs", "attempt_commit") => 2_000,
        ("proofs", "points_grant") => 4_500,
        ("proofs", "sample_open") if case.starts_with("16,384") => 300_000,
        ("proofs", "sample_open") => 80_000,
        _ => return None,
    })
}
