//! A worker that lies about one entry of a product is caught by a client that looks, and punished without a committee.

use furnace_client::artifacts::{Digest, Store};
use furnace_client::manifest::{Manifest, OutputFile};
use furnace_client::product::{ENTRIES_FILE, ROOT_FILE, check, product_of};
use furnace_client::spec::{JobSpec, Kernel, limits::SPEC_BYTES};
use furnace_common::penalties::split;
use furnace_common::product::entry;
use furnace_tests::stage::scenario::{show, wait_for_state};
use furnace_tests::stage::{Ledger, Localnet, StageError, number};
use serde_json::Value;
use solana_address::Address;

use crate::bench::*;

/// The entry that is wrong.
const PLACE: (u16, u16) = (10, 33);

#[test]
fn a_wrong_entry_costs_the_worker_its_job_and_is_shown_by_the_client() -> Result<(), StageError> {
    // Given a worker that computed all entries of a product but one
    let folder = tempfile::tempdir().map_err(unexpected)?;
    let net = network(folder.path(), &[])?;
    let posted = post(&net, None)?;
    let address = posted.to_string();
    deliver_a_lie(&net, &posted)?;

    // When the client checks the result, then it is told which entry is wrong, and what to do
    let told = net.furnace("client", &["job", "check", &address]);
    let Err(StageError::Command { status, said, .. }) = told else {
        return Err(StageError::Unexpected(format!("the lie went unnoticed: {told:?}")));
    };
    assert_eq!(status.code(), Some(1));
    assert!(said.contains("is wrong") && said.contains("--refute"), "{said}");
    assert_eq!(show(&net, &address)?["state"], "review");

    // When it shows that to the chain
    let (free, burned) = (balance(&net)?, Ledger::read(&net)?.burned);
    let refuted = net.furnace("client", &["job", "check", &address, "--refute"])?;
    // Then the worker has lost the job, its collateral and a twentieth of the pool
    let penalty = PRICE + STAKE / 20;
    assert_eq!((&refuted["verdict"], &refuted["refutation"]["state"]), (&"wrong entry".into(), &"open".into()));
    assert_eq!((&refuted["entry"]["row"], &refuted["entry"]["column"]), (&PLACE.0.into(), &PLACE.1.into()));
    assert_eq!(number(&refuted["refutation"], "slashed")?, penalty);
    // of which the client has its part, and another part for having shown it
    let parts = split(penalty, true).ok_or_else(|| StageError::Unexpected("a split".into()))?;
    assert_eq!(balance(&net)?, free + parts.client);
    let ledger = Ledger::read(&net)?;
    assert_eq!((ledger.slashed, ledger.burned - burned), (penalty, parts.burn));

    // When an honest worker does the job, then its product is found right, and paid
    let _honest = worker(&net, "worker-1", "operator-1")?;
    wait_for_state(&net, &address, "review")?;
    let checked = net.furnace("client", &["job", "check", &address])?;
    assert_eq!((&checked["verdict"], &checked["entry"]), (&"right".into(), &Value::Null));
    net.furnace("client", &["job", "accept", &address])?;
    assert_eq!(income(&net, "operator-1")?, PRICE * 9 / 10);

    // When everything is swept, then nothing is left of the refutation but the penalty
    let swept = net.furnace("client", &["sweep"])?;
    assert!(swept["steps"].as_array().is_some_and(|steps| steps.iter().any(|step| step["kind"] == "refutation")));
    assert!(net.with_furnace(async |furnace| furnace.refutations(None).await)?.is_empty());
    assert!(is_conserved(&net)?);
    Ok(())
}

/// The second operator's worker claims the job, and delivers a product with a wrong entry, in good order.
fn deliver_a_lie(net: &Localnet, address: &Address) -> Result<(), StageError> {
    let found = job(net, address)?.data;
    let store = found.location().and_then(Store::at).map_err(unexpected)?;
    let runtime = tokio::runtime::Runtime::new().map_err(unexpected)?;
    let result = runtime.block_on(lie(&store, found.spec()))?;
    let (key, wallet) = (net.signer("worker-2")?, net.wallet("operator-2")?);
    net.with_furnace(async |furnace| {
        furnace.job_claim(&key, &wallet, address).await?;
        furnace.job_start(&key, address, 0).await?;
        furnace.job_submit(&key, address, result, Digest([8; 32]), 0).await.map(drop)
    })
}

/// Stores a result with a wrong entry, and the tree that goes with it.
async fn lie(store: &Store, spec: Digest) -> Result<Digest, StageError> {
    let document = store.get(spec, SPEC_BYTES as u64).await.map_err(unexpected)?;
    let document = JobSpec::from_json(&document).map_err(unexpected)?;
    let Kernel::Matmul(matmul) = document.kernel() else {
        return Err(StageError::Unexpected("not a product".into()));
    };
    let product = product_of(matmul);
    let places = (0..product.rows as u16).flat_map(|row| (0..product.columns as u16).map(move |column| (row, column)));
    let said = |(row, column)| entry(&product, row, column) + i32::from((row, column) == PLACE);
    let entries: Vec<u8> = places.flat_map(|place| said(place).to_le_bytes()).collect();
    let root = check(&product, entries.as_slice(), |_| ()).map_err(unexpected)?.root;
    let mut files = Vec::new();
    for (path, content) in [(ENTRIES_FILE, entries), (ROOT_FILE, root.to_vec())] {
        let bytes = content.len() as u64;
        let sha256 = store.put(content).await.map_err(unexpected)?;
        files.push(OutputFile { path: path.to_owned(), bytes, sha256 });
    }
    let manifest = Manifest::new(spec, "matmul", "any", files).map_err(unexpected)?;
    manifest.save(store).await.map_err(unexpected)
}

fn unexpected(error: impl std::fmt::Display) -> StageError {
    StageError::Unexpected(error.to_string())
}
