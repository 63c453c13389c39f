//! A job's result in its artifact store.

use anyhow::Context as _;
use furnace_client::{
    accounts::{Found, Job},
    artifacts::Store,
    manifest::Manifest,
};

use crate::cli::failure::refusal;

/// The store of a job and the manifest of its result, which must be a result for the job's own spec.
pub(super) async fn open(job: &Found<Job>) -> anyhow::Result<(Store, Manifest)> {
    let digest = job.data.result().ok_or_else(|| {
        refusal(format!("job {} has no result yet", job.address)).hint("see how it stands with 'furnace job show'")
    })?;
    let store = job.data.location().and_then(Store::at).context("opening the job's artifact store")?;
    let manifest = Manifest::load(&store, digest).await.context("reading the result's manifest")?;
    if manifest.spec() != job.data.spec() {
        let other = format!("the result of job {} is one for another spec: {}", job.address, manifest.spec());
        return Err(refusal(other).into());
    }
    Ok((store, manifest))
}
