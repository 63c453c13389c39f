//! The task that attests to results and settles what nobody else settles.

use std::sync::Arc;

use furnace_common::state::AuditState;
use futures::stream::{FuturesUnordered, StreamExt};
use tokio::sync::{Notify, mpsc};
use tracing::{debug, error, info, warn};

use crate::{
    chain::{Action, Attestation, ChainClock, JobAccount},
    notary::Notary,
    runner::Hold,
    status::{Ending, Status},
    steps::{StepError, Steps},
    tasks::Stop,
};

/// Work for the attestor. The hold keeps every other part of the worker away from the job.
pub struct Order {
    /// The job.
    pub job: JobAccount,
    /// Released when the order is done with.
    pub hold: Hold,
    /// What to do.
    pub errand: Errand,
}

/// What the attestor does with a job.
#[derive(Clone, Copy, Debug)]
pub enum Errand {
    /// Attests to a stored result.
    Attest {
        /// The result.
        attestation: Attestation,
        /// Whether the chain knows of the start.
        started: bool,
    },
    /// Sees to it that the result is audited, where an audit is due.
    Audit {
        /// Whether it was drawn.
        drawn: bool,
    },
    /// Settles it.
    Settle,
}

/// Attests and settles.
pub struct Attestor {
    /// The chain and the journal.
    pub steps: Arc<Steps>,
    /// Signs results for their clients.
    pub notary: Notary,
    /// Where orders come from.
    pub orders: mpsc::Receiver<Order>,
    /// The chain's time.
    pub clock: Arc<ChainClock>,
    /// Counts.
    pub status: Status,
    /// Asks for a survey, because the chain has changed.
    pub refresh: Arc<Notify>,
}

impl Attestor {
    /// Runs until told to stop, and then until every order that was placed is done with.
    pub async fn run(self, stop: Stop) -> anyhow::Result<()> {
        let Self { steps, notary, mut orders, clock, status, refresh } = self;
        let desk = Desk { steps, notary, clock, status, refresh };
        let mut under_way = FuturesUnordered::new();
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                Some(()) = under_way.next(), if !under_way.is_empty() => {}
                order = orders.recv() => match order {
                    Some(order) => under_way.push(desk.serve(order)),
                    None => break,
                },
            }
        }
        orders.close();
        while let Some(order) = orders.recv().await {
            under_way.push(desk.serve(order));
        }
        while under_way.next().await.is_some() {}
        stop.cancelled().await;
        Ok(())
    }
}

struct Desk {
    steps: Arc<Steps>,
    notary: Notary,
    clock: Arc<ChainClock>,
    status: Status,
    refresh: Arc<Notify>,
}

impl Desk {
    async fn serve(&self, Order { job, hold, errand }: Order) {
        match errand {
            Errand::Attest { attestation, started } => self.attest(&job, attestation, started).await,
            Errand::Audit { drawn } => self.audit(&job, drawn).await,
            Errand::Settle => self.settle(&job).await,
        }
        drop(hold);
        self.refresh.notify_one();
    }

    async fn attest(&self, job: &JobAccount, attestation: Attestation, started: bool) {
        let address = &job.address;
        // Whoever waits for the result may have it while the chain takes its time.
        let signed = self.notary.publish(job, attestation.result);
        match tokio::join!(self.submit(job, attestation, started), signed).0 {
            Ok(()) => {
                self.status.ended(Ending::Submitted);
                info!(job = %address, result = %attestation.result, log = %attestation.log, "job submitted");
            }
            // The result stays in the journal; as long as there is time, the next survey tries again.
            Err(error) => error!(job = %address, %error, deadline = job.deadline, "job not submitted"),
        }
    }

    async fn submit(&self, job: &JobAccount, attestation: Attestation, started: bool) -> Result<(), StepError> {
        let in_time = || self.clock.now() <= job.deadline;
        if !started {
            // The chain has forgotten the start, and with it what the work went on from beyond what is credited.
            let from = job.trail.credited;
            self.steps.insist(&job.address, Action::Start { from }, in_time).await?;
        }
        self.steps.insist(&job.address, Action::Submit(attestation), in_time).await
    }

    async fn audit(&self, job: &JobAccount, drawn: bool) {
        let action = if drawn { Action::OpenAudit } else { Action::DrawAudit };
        match self.steps.take(&job.address, action).await {
            Ok(()) if drawn => info!(job = %job.address, "the audit of a result began"),
            Ok(()) => debug!(job = %job.address, "drawn whether a result is audited"),
            // Anyone may do it, and somebody else may have at the same moment.
            Err(error) => warn!(job = %job.address, %error, "a step of an audit was not taken"),
        }
    }

    async fn settle(&self, job: &JobAccount) {
        let lapses = job.audit == AuditState::Unattested;
        if lapses {
            // This worker would come to the same result, and wait for the same attestor.
            let given_up = self.steps.journal().give_up(&job.address, "nobody co-signed its result in time");
            given_up.unwrap_or_else(|error| warn!(job = %job.address, %error, "this job may be claimed again"));
        }
        match self.steps.take(&job.address, Action::Settle).await {
            Ok(()) if lapses => {
                warn!(job = %job.address, "nobody co-signed the result in time: it is not paid, and others do the job");
            }
            Ok(()) => {
                self.status.ended(Ending::Settled);
                info!(job = %job.address, price = %job.price, "job settled");
            }
            // The client may have accepted at the same moment; whatever it is, the next survey shows it.
            Err(error) => warn!(job = %job.address, %error, "job not settled"),
        }
    }
}
