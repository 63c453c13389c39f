//! A worker that signs two results of one attempt.

use furnace_client::artifacts::Digest;
use furnace_client::attested::Attested;
use furnace_tests::stage::scenario::{show, wait_for_state};
use furnace_tests::stage::{Ledger, StageError, number};
use serde_json::Value;

use crate::bench::*;

#[test]
fn a_worker_that_signs_two_results_loses_its_collateral_and_a_tenth_of_its_pool() -> Result<(), StageError> {
    // Given a worker that has attested to its result, on chain and with a signature in the job's store
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path(), &[])?;
    let worker = worker(&net, "worker-1", "operator-1")?;
    let posted = post(&net, None)?;
    let job = posted.to_string();
    let reviewed = wait_for_state(&net, &job, "review")?;
    let look = ["job", "attestation", &job];
    let honest = wait("a signed result", || Ok(net.furnace("client", &look).ok()))?;
    assert_eq!((&honest["standing"], &honest["result"]), (&"agrees".into(), &reviewed["result"]));
    assert_refused(net.furnace("client", &["job", "report", &job]), "signed the result that it attested to");

    // When its key signs another one, which the client finds there and keeps
    let key = net.signer("worker-1")?;
    announce(&net, &Attested::sign(&key, posted, 0, LIE))?;
    let file = net.folder().join("attestation.json").display().to_string();
    assert_refused(net.furnace("client", &[&look[..], &["--to", &file]].concat()), "another result on chain");
    // before the worker puts the first one back
    announce(&net, &Attested::sign(&key, posted, 0, digest(&honest["result"])?))?;
    assert_eq!(net.furnace("client", &look)?["standing"], "agrees");

    // Then whoever has it has the worker punished
    let (before, wallet) = (balance(&net)?, net.heat("client")?);
    let report = ["job", "report", &job, "--attestation", &file];
    let reported = net.furnace("client", &report)?;
    let penalty = PRICE + STAKE / 10;
    assert_eq!(number(&reported, "slashed")?, penalty);
    assert_eq!(pool(&net, "operator-1")?.active, STAKE - penalty);
    // 40% are the client's, 10% those of who reports, and the rest burns
    assert_eq!((balance(&net)? - before, number(&reported, "to_client")?), (penalty * 4 / 10, penalty * 4 / 10));
    assert_eq!((net.heat("client")? - wallet, number(&reported, "to_reporter")?), (penalty / 10, penalty / 10));
    let ledger = Ledger::read(&net)?;
    assert_eq!((ledger.slashed, ledger.burned), (penalty, penalty / 2));
    assert_eq!(number(&reported, "burned")?, penalty / 2);
    // once
    assert_refused(net.furnace("delegator", &report), "punished for it already");
    // and the job goes on, and is paid
    net.furnace("client", &["job", "accept", &job])?;
    assert_eq!(number(&show(&net, &job)?["settlement"], "paid")?, PRICE * 9 / 10);
    assert_eq!(income(&net, "operator-1")?, PRICE * 9 / 10);
    worker.terminate()?;
    assert!(is_conserved(&net)?);
    Ok(())
}

fn digest(text: &Value) -> Result<Digest, StageError> {
    let digest = text.as_str().and_then(|text| text.parse().ok());
    digest.ok_or_else(|| StageError::Unexpected(format!("{text} is no digest")))
}
