//! Upper bounds in compute units, as in docs/protocol.md.

/// From post to settlement of one fixed-price job.
pub(super) const LIFECYCLE: u64 = 14_000;

/// The budget of an instruction; `None` where there is none.
pub(super) fn of(program: &str, instruction: &str) -> Option<u64> {
    Some(match (program, instruction) {
        ("jobs", "job_post") => 4_000,
        ("jobs", "job_claim") => 2_000,
        ("jobs", "job_start") => 800,
        ("jobs", "job_submit") => 1_500,
        ("jobs", "job_accept" | "job_settle") => 5_700,
        ("jobs", "job_cancel" | "job_expire" | "job_close") => 1_500,
        ("jobs", "deposit" | "withdraw") => 3_000,
        ("staking", "stake") => 5_000,
        ("staking", "unstake") => 3_000,
        ("staking", "rewards_claim") => 4_000,
        ("staking", "withdraw") => 4_000,
        ("staking", "slash") => 6_000,
        ("slashing", "slash_missed_deadline" | "slash_quit") => 9_000,
        _ => return None,
    })
}
