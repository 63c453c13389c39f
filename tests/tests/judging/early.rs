//! A result that the client takes before the chain has it, and a worker that then attests to another one.

use furnace_client::artifacts::Digest;
use furnace_client::attested::Attested;
use furnace_client::manifest::{Manifest, OutputFile};
use furnace_tests::stage::scenario::text;
use furnace_tests::stage::{Localnet, StageError, number};
use solana_address::Address;

use crate::bench::*;

const ANSWER: &[u8] = b"what the worker came to";

#[test]
fn a_client_takes_a_signed_result_early_and_the_worker_answers_for_it() -> Result<(), StageError> {
    // Given a job that a worker has claimed, and of which it has signed nothing
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path(), &[])?;
    let posted = post(&net, None)?;
    let (key, wallet) = (net.signer("worker-2")?, net.wallet("operator-2")?);
    net.with_furnace(async |furnace| furnace.job_claim(&key, &wallet, &posted).await)?;
    net.with_furnace(async |furnace| furnace.job_start(&key, &posted, 0).await)?;
    let job = posted.to_string();
    let to = net.folder().join("early").display().to_string();
    let early = ["job", "fetch", &job, "--early", "--to", &to];
    assert_refused(net.furnace("client", &early), "no signed result");

    // When somebody else writes there, then nobody believes it
    let result = store_result(&net, &posted)?;
    announce(&net, &Attested::sign(&net.signer("worker-1")?, posted, 0, result))?;
    assert_refused(net.furnace("client", &early), "does not have the job");

    // When the worker has signed its result, and the chain does not have it yet
    announce(&net, &Attested::sign(&key, posted, 0, result))?;
    let kept = net.folder().join("kept.json").display().to_string();
    let seen = net.furnace("client", &["job", "attestation", &job, "--to", &kept])?;
    assert_eq!((text(&seen, "standing")?, &seen["on_chain"]), ("early".into(), &serde_json::Value::Null));

    // Then the client takes it, verified, and not without being asked to
    assert_refused(net.furnace("client", &["job", "fetch", &job, "--to", &to]), "no result yet");
    let fetched = net.furnace("client", &early)?;
    assert_eq!(text(&fetched, "result")?, result.to_string());
    let file = text(&fetched["files"][0], "path")?;
    assert_eq!(std::fs::read(&file).map_err(|error| StageError::Unexpected(format!("{file}: {error}")))?, ANSWER);
    // and nobody is punished yet
    let report = ["job", "report", &job, "--attestation", &kept];
    assert_refused(net.furnace("client", &report), "has not attested to a result on chain yet");

    // When the worker attests to another one after all, then it pays for that
    net.with_furnace(async |furnace| furnace.job_submit(&key, &posted, LIE, Digest([8; 32]), 0).await)?;
    assert_eq!(number(&net.furnace("delegator", &report)?, "slashed")?, PRICE + STAKE / 10);
    assert_eq!(pool(&net, "operator-2")?.active, STAKE - PRICE - STAKE / 10);
    assert!(is_conserved(&net)?);
    Ok(())
}

/// Brings a result to the store, as a worker does.
fn store_result(net: &Localnet, address: &Address) -> Result<Digest, StageError> {
    let unexpected = |error: &dyn std::fmt::Display| StageError::Unexpected(error.to_string());
    let file = OutputFile { path: "answer.txt".into(), bytes: ANSWER.len() as u64, sha256: Digest::of(ANSWER) };
    let manifest = Manifest::new(job(net, address)?.data.spec(), "matmul", "any", vec![file]);
    let (manifest, store) = (manifest.map_err(|error| unexpected(&error))?, store(net)?);
    let stored = net.with_furnace(async |_| Ok(tokio::join!(store.put(ANSWER), manifest.save(&store))))?;
    stored.0.map_err(|error| unexpected(&error))?;
    stored.1.map_err(|error| unexpected(&error))
}
