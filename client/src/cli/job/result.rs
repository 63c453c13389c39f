//! A job's result in its artifact store.

use anyhow::Context as _;
use furnace_client::{
    accounts::{Found, Job},
    artifacts::{Digest, Store},
    attested::Standing,
    furnace::Furnace,
    manifest::Manifest,
};
use furnace_common::state::CrewKind;

use super::attestation;
use crate::cli::failure::refusal;

/// A result, or a gang member's part of one.
pub(super) struct Part {
    /// The member's rank, where a gang did the job.
    pub(super) rank: Option<u8>,
    pub(super) manifest: Manifest,
    /// Name of the log in the store.
    pub(super) log: Option<Digest>,
}

/// The store of a job and the manifests of its result, which must be a result for the job's own spec.
pub(super) async fn open(furnace: &Furnace, job: &Found<Job>) -> anyhow::Result<(Store, Vec<Part>)> {
    load(job, names(furnace, job).await?).await
}

/// As [`open`], with the result that the worker has signed where the chain has none yet.
pub(super) async fn open_early(furnace: &Furnace, job: &Found<Job>) -> anyhow::Result<(Store, Vec<Part>)> {
    if job.data.result().is_some() {
        return open(furnace, job).await;
    }
    match attestation::read(job, None).await? {
        (attested, Standing::Early) => load(job, vec![(None, attested.result, None)]).await,
        _ => Err(refusal(format!("no worker has a result of job {}", job.address)).into()),
    }
}

async fn load(job: &Found<Job>, found: Vec<Name>) -> anyhow::Result<(Store, Vec<Part>)> {
    let store = job.data.location().and_then(Store::at).context("opening the job's artifact store")?;
    let mut parts = Vec::with_capacity(found.len());
    for (rank, digest, log) in found {
        let manifest = Manifest::load(&store, digest).await.context("reading the result's manifest")?;
        if manifest.spec() != job.data.spec() {
            let other = format!("the result of job {} is one for another spec: {}", job.address, manifest.spec());
            return Err(refusal(other).into());
        }
        parts.push(Part { rank, manifest, log });
    }
    Ok((store, parts))
}

/// Rank, manifest and log of a part.
type Name = (Option<u8>, Digest, Option<Digest>);

async fn names(furnace: &Furnace, job: &Found<Job>) -> anyhow::Result<Vec<Name>> {
    let result = job.data.result().ok_or_else(|| {
        refusal(format!("job {} has no result yet", job.address)).hint("see how it stands with 'furnace job show'")
    })?;
    if job.data.crew() != Some(CrewKind::Gang) {
        return Ok(vec![(None, result, job.data.log())]);
    }
    // The job's own hash is that of all parts together.
    let crew = furnace.crew(job).await?.ok_or_else(|| {
        refusal(format!("the crew of job {} is closed, and with it the names of its parts", job.address))
    })?;
    let log = |hash| Some(Digest(hash)).filter(|digest| !digest.is_zero());
    let parts = (0u8..).zip(crew.data.taken());
    Ok(parts.filter_map(|(rank, seat)| Some((Some(rank), seat.result()?, log(seat.log_hash)))).collect())
}
