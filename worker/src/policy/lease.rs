//! Whether to take a lease.

use furnace_client::accounts::LeaseState;

use super::{Policy, Refusal, Surroundings, ensure, judge_price, standing::judge_worker};
use crate::chain::LeaseAccount;

impl Policy {
    /// Decides on a lease as far as its account alone allows.
    pub fn judge_lease(&self, lease: &LeaseAccount, around: &Surroundings<'_>) -> Result<(), Refusal> {
        let &Surroundings { now, worker, .. } = around;
        ensure(!lease.auctioned, || Refusal::Auctioned)?;
        let kept = lease.backup.filter(|(_, until)| now <= *until);
        ensure(kept.is_none_or(|(backup, _)| backup == worker), || Refusal::KeptForBackup)?;
        self.judge_any_lease(lease, around)
    }

    /// Decides on a lease, whatever its rate turns out to be.
    pub(super) fn judge_any_lease(&self, lease: &LeaseAccount, around: &Surroundings<'_>) -> Result<(), Refusal> {
        let &Surroundings { now, worker, .. } = around;
        ensure(lease.state == LeaseState::Open, || Refusal::NotOpen)?;
        ensure(now <= lease.expires_at, || Refusal::ClaimOver)?;
        ensure(lease.designated.is_none_or(|only| only == worker), || Refusal::NotDesignated)?;
        ensure(around.reachable, || Refusal::NotReachable)?;
        judge_worker(lease.needs, lease.collateral, around)?;
        self.judge_market(&lease.market, lease.collateral)?;
        judge_price(lease.rate, self.rules.min_price_per_second.0, lease.in_dollars)?;
        self.judge_store(&lease.store_uri).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use furnace_client::heat::Heat;
    use solana_address::Address;

    use super::*;
    use crate::{
        config::Text,
        policy::tests::{WORKER, around, policy},
        testing::{lease_account, standing},
    };

    const OTHER: Address = Address::new_from_array([61; 32]);

    fn judged(lease: &LeaseAccount, least: u64, reachable: bool) -> Result<(), &'static str> {
        let own = standing();
        let around = Surroundings { reachable, ..around(&own) };
        let policy = policy(|rules| rules.min_price_per_second = Text(Heat(least)));
        policy.judge_lease(lease, &around).map_err(|refusal| refusal.name())
    }

    #[test]
    fn an_ordinary_lease_is_taken_at_the_least_rate_and_above() {
        assert_eq!(judged(&lease_account(1), 1_000, true), Ok(()));
        assert_eq!(judged(&lease_account(1), 1_001, true), Err("price_too_low"));
    }

    #[test]
    fn each_term_has_its_refusal() {
        let refused = |lease: LeaseAccount| judged(&lease, 1, true).expect_err("refused");
        let lease = || lease_account(1);
        assert_eq!(refused(LeaseAccount { auctioned: true, ..lease() }), "auctioned");
        assert_eq!(refused(LeaseAccount { state: LeaseState::Running, ..lease() }), "not_open");
        assert_eq!(refused(LeaseAccount { expires_at: 499, ..lease() }), "claim_over");
        assert_eq!(refused(LeaseAccount { designated: Some(OTHER), ..lease() }), "not_designated");
        assert_eq!(refused(LeaseAccount { in_dollars: true, ..lease() }), "price_in_dollars");
        assert_eq!(refused(LeaseAccount { store_uri: "file:///etc".into(), ..lease() }), "store_not_allowed");
        assert_eq!(judged(&lease(), 1, false), Err("not_reachable"));
    }

    #[test]
    fn the_backup_goes_first_for_a_while() {
        let kept = |worker, until| LeaseAccount { backup: Some((worker, until)), ..lease_account(1) };
        assert_eq!(judged(&kept(OTHER, 500), 1, true), Err("kept_for_backup"));
        assert_eq!(judged(&kept(WORKER, 500), 1, true), Ok(()));
        assert_eq!(judged(&kept(OTHER, 499), 1, true), Ok(()));
    }
}
