//! What the runner and its jobs share.

use std::{path::PathBuf, sync::Arc, time::Duration};

use furnace_client::sealing::SecretKey;
use solana_keypair::Keypair;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;
use tracing::error;

use super::InHand;
use crate::{
    attestor::Order,
    chain::{ChainClock, JobAccount},
    config::{Limits, NetworkConfig, RunConfig},
    executor::Executor,
    policy::{DeviceState, Policy},
    serve::Services,
    status::Status,
    steps::Steps,
};

/// The tools of the runner and of every job.
pub struct Workshop {
    /// The chain and the journal.
    pub steps: Arc<Steps>,
    /// What computes.
    pub executor: Arc<dyn Executor>,
    /// The state of what computes.
    pub device: Box<dyn Fn() -> DeviceState + Send + Sync>,
    /// Which jobs to take.
    pub policy: Arc<Policy>,
    /// What a job may cost.
    pub limits: Limits,
    /// How to run.
    pub settings: RunConfig,
    /// How others reach this machine.
    pub network: NetworkConfig,
    /// Where leases are served, where others can reach this machine.
    pub services: Option<Services>,
    /// Opens what is sealed for this worker.
    pub secret: SecretKey,
    /// The hot key, which signs where leases are served and what comes out.
    pub key: Arc<Keypair>,
    /// Folder for jobs under way.
    pub folder: PathBuf,
    /// The chain's time.
    pub clock: Arc<ChainClock>,
    /// Where finished jobs go.
    pub orders: mpsc::Sender<Order>,
    /// Jobs that some part of the worker is at.
    pub in_hand: InHand,
    /// Counts.
    pub status: Status,
    /// Asks for a survey.
    pub refresh: Arc<Notify>,
    /// Cancelled when the worker stops: jobs under way finish soon or are handed back.
    pub closing: CancellationToken,
}

impl Workshop {
    /// How long before its deadline a job is given up: less than configured where the whole job is short.
    pub(super) fn margin(&self, job: &JobAccount) -> Duration {
        self.settings.deadline_margin.min(Duration::from_secs(u64::from(job.max_seconds)) / 5)
    }

    pub(super) async fn order(&self, order: Order) {
        let job = order.job.address;
        if self.orders.send(order).await.is_err() {
            error!(%job, "the attestor is gone; the job is taken up at the next start");
        }
    }
}
