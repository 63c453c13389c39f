//! Claiming a lease.

use furnace_client::accounts::LeaseState;
use tracing::{debug, info};

use crate::{
    chain::{Action, LeaseAccount},
    runner::{Verdict, Workshop, fetch::FetchError},
};

impl Workshop {
    /// Claims a lease whose spec this worker serves. None where it went to somebody else, or the worker is stopping.
    pub(super) async fn take_lease(&self, lease: LeaseAccount) -> Result<Option<LeaseAccount>, Verdict> {
        let address = lease.address;
        let unfit = |reason: FetchError| Verdict::Unfit(address, reason);
        debug!(lease = %address, "looking at a lease");
        tokio::select! {
            biased;
            () = self.closing.cancelled() => return Ok(None),
            fetched = self.fetch_service(&lease) => fetched.map_err(unfit)?,
        };
        let claim = |error: String| unfit(FetchError::Claim(error));
        // Fetching took a while; most races are lost before anything is sent.
        match self.steps.protocol().lease(&address).await {
            Ok(Some(now)) if now.state == LeaseState::Open => {}
            Ok(_) => return Ok(None),
            Err(error) => return Err(claim(error.to_string())),
        }
        let taken = self.steps.take(&address, Action::LeaseClaim).await;
        match (taken, self.lease_now(&address).await) {
            (_, Ok(Some(held))) if held.is_held_by(&self.steps.protocol().worker()) => {
                let LeaseAccount { rate, collateral, start_by, .. } = held;
                info!(lease = %address, %rate, %collateral, start_by, "lease claimed");
                Ok(Some(held))
            }
            // If the claim was executed after all, the next survey shows it.
            (_, Err(error)) => Err(claim(error.to_string())),
            (Err(error), Ok(Some(open))) if open.state == LeaseState::Open => Err(claim(error.to_string())),
            _ => {
                info!(lease = %address, "lease lost, somebody else was faster");
                Ok(None)
            }
        }
    }
}
