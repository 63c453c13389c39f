//! One lease that this worker holds, from the first moment to the last.

use std::time::Duration;

use furnace_client::{accounts::LeaseState, artifacts::Store, chain::ChainError};
use solana_address::Address;
use tokio::time::Instant;
use tracing::{error, info, warn};

use super::rented::Shown;
use crate::{
    chain::LeaseAccount,
    reconcile::{LeaseDuty, Service, lease_duty},
    runner::{Verdict, Workshop},
    serve::{Open, Services},
};

/// Between two attempts at the same duty: what failed a moment ago would fail again.
const AGAIN: Duration = Duration::from_secs(5);
/// Between two looks at the chain once no surveys come any more.
const LOOK: Duration = Duration::from_secs(1);

/// What serving a lease takes.
pub(super) struct Tenancy {
    pub(super) lease: Address,
    pub(super) store: Store,
    pub(super) services: Services,
    /// Takes the requests of its client.
    pub(super) open: Open,
    /// Paid for it before, base units.
    paid: u64,
}

/// The last attempt at a duty.
#[derive(Default)]
struct Tried(Option<(LeaseDuty, Instant)>);

impl Tried {
    fn is_due(&self, duty: LeaseDuty) -> bool {
        self.0.is_none_or(|(tried, at)| tried != duty || at.elapsed() >= AGAIN)
    }
}

impl Workshop {
    /// Serves a held lease until it is over, or left.
    pub(super) async fn let_out(&self, lease: LeaseAccount, services: Services, shown: Shown) -> Verdict {
        let store = match self.lease_store(&lease) {
            Ok(store) => store,
            Err(reason) => {
                error!(lease = %lease.address, %reason, "this worker holds a lease that it cannot serve");
                return Verdict::Unfit(lease.address, reason);
            }
        };
        let (open, commissions) = services.open(lease.address, lease.client);
        let tenancy = Tenancy { lease: lease.address, store, services, open, paid: lease.paid };
        tokio::select! {
            biased;
            () = self.tend(&tenancy, lease, shown) => {}
            () = self.compute_runs(&tenancy, commissions) => {}
        }
        self.refresh.notify_one();
        Verdict::Done
    }

    /// Does what is owed to a lease, one after the other, until nothing is.
    async fn tend(&self, tenancy: &Tenancy, mut lease: LeaseAccount, mut shown: Shown) {
        let (mut tried, mut answers, mut grace_ends) = (Tried::default(), false, None);
        loop {
            tenancy.pause(&lease, answers);
            let owed = self.lease_owed(&lease, answers);
            if !matches!(owed, LeaseDuty::Serve | LeaseDuty::Pause) && tried.is_due(owed) {
                // What was shown may be older than the last step taken here.
                match self.lease_now(&tenancy.lease).await {
                    Ok(Some(now)) => lease = now,
                    Ok(None) => return info!(lease = %tenancy.lease, "lease is over, and its account closed"),
                    Err(error) => warn!(lease = %tenancy.lease, %error, "cannot look at a lease"),
                }
                let duty = self.lease_owed(&lease, answers);
                if duty == LeaseDuty::Nothing {
                    return tenancy.part(&lease);
                }
                if duty != owed {
                    continue;
                }
                tried = Tried(Some((duty, Instant::now())));
                if self.discharge(tenancy, &lease, duty).await {
                    tried = Tried::default();
                    answers |= duty == LeaseDuty::Prepare;
                    lease = self.lease_now(&tenancy.lease).await.ok().flatten().unwrap_or(lease);
                    continue;
                }
            }
            if self.closing.is_cancelled() {
                let ends = *grace_ends.get_or_insert_with(|| Instant::now() + self.settings.lease_grace);
                if Instant::now() >= ends {
                    return tenancy.abandon(&lease);
                }
            }
            lease = self.next_view(&lease, &mut shown).await;
        }
    }

    fn lease_owed(&self, lease: &LeaseAccount, answers: bool) -> LeaseDuty {
        let leaving = self.closing.is_cancelled() && !self.settings.lease_grace.is_zero();
        let settle_every = i64::try_from(self.settings.lease_settle.as_secs()).unwrap_or(i64::MAX);
        let service = Service { answers, leaving, settle_every };
        lease_duty(lease, &self.steps.protocol().worker(), service, self.clock.now())
    }

    /// How the lease stands next: as the next survey shows it, or, once the worker is stopping and there are none, the
    /// chain itself.
    async fn next_view(&self, lease: &LeaseAccount, shown: &mut Shown) -> LeaseAccount {
        let told = if self.closing.is_cancelled() {
            tokio::time::sleep(LOOK).await;
            None
        } else {
            tokio::select! {
                biased;
                () = self.closing.cancelled() => return lease.clone(),
                _ = shown.changed() => shown.borrow_and_update().clone(),
            }
        };
        match told {
            Some(told) => told,
            // Gone, or missed by a survey that began before it was claimed.
            None => match self.lease_now(&lease.address).await {
                Ok(Some(now)) => now,
                Ok(None) => LeaseAccount { state: LeaseState::Closed, ..lease.clone() },
                Err(error) => {
                    warn!(lease = %lease.address, %error, "cannot look at a lease");
                    lease.clone()
                }
            },
        }
    }

    pub(super) async fn lease_now(&self, lease: &Address) -> Result<Option<LeaseAccount>, ChainError> {
        let chain = self.steps.protocol();
        self.steps.ask(lease, || chain.lease(lease), || !self.closing.is_cancelled()).await
    }
}

impl Tenancy {
    /// Takes work only while it is paid.
    fn pause(&self, lease: &LeaseAccount, answers: bool) {
        if !self.open.pause(lease.state != LeaseState::Running) || !answers {
            return;
        }
        let LeaseAccount { address, grace_ends_at, .. } = lease;
        match lease.state {
            LeaseState::Suspended => warn!(lease = %address, grace_ends_at, "lease is out of funds, and paused"),
            _ => info!(lease = %address, "lease is served"),
        }
    }

    /// It is not this worker's any more.
    fn part(&self, lease: &LeaseAccount) {
        let LeaseAccount { address, paid, billed_seconds, .. } = lease;
        let earned = paid.saturating_sub(self.paid);
        match lease.state {
            LeaseState::Closed => info!(lease = %address, earned, paid, billed_seconds, "lease has ended"),
            _ => info!(lease = %address, earned, paid, billed_seconds, "lease is not this worker's any more"),
        }
    }

    /// The worker stops, and still holds it.
    fn abandon(&self, lease: &LeaseAccount) {
        let LeaseAccount { address, collateral, leaves_at, .. } = lease;
        warn!(
            lease = %address, %collateral, leaves_at,
            "stopping while the lease is held: once it is asked in vain it is not paid, after three minutes of silence \
             it loses 2% of its collateral, after seven 4% and the lease; a start before that takes it up again"
        );
    }
}
