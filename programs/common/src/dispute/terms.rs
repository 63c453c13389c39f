//! The published terms of audits and disputes.

use crate::limits::{MAX_JOB_SECONDS, MIN_COOLDOWN_SECONDS, REVEAL_SECONDS};
use crate::math::{mul_div_ceil, mul_div_floor};
use crate::units::HEAT;
use crate::{bps, collateral};

/// Least that a verifier puts down, HEAT base units.
pub const VERIFIER_BOND: u64 = 1_000 * HEAT;
/// Verifiers from whom committees are drawn.
pub const ROSTER_PLACES: usize = 128;
/// How long a drawing may take from its announcement, in seconds; a place on the roster changes at most once in that
/// time, so that everyone draws from the same roster.
pub const DRAW_SECONDS: i64 = 600;
/// Blocks between the announcement of a drawing and the one that draws.
pub const DRAW_SLOTS: u64 = 2;
/// How long a round waits for a committee before it ends without one, in seconds.
pub const COMMITTEE_SECONDS: i64 = 6 * 3_600;

/// Most members of a committee: of one that audits, of the first to judge, and of one that hears an appeal.
pub const AUDIT_SEATS: usize = 1;
pub const FIRST_SEATS: usize = 3;
pub const APPEAL_SEATS: usize = 7;
/// Votes that one dispute can take.
pub const MAX_VOTES: usize = AUDIT_SEATS + FIRST_SEATS + APPEAL_SEATS;

/// What one vote is paid, as a part of the job's price in basis points; see [`vote_fee`] for the least.
pub const VOTE_FEE_BPS: u16 = 5_000;
/// Least that one vote is paid for each hour, begun, that the job may take, HEAT base units: nobody is to have a week's
/// work done for nothing.
pub const VOTE_FEE_PER_HOUR: u64 = HEAT / 10;
/// What an accuser puts down, in fees of a vote: those of the committee, and the worker's price.
pub const ACCUSER_FEES: u64 = FIRST_SEATS as u64 + PRICE_FEES;
/// What an appeal puts down, in fees of a vote: those of its committee.
pub const APPEAL_FEES: u64 = APPEAL_SEATS as u64;
/// The price of a job, in fees of a vote; of a cheap job, whose votes are paid for their time, they are more than it.
pub const PRICE_FEES: u64 = (bps::ONE / VOTE_FEE_BPS) as u64;
/// What a worker gets of an accusation that falls, as a part of its price in basis points.
pub const FALSE_ACCUSATION_BPS: u16 = 1_000;

/// Of the pool, beside the collateral, for a wrong result.
pub const WRONG_RESULT_POOL_BPS: u16 = 500;
/// Of a verifier's bond, for a vote against the outcome.
pub const WRONG_VOTE_BPS: u16 = 2_000;
/// Of a verifier's bond, for a vote that it did not give.
pub const SILENT_VOTE_BPS: u16 = 500;

/// How long a penalty waits for an appeal, in seconds.
pub const APPEAL_SECONDS: u32 = 7 * 86_400;
/// Beyond a job's own time, for its re-execution, in seconds.
pub const VOTE_MARGIN_SECONDS: u32 = 600;
/// How long a verifier that leaves still answers for its votes, in seconds: longer than a dispute can last.
pub const VERIFIER_COOLDOWN_SECONDS: i64 = 35 * 86_400;

/// Beyond the job's own time, for a round's votes, in seconds.
const VOTING_SECONDS: i64 = (VOTE_MARGIN_SECONDS + REVEAL_SECONDS) as i64;
const ROUND_SECONDS: i64 = COMMITTEE_SECONDS + MAX_JOB_SECONDS as i64 + VOTING_SECONDS;
const _: () = assert!(3 * ROUND_SECONDS + APPEAL_SECONDS as i64 <= VERIFIER_COOLDOWN_SECONDS);

/// Bounds of the part of results that a market has audited, in basis points.
pub const MIN_AUDIT_BPS: u16 = 500;
/// The part of wrong results that an audit is reckoned to find, in basis points: a drawn auditor may lie or fail.
pub const DETECTION_BPS: u16 = 9_000;

/// Stake at risk that makes cheating not worth it where a part of all results is audited, of what is to be gained,
/// HEAT base units, rounded up: `gain x (1 / (p q) - 1)`.
pub fn collateral_at_risk(gain: u64, audit_bps: u16) -> Option<u64> {
    let one = u64::from(bps::ONE).pow(2);
    let found = u64::from(audit_bps).checked_mul(u64::from(DETECTION_BPS))?;
    mul_div_ceil(gain, one.checked_sub(found)?, found)
}

/// Stake that a claim puts at risk, HEAT base units: the market's factor, and no less than its audits ask for.
pub fn required_collateral(price: u64, factor_bps: u16, audit_bps: u16) -> Option<u64> {
    let by_factor = collateral::required(price, factor_bps)?;
    match audit_bps {
        0 => Some(by_factor),
        _ => Some(by_factor.max(collateral_at_risk(price, audit_bps)?)),
    }
}

/// What one vote is paid for a job of this price and time limit, HEAT base units, rounded up.
pub fn vote_fee(price: u64, max_seconds: u32) -> Option<u64> {
    let least = u64::from(max_seconds.div_ceil(3_600)).checked_mul(VOTE_FEE_PER_HOUR)?;
    Some(bps::of_ceil(price, VOTE_FEE_BPS)?.max(least))
}

/// Whether what a market allows is judged, and punished, while the stake that was there at the claim cannot have left:
/// the job, the review and the rounds of an audit and a committee, and a day to carry it out. In seconds.
pub fn is_judged_in_time(max_job_seconds: u32, review_seconds: u32, audited: bool) -> bool {
    let (job, review) = (i64::from(max_job_seconds), i64::from(review_seconds));
    let round = job.saturating_add(COMMITTEE_SECONDS).saturating_add(VOTING_SECONDS);
    let rounds = if audited { round.saturating_mul(2) } else { round };
    let needed = job.saturating_add(review).saturating_add(rounds).saturating_add(86_400);
    needed <= MIN_COOLDOWN_SECONDS
}

/// What a worker gets of an accusation that falls, HEAT base units, of the fee of a vote, rounded down.
pub fn false_accusation(fee: u64) -> Option<u64> {
    mul_div_floor(fee, u64::from(FALSE_ACCUSATION_BPS), u64::from(VOTE_FEE_BPS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cheat_loses_on_average_what_it_could_gain() {
        // One in five, nine of ten found: 0.18 x stake >= 0.82 x gain.
        assert_eq!(collateral_at_risk(1_800, 2_000), Some(8_200));
        assert_eq!(collateral_at_risk(9, bps::ONE), Some(1));
        for audit_bps in [MIN_AUDIT_BPS, 1_000, 2_500, bps::ONE] {
            let (gain, found) = (1_000_000u64, f64::from(audit_bps) / 1e4 * f64::from(DETECTION_BPS) / 1e4);
            let stake = collateral_at_risk(gain, audit_bps).unwrap() as f64;
            assert!(
                found * stake >= (1.0 - found) * gain as f64 && found * (stake - 1.0) < (1.0 - found) * gain as f64
            );
        }
    }

    #[test]
    fn a_vote_is_worth_half_the_price_and_at_least_its_time() {
        assert_eq!(vote_fee(1_001 * HEAT, 600), Some(1_001 * HEAT / 2));
        assert_eq!((vote_fee(1, 600), vote_fee(1, 7_201)), (Some(HEAT / 10), Some(3 * HEAT / 10)));
    }

    #[test]
    fn long_jobs_and_reviews_do_not_go_together() {
        let day = 86_400;
        assert!(is_judged_in_time(6 * day, day / 4, false) && !is_judged_in_time(6 * day, day, false));
        assert!(is_judged_in_time(2 * day, 7 * day, false) && !is_judged_in_time(3 * day, 7 * day, false));
        assert!(is_judged_in_time(3 * day, 3 * day, true) && !is_judged_in_time(4 * day, day, true));
    }

    #[test]
    fn audits_raise_a_markets_collateral_and_never_lower_it() {
        assert_eq!(required_collateral(1_800, 20_000, 0), Some(3_600));
        assert_eq!(required_collateral(1_800, 20_000, 2_000), Some(8_200));
        assert_eq!(required_collateral(1_800, 50_000, 2_000), Some(9_000));
    }

    #[test]
    fn an_accusers_bond_covers_a_committee_and_the_price() {
        let fee = bps::of_ceil(1_000, VOTE_FEE_BPS).unwrap();
        assert_eq!((fee * PRICE_FEES, false_accusation(fee)), (1_000, Some(100)));
    }
}
