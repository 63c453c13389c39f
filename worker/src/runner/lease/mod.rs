//! Leases: taken, served, kept alive on chain, left.

use furnace_client::{
    artifacts::Store,
    spec::{LeaseSpec, limits::SPEC_BYTES},
};

use super::{Runner, Workshop, fetch::FetchError};
use crate::chain::{LeaseAccount, Survey};

impl Runner {
    /// Does what is owed to leases, and takes those that suit.
    pub(super) fn rent(&mut self, _survey: &Survey) {}
}

impl Workshop {
    /// Fetches what a lease asks for, and checks that this worker serves it.
    pub(super) async fn fetch_service(&self, lease: &LeaseAccount) -> Result<(Store, LeaseSpec), FetchError> {
        let fetch = async {
            let store = Store::at(self.policy.judge_store(&lease.store_uri)?)?;
            let spec = LeaseSpec::from_json(&store.get(lease.spec, SPEC_BYTES as u64).await?)?;
            Ok((store, spec))
        };
        tokio::time::timeout(self.limits.fetch_time, fetch).await.unwrap_or(Err(FetchError::Slow))
    }
}
