//! Workers of several GPUs: with as many devices, with fewer, and with devices that are too slow.

use furnace_client::instructions::jobs;
use furnace_tests::stage::scenario::{text, wait_for_state};
use furnace_tests::stage::{Localnet, StageError, WorkerProcess, number};
use solana_address::Address;
use solana_signer::Signer;

use crate::epochs::{PATIENCE, epochs, skip_to};

/// More int8 operations a second than any processor computes.
const FAST: &str = "1000000000000000";

/// Registers a worker that claims to have two GPUs.
fn register(net: &Localnet, operator: &str, worker: &str) -> Result<String, StageError> {
    net.furnace(operator, &["pool", "create", "--commission-bps", "1000"])?;
    net.furnace(operator, &["stake", "2000"])?;
    net.furnace(operator, &["operator", "register"])?;
    let key = net.keypair(worker)?;
    let registered = net.furnace(operator, &["worker", "register", "--key", key, "--gpus", "2", "--max-jobs", "2"])?;
    text(&registered, "worker")
}

/// A job of a new market whose orders ask for so many GPUs with this score.
fn job(net: &Localnet, index: &str, gpus: &str, score: &str) -> Result<String, StageError> {
    let market = ["market", "open", "--name", "class", "--index", index, "--min-gpus", gpus, "--min-score", score];
    let market = text(&net.furnace("operator-1", &market)?, "market")?;
    let kernel = ["job", "submit", "matmul", "--rows", "64", "--columns", "64", "--inner", "64"];
    let terms = ["--price", "5", "--market", &market, "--claim-within", "2d", "--time-limit", "5m"];
    text(&net.furnace("client", &[&kernel[..], &terms[..]].concat())?, "job")
}

/// A daemon that proves these devices as the GPUs of its worker.
fn start(net: &Localnet, worker: &str, operator: &str, devices: &str) -> Result<WorkerProcess, StageError> {
    let devices = format!("device.select={devices}");
    let prove = ["run.prove=true", "run.prove_part=0.1", "chain.poll=1s", "worker.gpus=2", &devices];
    net.worker_with(worker, operator, &prove)
}

/// Asserts that the chain refuses a claim of the worker's because of its certificate.
#[track_caller]
fn assert_too_low(net: &Localnet, worker: &str, operator: &str, job: &str) -> Result<(), StageError> {
    let key = net.signer(worker)?.pubkey();
    let job: Address = job.parse().map_err(|_| StageError::Unexpected(format!("{job} is no address")))?;
    let claim = net.send(worker, &[jobs::job_claim(net.wallet(operator)?, key, job)]);
    assert!(
        matches!(&claim, Err(StageError::Chain(error)) if error.to_string().contains("CertificateTooLow")),
        "{claim:?}"
    );
    Ok(())
}

#[test]
fn two_devices_are_certified_as_two_gpus_and_one_that_claims_to_be_two_is_not() -> Result<(), StageError> {
    // Given two workers that claim to have two GPUs each, of which the second has one, and two jobs: one for two GPUs,
    // and one for a GPU that is faster than any of them
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = Localnet::start(folder.path())?;
    let honest = register(&net, "operator-1", "worker-1")?;
    let spoofed = register(&net, "operator-2", "worker-2")?;
    net.furnace("client", &["balance", "deposit", "20"])?;
    let (for_two, for_fast) = (job(&net, "0", "2", "1")?, job(&net, "1", "1", FAST)?);
    let proven =
        |worker: &str| Ok::<_, StageError>(net.furnace("client", &["worker", "show", worker])?["proven"].take());
    let (_, next) = epochs(&net)?;
    skip_to(&net, next)?;

    // When the one with a single device proves itself
    let mut worker = start(&net, "worker-2", "operator-2", "cpu")?;
    worker.wait_for("registered with more GPUs than it has devices", PATIENCE)?;
    worker.wait_for("samples of the proof shown", PATIENCE)?;

    // Then it is certified for one GPU, and gets neither job: it leaves them alone and says why, and would be refused
    let certified = proven(&spoofed)?;
    assert_eq!((number(&certified, "gpus")?, certified["good"].as_bool()), (1, Some(true)), "{certified}");
    worker.wait_for("it asks for 2 GPU(s) certified at 1 int8 operations a second", PATIENCE)?;
    worker.terminate()?;
    assert_too_low(&net, "worker-2", "operator-2", &for_two)?;

    // When the one with two devices proves both in one epoch
    let (_, next) = epochs(&net)?;
    skip_to(&net, next)?;
    let mut worker = start(&net, "worker-1", "operator-1", "cpu, cpu")?;
    for gpu in ["gpu=0", "gpu=1"] {
        worker.wait_for(&format!("samples of the proof shown {gpu}"), PATIENCE)?;
    }

    // Then both are certified, and it does the job for two
    let certified = proven(&honest)?;
    assert_eq!((number(&certified, "gpus")?, certified["good"].as_bool()), (2, Some(true)), "{certified}");
    let reviewed = wait_for_state(&net, &for_two, "review")?;
    assert_eq!(reviewed["worker"], honest.as_str());
    // but not the one for which it is too slow
    worker.wait_for(&format!("it asks for 1 GPU(s) certified at {FAST} int8 operations a second"), PATIENCE)?;
    worker.terminate()?;
    let score = number(&certified, "score")?;
    assert!((1..1_000_000_000_000_000).contains(&score), "{score}");
    assert_too_low(&net, "worker-1", "operator-1", &for_fast)?;
    assert_eq!(net.furnace("client", &["job", "show", &for_fast])?["state"], "open");
    Ok(())
}
