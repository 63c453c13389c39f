//! Claiming: the only step that others compete for.

use furnace_client::accounts::JobState;
use tracing::info;

use super::{Workshop, fetch::FetchError};
use crate::{
    chain::{Action, JobAccount},
    status::Ending,
};

/// How a claim ended.
pub(super) enum Claim {
    /// The job is this worker's, as the chain shows it now.
    Got(Box<JobAccount>),
    /// It went to somebody else, or was withdrawn.
    Lost,
    /// It is still open, or nobody can say. If the claim was executed after all, the next survey shows it.
    Failed(FetchError),
}

impl Workshop {
    /// Claims a job.
    pub(super) async fn claim(&self, job: &JobAccount) -> Claim {
        let address = &job.address;
        // Fetching took a while; most races are lost before anything is sent.
        match self.steps.protocol().job(address).await {
            Ok(Some(now)) if now.state == JobState::Open => {}
            Ok(_) => return self.lose(job),
            Err(error) => return Claim::Failed(FetchError::Claim(error.to_string())),
        }
        let taken = self.steps.take(address, Action::Claim).await;
        let shown = match self.steps.read(address, || !self.closing.is_cancelled()).await {
            Ok(shown) => shown,
            Err(error) => return Claim::Failed(FetchError::Claim(error.to_string())),
        };
        match (taken, shown) {
            (_, Some(claimed)) if claimed.is_held_by(&self.steps.protocol().worker()) => {
                let JobAccount { price, collateral, deadline, .. } = &claimed;
                info!(job = %address, %price, %collateral, deadline, "job claimed");
                Claim::Got(Box::new(claimed))
            }
            (Err(error), Some(open)) if open.state == JobState::Open => {
                Claim::Failed(FetchError::Claim(error.to_string()))
            }
            _ => self.lose(job),
        }
    }

    fn lose(&self, job: &JobAccount) -> Claim {
        self.status.ended(Ending::Lost);
        info!(job = %job.address, "claim lost, somebody else was faster");
        Claim::Lost
    }
}
