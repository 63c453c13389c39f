//! What to bid.

use furnace_client::heat::Heat;
use furnace_common::bps;

use super::{Policy, Refusal, Surroundings, ensure};
use crate::chain::{Auction, Lot};

impl Policy {
    /// Decides on an auction as far as the accounts alone allow. Says what to bid now; `None` where nothing is to be
    /// changed: this worker leads.
    ///
    /// It begins at the ceiling, and follows others down to what the operator asks at least. An operator that asks for
    /// nothing takes what is offered, and undercuts nobody.
    pub fn judge_auction(&self, auction: &Auction, around: &Surroundings<'_>) -> Result<Option<Heat>, Refusal> {
        ensure(around.now <= auction.closes_at, || Refusal::ClaimOver)?;
        let least = match &auction.lot {
            Lot::Job(job) => {
                self.judge_job(job, around)?;
                self.least_price(job)
            }
            Lot::Lease(lease) => {
                self.judge_any_lease(lease, around)?;
                self.rules.min_price_per_second.0
            }
        };
        if auction.leads {
            return Ok(None);
        }
        let Some(lowest) = auction.lowest_other else {
            return Ok(Some(auction.ceiling));
        };
        if least == Heat(0) {
            // Among equal prices the better record wins, so this bid may.
            let (price, taken) = (auction.ceiling, auction.own.is_some() || auction.full);
            return Ok(Some(price).filter(|_| !taken));
        }
        let step = bps::of_floor(lowest.0, self.rules.bid_step_bps).unwrap_or(0).max(1);
        let price = Heat(lowest.0.saturating_sub(step).max(least.0));
        ensure(price < lowest, || Refusal::Outbid { lowest, least })?;
        Ok(Some(price))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        chain::JobAccount,
        config::{PolicyConfig, Text},
        policy::tests::{around, policy},
        testing::{job_account, lease_account, standing},
    };

    const CEILING: u64 = 10_000_000;

    /// An auction of a job for at most 10 HEAT.
    fn auction(own: Option<u64>, lowest_other: Option<u64>, leads: bool) -> Auction {
        Auction {
            lot: Lot::Job(job_account(1)),
            ceiling: Heat(CEILING),
            closes_at: 600,
            full: false,
            own: own.map(Heat),
            lowest_other: lowest_other.map(Heat),
            leads,
        }
    }

    fn asks(least: u64) -> impl FnOnce(&mut PolicyConfig) {
        move |rules| rules.min_price = Text(Heat(least))
    }

    fn bid(policy: &Policy, auction: &Auction) -> Result<Option<u64>, &'static str> {
        let own = standing();
        let price = policy.judge_auction(auction, &around(&own));
        price.map(|price| price.map(|price| price.0)).map_err(|refusal| refusal.name())
    }

    #[test]
    fn it_begins_at_the_ceiling_and_follows_others_down_to_its_least_price() {
        let asking = policy(asks(6_000_000));
        assert_eq!(bid(&asking, &auction(None, None, false)), Ok(Some(CEILING)));
        assert_eq!(bid(&asking, &auction(Some(CEILING), None, true)), Ok(None));
        assert_eq!(bid(&asking, &auction(Some(CEILING), Some(8_000_000), false)), Ok(Some(7_600_000)));
        assert_eq!(bid(&asking, &auction(Some(7_600_000), Some(6_100_000), false)), Ok(Some(6_000_000)));
        assert_eq!(bid(&asking, &auction(Some(6_500_000), Some(6_000_000), false)), Err("outbid"));
        assert_eq!(bid(&policy(asks(CEILING + 1)), &auction(None, None, false)), Err("price_too_low"));
    }

    #[test]
    fn who_asks_for_nothing_undercuts_nobody() {
        let modest = policy(|_| ());
        assert_eq!(bid(&modest, &auction(None, Some(5), false)), Ok(Some(CEILING)));
        assert_eq!(bid(&modest, &auction(Some(CEILING), Some(5), false)), Ok(None));
        let full = Auction { full: true, ..auction(None, Some(5), false) };
        assert_eq!(bid(&modest, &full), Ok(None));
    }

    #[test]
    fn a_lease_is_bid_for_by_the_second() {
        let rented =
            Auction { lot: Lot::Lease(lease_account(1)), ceiling: Heat(1_000), ..auction(None, Some(900), false) };
        let asking = |least| policy(move |rules| rules.min_price_per_second = Text(Heat(least)));
        assert_eq!(bid(&asking(100), &rented), Ok(Some(855)));
        assert_eq!(bid(&asking(1_001), &rented), Err("price_too_low"));
    }

    #[test]
    fn what_cannot_be_done_is_not_bid_for() {
        let over = Auction { closes_at: 499, ..auction(None, None, false) };
        assert_eq!(bid(&policy(|_| ()), &over), Err("claim_over"));
        let costly = JobAccount { collateral: Heat(2_000_000_000), ..job_account(1) };
        let costly = Auction { lot: Lot::Job(costly), ..auction(None, None, false) };
        assert_eq!(bid(&policy(|_| ()), &costly), Err("collateral_not_covered"));
    }

    proptest! {
        #[test]
        fn a_bid_is_never_below_the_least_price_nor_above_the_ceiling(
            least in 0..=CEILING, other in prop::option::of(1..=CEILING), own in prop::option::of(1..=CEILING), step in 0u16..=10_000,
        ) {
            let rules = policy(|rules| {
                rules.min_price = Text(Heat(least));
                rules.bid_step_bps = step;
            });
            if let Ok(Some(price)) = bid(&rules, &auction(own, other, false)) {
                prop_assert!((least.max(1)..=CEILING).contains(&price));
                prop_assert!(least == 0 || other.is_none_or(|other| price < other));
            }
        }
    }
}
