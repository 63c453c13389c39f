//! Several workers at one job, over a real chain and with real processes.

use std::path::Path;
use std::time::{Duration, Instant};

use furnace_common::units::HEAT;
use furnace_tests::stage::scenario::{open_operator, show, text, wait_for_state};
use furnace_tests::stage::{Ledger, Localnet, StageError, WorkerProcess, number};

const PATIENCE: Duration = Duration::from_secs(60);
/// A second of work on a fast machine: enough for a few hundred exchanges between two members of a gang.
const SPEC: &str = r#"{"version":1,"kernel":{"name":"training","features":64,"examples":1024,"steps":2000,"seed":7}}"#;
/// What both do alone.
const PICTURE: [&str; 11] =
    ["job", "submit", "render", "--width", "64", "--height", "48", "--samples", "4", "--price", "20"];
/// On this machine, on free ports.
const REACHABLE: [&str; 3] = ["network.host=127.0.0.1", "network.listen=127.0.0.1", "network.serve_port=0"];
const CREW: [(&str, &str); 2] = [("worker-1", "operator-1"), ("worker-2", "operator-2")];

/// A network with a worker under each of two operators, a client with money, and a spec.
fn network(folder: &Path) -> Result<(Localnet, String), StageError> {
    let net = Localnet::start(folder)?;
    for (worker, operator) in CREW {
        open_operator(&net, operator, worker, "2000", &mut |_| ())?;
    }
    net.furnace("client", &["balance", "deposit", "200"])?;
    let spec = net.folder().join("spec.json");
    std::fs::write(&spec, SPEC).map_err(|error| StageError::Unexpected(error.to_string()))?;
    Ok((net, spec.display().to_string()))
}

fn submit(net: &Localnet, spec: &str, crew: &[&str]) -> Result<String, StageError> {
    let order = ["job", "submit", "--spec", spec, "--price", "20", "--time-limit", "1m"];
    text(&net.furnace("client", &[&order, crew].concat())?, "job")
}

fn start(net: &Localnet) -> Result<Vec<WorkerProcess>, StageError> {
    CREW.iter().map(|(worker, operator)| net.worker_with(worker, operator, &REACHABLE)).collect()
}

/// Waits until nothing is held for a job any more.
fn until_paid(net: &Localnet, job: &str) -> Result<(), StageError> {
    let start = Instant::now();
    loop {
        let document = show(net, job)?;
        if number(&document, "reserved")? == 0 {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            let what = format!("job {job} to be paid");
            return Err(StageError::Late { what, seconds: PATIENCE.as_secs(), log: document.to_string() });
        }
        std::thread::sleep(Duration::from_millis(250));
    }
}

#[test]
fn two_workers_do_one_job_together_and_two_come_to_the_same() -> Result<(), StageError> {
    // Given a job whose result a worker alone has shown
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let (net, spec) = network(folder.path())?;
    let alone = submit(&net, &spec, &[])?;
    let worker = net.worker_with(CREW[0].0, CREW[0].1, &REACHABLE)?;
    let expected = text(&wait_for_state(&net, &alone, "review")?, "result")?;
    worker.terminate()?;

    // When two workers of two operators do it as a gang
    let mut workers = start(&net)?;
    let gang = submit(&net, &spec, &["--gang", "2"])?;
    wait_for_state(&net, &gang, "review")?;
    for worker in &mut workers {
        worker.wait_for("the gang has met", PATIENCE)?;
    }

    // Then each has the result of one alone, to the bit
    let results = net.folder().join("results").display().to_string();
    let fetched = net.furnace("client", &["job", "fetch", &gang, "--to", &results])?;
    let parts = fetched["parts"].as_array().map_or(&[][..], Vec::as_slice);
    let parts = parts.iter().map(|part| text(part, "result")).collect::<Result<Vec<_>, _>>()?;
    assert_eq!(parts, [expected.clone(), expected]);

    // and once the client has accepted, both are paid
    net.furnace("client", &["job", "accept", &gang])?;
    let settled = show(&net, &gang)?;
    assert_eq!((settled["settlement"]["paid"].as_u64(), number(&settled, "reserved")?), (Some(36 * HEAT), 0));

    // When two do a picture as replicas, then their agreement settles it, and nobody has to ask
    let mesh = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/bunny.obj");
    let twice = ["--mesh", mesh, "--time-limit", "1m", "--replicas", "2"];
    let replicas = text(&net.furnace("client", &[&PICTURE[..], &twice].concat())?, "job")?;
    wait_for_state(&net, &replicas, "settled")?;
    for worker in &mut workers {
        worker.wait_for("result revealed", PATIENCE)?;
    }
    until_paid(&net, &replicas)?;
    for worker in workers {
        worker.terminate()?;
    }
    let ledger = Ledger::read(&net)?;
    assert!(ledger.is_conserved(), "{ledger:?}");
    assert_eq!(ledger.slashed, 0);
    Ok(())
}
