//! A worker proves its device, and what it has of it.

use furnace_common::proof::points_from;
use furnace_tests::stage::scenario::{open_operator, text, wait_for_state};
use furnace_tests::stage::{Localnet, StageError, number};

use crate::epochs::{PATIENCE, epochs, skip_to};

#[test]
fn a_worker_that_is_killed_after_its_commitment_still_proves_its_device_and_has_work_and_points_for_it()
-> Result<(), StageError> {
    // Given a worker that was never proven, in the first epoch after it came
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = Localnet::start(folder.path())?;
    open_operator(&net, "operator-1", "worker-1", "2000", &mut |_| ())?;
    let listed = net.furnace("client", &["worker", "list"])?;
    let address = text(&listed["workers"][0], "worker")?;
    let shown = || net.furnace("client", &["worker", "show", &address]);
    assert!(shown()?["proven"].is_null());
    // and a job of a market that asks for a proof
    let market =
        text(&net.furnace("operator-1", &["market", "open", "--name", "proven", "--min-score", "1"])?, "market")?;
    net.furnace("client", &["balance", "deposit", "10"])?;
    let kernel = ["job", "submit", "matmul", "--rows", "64", "--columns", "64", "--inner", "64"];
    let terms = ["--price", "5", "--market", &market, "--claim-within", "1h", "--time-limit", "5m"];
    let job = text(&net.furnace("client", &[&kernel[..], &terms[..]].concat())?, "job")?;
    let (_, next) = epochs(&net)?;
    skip_to(&net, next)?;

    // When it proves itself, and is killed before it has shown a sample
    let flags = ["run.prove=true", "run.prove_part=0.2", "run.prove_memory_mib=1", "chain.poll=1s"];
    let start = || net.worker_with("worker-1", "operator-1", &flags);
    let mut worker = start()?;
    worker.wait_for("proof committed", PATIENCE)?;
    assert_eq!(net.furnace("client", &["job", "show", &job])?["state"], "open");
    worker.kill()?;
    // and started again
    let mut worker = start()?;
    worker.wait_for("samples of the proof shown", PATIENCE)?;
    worker.wait_for("walks of the proof of memory shown", PATIENCE)?;

    // Then it is certified for what it computed, and for the memory that it read in the minute after that
    let proven = shown()?["proven"].take();
    assert_eq!((proven["gpus"].as_u64(), proven["good"].as_bool()), (Some(1), Some(true)), "{proven}");
    assert_eq!((number(&proven, "memory_gpus")?, number(&proven, "memory_mib")?), (1, 1), "{proven}");
    assert!(proven["score"].as_u64().is_some_and(|score| score > 0), "{proven}");
    // and does the job that only a certified worker may do
    let reviewed = wait_for_state(&net, &job, "review")?;
    assert_eq!(reviewed["worker"], address.as_str());
    worker.terminate()?;

    // and takes its points in the next epoch, when no proof of this one counts any more
    let proven = shown()?["proven"].take();
    let (epoch, score) = (number(&proven, "epoch")?, number(&proven, "score")?);
    let (length, _) = epochs(&net)?;
    let from = points_from(epoch, length).ok_or_else(|| StageError::Unexpected(format!("epoch {epoch}")))?;
    skip_to(&net, from)?;
    let mut worker = start()?;
    worker.wait_for("points taken for what was proven", PATIENCE)?;
    worker.terminate()?;
    let emission = net.furnace("client", &["token", "emission", "--worker", &address])?;
    let share = &emission["shares"][0];
    assert_eq!((number(share, "epoch")?, number(share, "points")?), (epoch, 2 * score), "{emission}");
    Ok(())
}
