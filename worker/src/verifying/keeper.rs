//! The task that brings disputes and audits to their end, whoever is concerned. Several verifiers do so at once, and
//! one is the first.

use std::sync::Arc;

use tokio::sync::Notify;
use tracing::{debug, info, warn};

use super::{
    Court, Docket,
    chores::{Kind, chores},
    judge::Dockets,
};
use crate::{runner::held::Held, tasks::Stop};

/// Takes the steps that anyone may take.
pub(super) struct Keeper {
    court: Arc<dyn Court>,
    dockets: Dockets,
    refresh: Arc<Notify>,
    tried: Held<Kind>,
}

impl Keeper {
    pub(super) fn new(court: Arc<dyn Court>, dockets: Dockets, refresh: Arc<Notify>) -> Self {
        Self { court, dockets, refresh, tried: Held::default() }
    }

    /// Runs until told to stop.
    pub(super) async fn run(mut self, stop: Stop) -> anyhow::Result<()> {
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                changed = self.dockets.changed() => {
                    if changed.is_err() {
                        stop.cancelled().await;
                        return Ok(());
                    }
                }
            }
            let docket = self.dockets.borrow_and_update().clone();
            if let Some(docket) = docket {
                self.tidy(&docket, &stop).await;
            }
        }
    }

    /// Takes each step that is due.
    async fn tidy(&mut self, docket: &Docket, stop: &Stop) {
        let known = docket.disputes.iter().map(|dispute| dispute.address);
        self.tried.keep(known.chain(docket.delivered.iter().map(|job| job.address)));
        for chore in chores(docket) {
            let (subject, kind) = (chore.subject(), chore.kind());
            if stop.is_cancelled() {
                return;
            }
            if !self.tried.is_due(&subject, kind) {
                continue;
            }
            self.tried.note(&subject, kind);
            match self.court.take(chore).await {
                Ok(_) => {
                    info!(%subject, step = ?kind, "step taken for everyone");
                    self.refresh.notify_one();
                }
                Err(error) if error.is_transient() => warn!(%subject, step = ?kind, %error, "step not taken"),
                // Somebody else was faster, which the next look shows.
                Err(error) => {
                    debug!(%subject, step = ?kind, %error, "step refused");
                    self.refresh.notify_one();
                }
            }
        }
    }
}
