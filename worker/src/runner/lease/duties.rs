//! What is owed to a lease, done.

use furnace_client::service::{Endpoint, ServiceClient, ServiceError};
use tracing::{error, info, warn};

use super::tenancy::Tenancy;
use crate::{
    chain::{Action, LeaseAccount},
    reconcile::LeaseDuty,
    runner::Workshop,
};

impl Workshop {
    /// Does one thing that is owed. Says whether it is done.
    pub(super) async fn discharge(&self, tenancy: &Tenancy, lease: &LeaseAccount, duty: LeaseDuty) -> bool {
        let action = match duty {
            LeaseDuty::Answer => Action::LeaseAnswer,
            LeaseDuty::Start => Action::LeaseStart,
            LeaseDuty::Settle => Action::LeaseSettle,
            LeaseDuty::Notice => Action::LeaseNotice,
            LeaseDuty::End | LeaseDuty::Leave => Action::LeaseEnd,
            LeaseDuty::Prepare => return self.bring_up(tenancy).await,
            LeaseDuty::Late => {
                let start_by = lease.start_by;
                error!(lease = %lease.address, start_by, "the time to start is over; the lease goes to another worker");
                return false;
            }
            LeaseDuty::Nothing | LeaseDuty::Pause | LeaseDuty::Serve => return true,
        };
        if let Err(error) = self.steps.take(&lease.address, action).await {
            warn!(lease = %lease.address, step = %action.step(), %error, "a step of a lease failed");
            return false;
        }
        match duty {
            LeaseDuty::Answer => info!(lease = %lease.address, pinged_at = lease.pinged_at, "ping answered"),
            LeaseDuty::Start => info!(lease = %lease.address, "lease started; it is billed from now on"),
            LeaseDuty::Settle => info!(lease = %lease.address, "lease settled"),
            LeaseDuty::Notice => {
                let grace = self.settings.lease_grace;
                info!(lease = %lease.address, ?grace, "notice given; the lease is served until it is over");
            }
            LeaseDuty::Leave => info!(lease = %lease.address, "lease left, its notice is over"),
            _ => info!(lease = %lease.address, ends_at = lease.ends_at, "lease ended"),
        }
        // What was seen is out of date.
        self.refresh.notify_one();
        true
    }

    /// Makes sure that the service answers, and says where it is.
    async fn bring_up(&self, tenancy: &Tenancy) -> bool {
        match self.announce(tenancy).await {
            Ok(url) => {
                info!(lease = %tenancy.lease, url, "lease is to be reached");
                true
            }
            Err(error) => {
                warn!(lease = %tenancy.lease, %error, "the service of a lease does not answer yet");
                false
            }
        }
    }

    async fn announce(&self, tenancy: &Tenancy) -> Result<String, ServiceError> {
        let Some(host) = self.network.host else {
            return Err(ServiceError::Malformed { what: "network.host", reason: "it is not set".to_owned() });
        };
        // From here: whether others get through to this machine, only they can say.
        ServiceClient::at(&tenancy.services.own_url())?.look(&tenancy.lease).await?;
        let (worker, url) = (self.steps.protocol().worker(), tenancy.services.url(host));
        let endpoint = Endpoint { lease: tenancy.lease, worker, url: url.clone() };
        endpoint.announce(&tenancy.store, &self.key).await?;
        Ok(url)
    }
}
