//! A job on its way from worker to worker, over a real chain and with real processes.

use std::path::PathBuf;
use std::time::Duration;

use furnace_common::units::HEAT;
use furnace_tests::stage::scenario::{open_operator, reclaim_after, show, text, wait_for_state};
use furnace_tests::stage::{Ledger, Localnet, StageError, WorkerProcess, number};
use serde_json::Value;

/// For every worker that tries; short, because the three that are killed are waited for.
const TIME_LIMIT: &str = "12s";
const PATIENCE: Duration = Duration::from_secs(60);
/// Two seconds of work on a fast machine, ten on a slow one: three workers that are killed after their first
/// checkpoint are far from its end, and every worker sees that it can be done within the limit.
const SPEC: &str = r#"{"version":1,"kernel":{"name":"training","features":64,"examples":1024,"steps":60000,"seed":7}}"#;
const SETTINGS: [&str; 3] = ["run.checkpoint_steps=50", "run.checkpoint_pause=60ms", "policy.time_margin=1.0"];
/// Each worker with its operator: three that are killed, and the one that finishes.
const WORKERS: [(&str, &str); 4] =
    [("worker-1", "operator-1"), ("worker-2", "operator-2"), ("worker-3", "operator-1"), ("worker-4", "operator-2")];

/// A network with two workers under each of two operators, and a client with money.
fn network(folder: &std::path::Path) -> Result<Localnet, StageError> {
    let net = Localnet::with_actors(folder, &["worker-3", "worker-4"])?;
    let (first, second) = WORKERS.split_at(2);
    for (worker, operator) in first {
        open_operator(&net, operator, worker, "2000", &mut |_| ())?;
    }
    for (worker, operator) in second {
        net.furnace(operator, &["worker", "register", "--key", net.keypair(worker)?])?;
    }
    net.furnace("client", &["balance", "deposit", "100"])?;
    Ok(net)
}

fn start(net: &Localnet, (worker, operator): (&str, &str)) -> Result<WorkerProcess, StageError> {
    net.worker_with(worker, operator, &SETTINGS)
}

fn submit(net: &Localnet, spec: &str, time_limit: &str) -> Result<String, StageError> {
    let posted =
        net.furnace("client", &["job", "submit", "--spec", spec, "--price", "20", "--time-limit", time_limit])?;
    text(&posted, "job")
}

fn credits(job: &Value) -> Vec<&Value> {
    job["credits"].as_array().into_iter().flatten().collect()
}

#[test]
fn a_job_outlives_three_workers_and_ends_as_if_nothing_had_happened() -> Result<(), StageError> {
    // Given a job of some seconds, whose result an undisturbed worker has shown
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path())?;
    let spec: PathBuf = net.folder().join("spec.json");
    std::fs::write(&spec, SPEC).map_err(|error| StageError::Unexpected(error.to_string()))?;
    let spec = spec.display().to_string();
    let undisturbed = submit(&net, &spec, "1m")?;
    let [doomed @ .., last] = WORKERS;
    let worker = start(&net, last)?;
    let expected = text(&wait_for_state(&net, &undisturbed, "review")?, "result")?;
    net.furnace("client", &["job", "accept", &undisturbed])?;
    worker.terminate()?;

    // When three workers after one another are killed once each has recorded a checkpoint
    let reporter = net.heat("delegator")?;
    let job = submit(&net, &spec, TIME_LIMIT)?;
    let mut worker = start(&net, doomed[0])?;
    for next in WORKERS.into_iter().skip(1) {
        worker.wait_for("checkpoint recorded", PATIENCE)?;
        worker.kill()?;
        // It gets ready while the deadline of the one before passes.
        worker = start(&net, next)?;
        let deadline = number(&show(&net, &job)?, "deadline")?;
        reclaim_after(&net, &job, deadline)?;
    }
    // and a fourth takes the job
    worker.wait_for("job goes on from a checkpoint", PATIENCE)?;
    let reviewed = wait_for_state(&net, &job, "review")?;
    worker.terminate()?;

    // Then the result is the same to the bit
    assert_eq!(text(&reviewed, "result")?, expected);
    // and each of the three is credited with what it added
    let operators: Vec<_> = credits(&reviewed).iter().map(|credit| credit["operator"].clone()).collect();
    assert_eq!(operators.len(), 3, "{reviewed}");
    assert!(operators[0] == operators[2] && operators[0] != operators[1], "{operators:?}");
    let progress: Vec<_> = credits(&reviewed).iter().map(|credit| credit["progress_bps"].as_u64()).collect();
    assert!(progress.is_sorted_by(|earlier, later| earlier < later), "{progress:?}");

    // and once the client has accepted, all of them are paid, and the whole price is paid once
    net.furnace("client", &["job", "accept", &job])?;
    net.furnace("client", &["job", "credits", &job])?;
    let settled = show(&net, &job)?;
    assert!(credits(&settled).iter().all(|credit| credit["paid"] == true), "{settled}");
    assert_eq!(settled["reserved"], 0);
    assert_eq!(settled["settlement"]["paid"], 18 * HEAT);
    let ledger = Ledger::read(&net)?;
    assert!(ledger.is_conserved(), "{ledger:?}");
    // and each that was killed lost half of its collateral of 20 HEAT: 40% of it is the client's, 10% that of who
    // reported it, and the rest burned, as did 5% of both prices
    assert_eq!(ledger.slashed, 3 * 10 * HEAT);
    assert_eq!(ledger.burned, 3 * 5 * HEAT + 2 * HEAT);
    assert_eq!(net.heat("delegator")? - reporter, 3 * HEAT);
    let balance = net.furnace("client", &["balance", "show"])?;
    assert_eq!(number(&balance, "free")?, 100 * HEAT - 2 * 20 * HEAT + 3 * 4 * HEAT);
    Ok(())
}
