//! A worker that delivers too late.

use std::time::Duration;

use furnace_client::accounts::JobState;
use furnace_client::chain::ChainError;
use furnace_client::furnace::Furnace;
use furnace_client::pda;
use furnace_tests::stage::scenario::{show, text, wait_for_state};
use furnace_tests::stage::{Ledger, Localnet, StageError, number};
use serde_json::Value;

use crate::bench::*;

/// Two seconds of work on a fast machine, ten on a slow one: time enough to be paused in.
const SPEC: &str = r#"{"version":1,"kernel":{"name":"training","features":64,"examples":1024,"steps":60000,"seed":7}}"#;
/// Looks often, and takes jobs that it can barely do in time.
const SETTINGS: [&str; 2] = ["chain.poll=1s", "policy.time_margin=1.0"];

#[test]
fn a_worker_that_is_late_is_refused_and_punished_and_works_on() -> Result<(), StageError> {
    // Given a worker that has begun a job
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path(), &[])?;
    let mut late = net.worker_with("worker-1", "operator-1", &SETTINGS)?;
    let job = post_long(&net)?;
    late.wait_for("job started", PATIENCE)?;

    // When it is paused, the deadline passes, and it goes on
    late.pause()?;
    net.skip(Duration::from_secs(TIME_LIMIT + 5))?;
    late.go_on()?;
    // Then it says so, and what it submits is refused
    late.wait_for("deadline missed; anyone may reclaim the job now", PATIENCE)?;
    late.pause()?;
    let (key, address) = (net.signer("worker-1")?, address(&job)?);
    let submitted = async |furnace: &Furnace| Ok(furnace.job_submit(&key, &address, LIE, LIE, 0).await);
    let refused = net.with_furnace(submitted)?;
    let is_late = matches!(&refused, Err(ChainError::Program { name, .. }) if name == "DeadlinePassed");
    assert!(is_late, "{refused:?}");
    let held = show(&net, &job)?;
    assert_eq!((&held["state"], &held["result"]), (&"running".into(), &Value::Null));

    // When anyone reports it, then it loses half of its collateral, which is the price
    let (before, reporter) = (balance(&net)?, net.heat("delegator")?);
    let reclaimed = net.furnace("delegator", &["job", "reclaim", &job])?;
    let penalty = PRICE / 2;
    assert_eq!((number(&reclaimed, "slashed")?, &reclaimed["state"]), (penalty, &"open".into()));
    assert_eq!(pool(&net, "operator-1")?.active, STAKE - penalty);
    // of which 40% are the client's, and 10% the reporter's
    assert_eq!(balance(&net)? - before, penalty * 4 / 10);
    assert_eq!(net.heat("delegator")? - reporter, penalty / 10);

    // and another finishes the job, and is paid
    let other = net.worker_with("worker-2", "operator-2", &SETTINGS)?;
    wait_for_state(&net, &job, "review")?;
    other.terminate()?;
    net.furnace("client", &["job", "accept", &job])?;
    assert_eq!((income(&net, "operator-1")?, income(&net, "operator-2")?), (0, PRICE * 9 / 10));
    let ledger = Ledger::read(&net)?;
    assert_eq!((ledger.slashed, ledger.burned), (penalty, penalty / 2 + PRICE / 20));

    // When the late one goes on again, then it does the next job as any other
    late.go_on()?;
    let next = post(&net, None)?;
    wait_for_state(&net, &next.to_string(), "review")?;
    let reviewed = self::job(&net, &next)?.data;
    let own = pda::operator(&net.wallet("operator-1")?);
    assert_eq!((reviewed.state(), reviewed.operator), (Some(JobState::Review), own));
    assert!(is_conserved(&net)?);
    Ok(())
}

fn post_long(net: &Localnet) -> Result<String, StageError> {
    let (spec, limit) = (net.folder().join("spec.json"), format!("{TIME_LIMIT}s"));
    std::fs::write(&spec, SPEC).map_err(|error| StageError::Unexpected(error.to_string()))?;
    let spec = spec.display().to_string();
    text(&net.furnace("client", &["job", "submit", "--spec", &spec, "--price", "20", "--time-limit", &limit])?, "job")
}
