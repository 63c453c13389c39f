use std::{
    fs::File,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

use furnace_common::product::{Product, manifest_hash, spec_hash};
use thiserror::Error;

use super::{Checked, ENTRIES_FILE, Evidence, check, product_of, sha256};
use crate::{
    artifacts::{Digest, Store, StoreError},
    manifest::{Manifest, ManifestError},
    spec::{JobSpec, Kernel, SpecError, limits::SPEC_BYTES},
};

/// What a worker's result turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The product is right, and the manifest what it should be.
    Right,
    /// An entry is wrong.
    Entry {
        /// What shows it.
        evidence: Box<Evidence>,
        /// Whether it shows it to the chain: the manifest names the root of these entries, and nothing else.
        refutable: bool,
    },
    /// The entries are right, and the manifest is not theirs.
    Manifest {
        /// The result that it should be.
        right: Digest,
    },
    /// The result does not have the entries that the job asks for.
    Files {
        /// Why not.
        reason: String,
    },
}

/// Why a result could not be checked.
#[derive(Debug, Error)]
pub enum ExamineError {
    /// Only integer products can be.
    #[error("the job's kernel is {0}; only the results of matmul can be checked without computing them again")]
    OtherKernel(&'static str),
    /// The spec is not one.
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// The store does not have it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder cannot be used.
    #[error("reading {}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
}

/// Fetches the result of a job with this spec, the entries into `folder`, and checks it. `tell` hears how much of that is
/// done, in percent.
///
/// # Errors
/// Where something is missing from the store, or the job computes something else.
pub async fn examine(
    store: &Store,
    spec: Digest,
    result: Digest,
    folder: &Path,
    tell: impl FnMut(u64) + Send + 'static,
) -> Result<Verdict, ExamineError> {
    let document = JobSpec::from_json(&store.get(spec, SPEC_BYTES as u64).await?)?;
    let Kernel::Matmul(matmul) = document.kernel() else {
        return Err(ExamineError::OtherKernel(document.kernel().name()));
    };
    let product = product_of(matmul);
    let manifest = match Manifest::load(store, result).await {
        Ok(manifest) => manifest,
        Err(ManifestError::Store(error)) => return Err(error.into()),
        // It is what the worker attested to.
        Err(error) => return Ok(Verdict::Files { reason: error.to_string() }),
    };
    let listed = manifest.files().iter().find(|file| file.path == ENTRIES_FILE && file.bytes == product.bytes());
    let Some(listed) = listed else {
        let reason = format!("it lists no {ENTRIES_FILE} of {} bytes", product.bytes());
        return Ok(Verdict::Files { reason });
    };
    let path = folder.join(ENTRIES_FILE);
    let bytes = store.get_to_file(listed.sha256, listed.bytes, &path).await?;
    if bytes != product.bytes() {
        return Ok(Verdict::Files { reason: format!("its {ENTRIES_FILE} has {bytes} bytes") });
    }
    let hash = listed.sha256;
    let judged = tokio::task::spawn_blocking(move || {
        let judged = judge(&product, spec, result, hash, &path, tell);
        judged.map_err(|source| ExamineError::File { path, source })
    });
    judged.await.unwrap_or_else(|error| Err(ExamineError::File { path: folder.into(), source: error.into() }))
}

fn judge(
    product: &Product,
    spec: Digest,
    result: Digest,
    hash: Digest,
    path: &Path,
    tell: impl FnMut(u64),
) -> io::Result<Verdict> {
    let open = || File::open(path).map(|file| BufReader::with_capacity(1 << 20, file));
    let Checked { wrong, root } = check(product, open()?, tell)?;
    let right = Digest(manifest_hash(product, &spec.0, &hash.0, &root, sha256));
    let Some(wrong) = wrong else {
        return Ok(if right == result { Verdict::Right } else { Verdict::Manifest { right } });
    };
    let evidence = Box::new(Evidence::gather(product, wrong, hash.0, open()?)?);
    let refutable = right == result && Digest(spec_hash(product, sha256)) == spec;
    Ok(Verdict::Entry { evidence, refutable })
}
