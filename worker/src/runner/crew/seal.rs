//! Results that stay on this machine until they are revealed: whoever could find one in the store, where its name is
//! its hash, could commit to it without having computed it.

use std::{io, time::Duration};

use furnace_client::{
    artifacts::{Store, StoreError, hash_file},
    manifest::{Manifest, ManifestError},
    spec::JobSpec,
};
use thiserror::Error;
use tracing::warn;

use super::Workshop;
use crate::{
    chain::{Attestation, CrewAccount, JobAccount, Sealed},
    executor::Run,
    journal::JournalError,
    policy::Refusal,
    runner::{
        compute::{LOG, OUTPUT},
        naming::{NamingError, manifest_of},
    },
};

/// The manifest, in the folder of its job.
const MANIFEST: &str = "manifest.json";
/// Between two attempts to bring a result to the store.
const AGAIN: Duration = Duration::from_secs(2);

/// Why a result is not sealed, or not stored.
#[derive(Debug, Error)]
pub(super) enum SealError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    #[error(transparent)]
    Naming(#[from] NamingError),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("no random numbers: {0}")]
    Random(getrandom::Error),
    #[error("the manifest on this machine: {0}")]
    File(#[from] io::Error),
}

impl SealError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

impl Workshop {
    /// Names a result, hides the name and writes both down.
    pub(super) async fn seal(&self, job: &JobAccount, spec: &JobSpec, run: &Run) -> Result<Sealed, SealError> {
        let manifest = manifest_of(job.spec, spec.kernel().name(), run).await?;
        tokio::fs::write(self.job_folder(job).join(MANIFEST), manifest.to_bytes()).await?;
        let (log, _) = hash_file(run.log.path()).await?;
        let attestation = Attestation { result: manifest.digest(), log, exit_code: 0 };
        let sealed = Sealed::new(attestation).map_err(SealError::Random)?;
        self.steps.journal().keep_sealed(&job.address, &sealed)?;
        Ok(sealed)
    }

    /// Brings a sealed result to the store. Where that fails for good, or for too long, the result is revealed all the
    /// same: replicas that agree have stored the same bytes, and a result that is not revealed is punished.
    pub(super) async fn publish(&self, crew: &CrewAccount) {
        let job = &crew.job;
        loop {
            let Err(error) = self.store_sealed(job).await else {
                return;
            };
            let left = self.clock.until(crew.reveal_ends_at) > self.settings.deadline_margin;
            if !error.is_transient() || !left || self.closing.is_cancelled() {
                return warn!(job = %job.address, %error, "revealing a result that is not in the store");
            }
            warn!(job = %job.address, %error, "storing a result again");
            tokio::time::sleep(AGAIN).await;
        }
    }

    async fn store_sealed(&self, job: &JobAccount) -> Result<(), SealError> {
        let folder = self.job_folder(job);
        let store = Store::at(self.policy.judge_store(&job.store_uri)?)?;
        let manifest = Manifest::from_bytes(&tokio::fs::read(folder.join(MANIFEST)).await?)?;
        for file in manifest.files() {
            store.put_file(&folder.join(OUTPUT).join(&file.path)).await?;
        }
        store.put_file(&folder.join(LOG)).await?;
        manifest.save(&store).await?;
        Ok(())
    }
}
