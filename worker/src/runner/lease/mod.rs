//! Leases: taken, served, kept alive on chain, left.

mod duties;
mod rented;
mod taking;
mod tenancy;
mod work;

use std::sync::Arc;

use furnace_client::{
    accounts::LeaseState,
    artifacts::Store,
    spec::{LeaseSpec, limits::SPEC_BYTES},
};
use tracing::error;

use super::{Runner, Verdict, Workshop, fetch::FetchError};
use crate::{
    chain::{LeaseAccount, Survey},
    policy::Refusal,
};

pub(super) use rented::Rented;

impl Runner {
    /// Does what is owed to leases, and takes those that suit.
    pub(super) fn rent(&mut self, survey: &Survey) {
        self.rented.tell(survey);
        let worker = self.workshop.steps.protocol().worker();
        for lease in &survey.leases {
            if self.rented.knows(&lease.address) || !self.candidates.is_due(&lease.address) {
                continue;
            }
            if lease.is_held_by(&worker) {
                self.take_up(lease);
            } else if lease.state == LeaseState::Open && self.places.available_permits() > 0 {
                self.try_for(lease, survey);
            }
        }
    }

    /// Serves a lease that this worker holds: after a restart, after an award, after a claim that was executed unheard
    /// of. It was promised, so it is served also where no place is left for it.
    fn take_up(&mut self, lease: &LeaseAccount) {
        let Some(services) = self.workshop.services.clone() else {
            error!(lease = %lease.address, "this worker holds a lease that it cannot serve: network.host is not set");
            let reason = FetchError::Refused(Refusal::NotReachable);
            self.candidates.refuse(&lease.address, &reason, &self.workshop.status);
            return;
        };
        let place = Arc::clone(&self.places).try_acquire_owned().ok();
        let shown = self.rented.begin(lease);
        let (workshop, lease) = (Arc::clone(&self.workshop), lease.clone());
        self.jobs.spawn(async move {
            let served = workshop.let_out(lease, services, shown).await;
            drop(place);
            served
        });
    }

    /// Tries to get an open lease, if the policy allows.
    fn try_for(&mut self, lease: &LeaseAccount, survey: &Survey) {
        let around = self.surroundings(&lease.address, survey);
        if let Err(reason) = self.workshop.policy.judge_lease(lease, &around) {
            self.candidates.refuse(&lease.address, &FetchError::Refused(reason), &self.workshop.status);
            return;
        }
        let (Some(services), Ok(place)) =
            (self.workshop.services.clone(), Arc::clone(&self.places).try_acquire_owned())
        else {
            return;
        };
        let shown = self.rented.begin(lease);
        let (workshop, lease) = (Arc::clone(&self.workshop), lease.clone());
        self.jobs.spawn(async move {
            let verdict = match workshop.take_lease(lease).await {
                Ok(Some(lease)) => workshop.let_out(lease, services, shown).await,
                Ok(None) => Verdict::Done,
                Err(verdict) => verdict,
            };
            drop(place);
            verdict
        });
    }
}

impl Workshop {
    /// Fetches what a lease asks for, and checks that this worker serves it.
    pub(super) async fn fetch_service(&self, lease: &LeaseAccount) -> Result<(Store, LeaseSpec), FetchError> {
        let fetch = async {
            let store = self.lease_store(lease)?;
            let spec = LeaseSpec::from_json(&store.get(lease.spec, SPEC_BYTES as u64).await?)?;
            Ok((store, spec))
        };
        tokio::time::timeout(self.limits.fetch_time, fetch).await.unwrap_or(Err(FetchError::Slow))
    }

    fn lease_store(&self, lease: &LeaseAccount) -> Result<Store, FetchError> {
        Ok(Store::at(self.policy.judge_store(&lease.store_uri)?)?)
    }
}
