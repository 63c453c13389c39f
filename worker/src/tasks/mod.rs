//! The tasks of a worker: started in order, stopped in reverse, each with its own time to finish.

mod signals;

#[cfg(test)]
mod tests;

use std::time::Duration;

use thiserror::Error;
use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, warn};

pub use signals::{Signals, SignalsError};

/// Tells a task to stop; cancelled once and for all.
pub type Stop = CancellationToken;

/// Why the tasks ended, when nobody asked them to.
#[derive(Debug, Error)]
pub enum TaskError {
    /// A task failed.
    #[error("{name}: {source:#}")]
    Failed {
        /// The task.
        name: &'static str,
        /// Its own reason.
        source: anyhow::Error,
    },
    /// A task ended although it should run for ever.
    #[error("{name} ended by itself")]
    Ended {
        /// The task.
        name: &'static str,
    },
    /// A task broke off.
    #[error("{name} broke off: {reason}")]
    Broken {
        /// The task.
        name: &'static str,
        /// What is known of it.
        reason: String,
    },
    /// A second signal arrived while the tasks were stopping.
    #[error("stopped at once by a second signal")]
    Forced,
}

struct Task {
    name: &'static str,
    id: Id,
    stop: Stop,
    patience: Duration,
    abort: tokio::task::AbortHandle,
}

type Output = Result<(), anyhow::Error>;

/// The running tasks.
#[derive(Default)]
pub struct Tasks {
    running: JoinSet<Output>,
    tasks: Vec<Task>,
}

impl Tasks {
    /// Starts a task that runs until its `Stop` is cancelled, and then has `patience` to finish.
    pub fn start<F>(&mut self, name: &'static str, patience: Duration, task: impl FnOnce(Stop) -> F)
    where
        F: Future<Output = Output> + Send + 'static,
    {
        let stop = Stop::new();
        let abort = self.running.spawn(task(stop.clone()));
        debug!(task = name, "task started");
        self.tasks.push(Task { name, id: abort.id(), stop, patience, abort });
    }

    /// Runs until `shutdown` resolves or a task ends, then stops the tasks, the last one first. When
    /// `force` resolves meanwhile, gives up on them.
    pub async fn run(
        mut self,
        shutdown: impl Future<Output = ()>,
        force: impl Future<Output = ()>,
    ) -> Result<(), TaskError> {
        let outcome = tokio::select! {
            biased;
            () = shutdown => Ok(()),
            Some(ended) = self.running.join_next_with_id() => Err(self.explain(ended)),
        };
        if let Err(reason) = &outcome {
            error!(%reason, "stopping because of a task");
        }
        tokio::select! {
            biased;
            () = force => return Err(TaskError::Forced),
            () = self.stop_all() => {}
        }
        outcome
    }

    async fn stop_all(&mut self) {
        while let Some(task) = self.tasks.pop() {
            task.stop.cancel();
            if task.abort.is_finished() {
                continue;
            }
            debug!(task = task.name, "stopping task");
            if tokio::time::timeout(task.patience, self.wait_for(task.id)).await.is_err() {
                warn!(task = task.name, patience = ?task.patience, "task did not stop in time");
                task.abort.abort();
            }
        }
    }

    /// Waits for one task. Others may end meanwhile: they are told to stop in their turn anyway.
    async fn wait_for(&mut self, id: Id) {
        while let Some(ended) = self.running.join_next_with_id().await {
            let (ended_id, failure) = match ended {
                Ok((ended_id, output)) => (ended_id, output.err().map(|error| format!("{error:#}"))),
                Err(error) => (error.id(), Some(error.to_string())),
            };
            if let Some(reason) = failure {
                warn!(reason, "a task failed while stopping");
            }
            if ended_id == id {
                return;
            }
        }
    }

    fn explain(&self, ended: Result<(Id, Output), JoinError>) -> TaskError {
        let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let name = self.tasks.iter().find(|task| task.id == id).map_or("a task", |task| task.name);
        match ended {
            Ok((_, Ok(()))) => TaskError::Ended { name },
            Ok((_, Err(source))) => TaskError::Failed { name, source },
            Err(error) => TaskError::Broken { name, reason: error.to_string() },
        }
    }
}
