//! A lease on its way from a worker to its backup, over a real chain and with real processes.

use std::path::Path;
use std::time::{Duration, Instant};

use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::stage::scenario::{open_operator, text};
use furnace_tests::stage::{Ledger, Localnet, StageError, WorkerProcess, number};
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(60);
const SPEC: &str = r#"{"version":1,"kernel":{"name":"matmul","rows":64,"columns":64,"inner":64,"seed":7}}"#;
/// On this machine, on free ports.
const REACHABLE: [&str; 3] = ["network.host=127.0.0.1", "network.listen=127.0.0.1", "network.serve_port=0"];
const FIRST: (&str, &str) = ("worker-1", "operator-1");
const BACKUP: (&str, &str) = ("worker-2", "operator-2");
/// After which the lease is lost.
const OUTAGE: Duration = Duration::from_secs(8 * 60);

/// A network with a worker under each of two operators, and a client with money.
fn network(folder: &Path) -> Result<Localnet, StageError> {
    let net = Localnet::start(folder)?;
    for (worker, operator) in [FIRST, BACKUP] {
        open_operator(&net, operator, worker, "2000", &mut |_| ())?;
    }
    net.furnace("client", &["balance", "deposit", "100"])?;
    Ok(net)
}

fn start(net: &Localnet, (worker, operator): (&str, &str)) -> Result<WorkerProcess, StageError> {
    net.worker_with(worker, operator, &REACHABLE)
}

/// The address of a worker on chain.
fn address(net: &Localnet, (worker, operator): (&str, &str)) -> Result<String, StageError> {
    Ok(pda::worker(&pda::operator(&net.wallet(operator)?), &net.wallet(worker)?).to_string())
}

fn show(net: &Localnet, lease: &str) -> Result<Value, StageError> {
    net.furnace("client", &["lease", "show", lease])
}

/// Waits until a worker serves the lease.
fn until_served_by(net: &Localnet, lease: &str, worker: &str) -> Result<(), StageError> {
    let start = Instant::now();
    loop {
        let document = show(net, lease)?;
        if document["state"] == "running" && document["worker"] == worker && document["endpoint"].is_string() {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            let what = format!("lease {lease} to be served by {worker}");
            return Err(StageError::Late { what, seconds: PATIENCE.as_secs(), log: document.to_string() });
        }
        std::thread::sleep(Duration::from_millis(250));
    }
}

#[test]
fn a_lease_outlives_its_first_worker() -> Result<(), StageError> {
    // Given a lease that a worker serves, with another one as its backup
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path())?;
    let spec = net.folder().join("spec.json");
    std::fs::write(&spec, SPEC).map_err(|error| StageError::Unexpected(error.to_string()))?;
    let spec = spec.display().to_string();
    let (first, backup) = (address(&net, FIRST)?, address(&net, BACKUP)?);
    let order = ["lease", "open", "--hourly", "36", "--ahead", "1h", "--worker", &first, "--backup", &backup];
    let lease = text(&net.furnace("client", &order)?, "lease")?;
    let doomed = start(&net, FIRST)?;
    until_served_by(&net, &lease, &first)?;

    // When the client sends it work, it is computed
    let out = net.folder().join("product");
    let run = ["lease", "run", &lease, "--spec", &spec, "--out", &out.display().to_string()];
    let computed = net.furnace("client", &run)?;
    assert_eq!(computed["fetched"]["kernel"], "matmul");
    let product =
        std::fs::metadata(out.join("product.bin")).map_err(|error| StageError::Unexpected(error.to_string()))?;
    assert_eq!(product.len(), 64 * 64 * 4);
    // of nobody else
    let stranger = net.furnace("delegator", &["lease", "run", &lease, "--spec", &spec]);
    assert!(
        matches!(&stranger, Err(StageError::Command { said, .. }) if said.contains("is rented by")),
        "{stranger:?}"
    );
    // and a ping is answered
    let pinged = net.furnace("client", &["lease", "ping", &lease, "--wait"])?;
    assert!(number(&pinged, "answered_within")? < 60, "{pinged}");

    // When it is killed and answers no more
    doomed.kill()?;
    let mut worker = start(&net, BACKUP)?;
    net.furnace("client", &["lease", "ping", &lease])?;
    net.skip(OUTAGE)?;
    // then anyone takes the lease from it, and the backup serves it
    net.furnace("delegator", &["sweep", "--all", "--report"])?;
    until_served_by(&net, &lease, &backup)?;
    let again = net.furnace("client", &["lease", "run", &lease, "--spec", &spec])?;
    assert_eq!(again["result"], computed["result"]);
    assert_ne!(again["url"], computed["url"]);

    // and when the client closes it, the worker is free and nothing is held
    net.furnace("client", &["lease", "close", &lease])?;
    worker.wait_for("lease has ended", PATIENCE)?;
    worker.terminate()?;
    let closed = show(&net, &lease)?;
    assert_eq!((closed["state"].as_str(), &closed["reserved"]), (Some("closed"), &Value::from(0)));
    let ledger = Ledger::read(&net)?;
    assert!(ledger.is_conserved(), "{ledger:?}");
    // and the one that was killed lost 4% of its collateral, which is an hour's rent of 36 HEAT
    assert_eq!(ledger.slashed, 36 * HEAT * 4 / 100);
    Ok(())
}
