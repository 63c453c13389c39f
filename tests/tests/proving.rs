//! A worker proves its device, over a real chain and with real processes.

use std::time::Duration;

use furnace_tests::stage::scenario::{open_operator, text};
use furnace_tests::stage::{Localnet, StageError};

const PATIENCE: Duration = Duration::from_secs(90);

#[test]
fn a_worker_that_is_killed_after_its_commitment_still_proves_its_device() -> Result<(), StageError> {
    // Given a worker that was never proven
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = Localnet::start(folder.path())?;
    open_operator(&net, "operator-1", "worker-1", "2000", &mut |_| ())?;
    let listed = net.furnace("client", &["worker", "list"])?;
    let address = text(&listed["workers"][0], "worker")?;
    let shown = || net.furnace("client", &["worker", "show", &address]);
    assert!(shown()?["proven"].is_null());

    // When it proves itself, and is killed before it has shown a sample
    let start = || net.worker_with("worker-1", "operator-1", &["run.prove=true", "run.prove_part=0.2"]);
    let mut worker = start()?;
    worker.wait_for("proof committed", PATIENCE)?;
    worker.kill()?;
    // and started again
    let mut worker = start()?;
    worker.wait_for("samples of the proof shown", PATIENCE)?;
    worker.terminate()?;

    // Then it is certified for what it computed
    let proven = &shown()?["proven"];
    assert_eq!((proven["gpus"].as_u64(), proven["good"].as_bool()), (Some(1), Some(true)), "{proven}");
    assert!(proven["score"].as_u64().is_some_and(|score| score > 0), "{proven}");
    Ok(())
}
