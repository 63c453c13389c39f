//! The two acts that the demo shows and the end-to-end test asserts: a job that goes well, and a job
//! whose first worker is killed.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::ledger::number;
use super::rewards::{self, Rewards};
use super::{Ledger, Localnet, StageError, WorkerProcess};

/// How long any one step of a worker may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// What is rendered.
#[derive(Clone, Debug)]
pub struct Picture {
    pub mesh: PathBuf,
    pub frames: u32,
    pub width: u32,
    pub height: u32,
    pub samples: u32,
}

/// What a settled job came to, base units.
#[derive(Clone, Debug)]
pub struct Settled {
    pub job: String,
    pub paid: u64,
    pub burned: u64,
    pub fee: u64,
    /// The files of the result, fetched and verified.
    pub files: Vec<PathBuf>,
}

/// What everything came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub settled: Vec<Settled>,
    pub rewards: Rewards,
    pub ledger: Ledger,
}

/// Hears of each step.
pub type Tell<'a> = &'a mut dyn FnMut(&str);

/// An operator's pool with stake, its book, and one worker registered.
pub fn open_operator(net: &Localnet, operator: &str, worker: &str, stake: &str, tell: Tell) -> Result<(), StageError> {
    net.furnace(operator, &["pool", "create", "--commission-bps", "1000"])?;
    net.furnace(operator, &["stake", stake])?;
    net.furnace(operator, &["operator", "register"])?;
    net.furnace(operator, &["worker", "register", "--key", net.keypair(worker)?, "--max-jobs", "2"])?;
    tell(&format!("{operator} staked {stake} HEAT and registered {worker}"));
    Ok(())
}

/// Posts a render job and returns its address.
pub fn submit(net: &Localnet, picture: &Picture, price: &str, time_limit: &str) -> Result<String, StageError> {
    let mesh = picture.mesh.display().to_string();
    let numbers = [picture.frames, picture.width, picture.height, picture.samples].map(|number| number.to_string());
    let [frames, width, height, samples] = &numbers;
    let posted = net.furnace(
        "client",
        &[
            "job",
            "submit",
            "render",
            "--mesh",
            &mesh,
            "--frames",
            frames,
            "--width",
            width,
            "--height",
            height,
            "--samples",
            samples,
            "--price",
            price,
            "--time-limit",
            time_limit,
        ],
    )?;
    text(&posted, "job")
}

/// A job's document.
pub fn show(net: &Localnet, job: &str) -> Result<Value, StageError> {
    net.furnace("client", &["job", "show", job])
}

/// Waits until the job is in the state.
pub fn wait_for_state(net: &Localnet, job: &str, state: &str) -> Result<Value, StageError> {
    let start = Instant::now();
    loop {
        let document = show(net, job)?;
        if document["state"] == state {
            return Ok(document);
        }
        if start.elapsed() > PATIENCE {
            let what = format!("job {job} to be {state}");
            return Err(StageError::Late { what, seconds: PATIENCE.as_secs(), log: document.to_string() });
        }
        std::thread::sleep(Duration::from_millis(250));
    }
}

/// Fetches and verifies the result, accepts it, and says what the settlement came to.
pub fn fetch_and_accept(net: &Localnet, job: &str) -> Result<Settled, StageError> {
    let folder = net.folder().join("results").join(job).display().to_string();
    let fetched = net.furnace("client", &["job", "fetch", job, "--to", &folder])?;
    net.furnace("client", &["job", "accept", job])?;
    let settlement = show(net, job)?["settlement"].take();
    let files = fetched["files"].as_array().into_iter().flatten();
    let files = files.map(|file| text(file, "path").map(PathBuf::from)).collect::<Result<Vec<_>, _>>()?;
    Ok(Settled {
        job: job.into(),
        paid: number(&settlement, "paid")?,
        burned: number(&settlement, "burned")?,
        fee: number(&settlement, "fee")?,
        files,
    })
}

/// Act one: `worker` runs, the client submits, the worker computes, the client verifies and accepts.
pub fn job_that_goes_well(net: &Localnet, picture: &Picture, tell: Tell) -> Result<Settled, StageError> {
    let mut worker = net.worker("worker-1", "operator-1")?;
    tell("worker-1 runs, a process of its own");
    net.furnace("client", &["balance", "deposit", "100"])?;
    tell("the client deposited 100 HEAT");
    let job = submit(net, picture, "20", "10m")?;
    tell(&format!("the client posted job {job} for 20 HEAT: {} frames", picture.frames));
    worker.wait_for("job claimed", PATIENCE)?;
    tell("worker-1 claimed it; collateral of 20 HEAT is locked");
    wait_for_state(net, &job, "review")?;
    tell("worker-1 attested to its result");
    let settled = fetch_and_accept(net, &job)?;
    tell("the client verified every hash and accepted; the settlement paid and burned");
    stop(worker, tell)?;
    Ok(settled)
}

fn stop(worker: WorkerProcess, tell: Tell) -> Result<(), StageError> {
    let status = worker.terminate()?;
    if !status.success() {
        return Err(StageError::Unexpected(format!("the worker ended with {status} after SIGTERM")));
    }
    tell("worker-1 was asked to stop, and stopped");
    Ok(())
}

/// Act two: `worker-2` claims and is killed, its deadline passes, a stranger reports it, the stake is
/// slashed, and `worker-1` finishes the job.
pub fn job_whose_worker_dies(
    net: &Localnet,
    picture: &Picture,
    time_limit: Duration,
    tell: Tell,
) -> Result<Settled, StageError> {
    let mut doomed = net.worker("worker-2", "operator-2")?;
    tell("worker-2 runs");
    let seconds = format!("{}s", time_limit.as_secs());
    let job = submit(net, picture, "20", &seconds)?;
    tell(&format!("the client posted job {job} for 20 HEAT, to be done within {seconds}"));
    doomed.wait_for("job claimed", PATIENCE)?;
    doomed.kill()?;
    tell("worker-2 claimed it and was killed");

    let deadline = number(&show(net, &job)?, "deadline")?;
    tell(&format!("waiting for the deadline, {seconds} after the claim"));
    reclaim_after(net, &job, deadline)?;
    tell("the deadline passed; the delegator, a stranger to the job, reported it: worker-2's stake was slashed");

    let worker = net.worker("worker-1", "operator-1")?;
    tell("worker-1 runs again");
    wait_for_state(net, &job, "review")?;
    tell("worker-1 took the job over and attested to its result");
    let settled = fetch_and_accept(net, &job)?;
    tell("the client verified every hash and accepted");
    stop(worker, tell)?;
    Ok(settled)
}

/// Reports the missed deadline as soon as the chain's clock has passed it.
pub fn reclaim_after(net: &Localnet, job: &str, deadline: u64) -> Result<(), StageError> {
    let start = Instant::now();
    loop {
        match net.furnace("delegator", &["job", "reclaim", job]) {
            Ok(_) => return Ok(()),
            Err(StageError::Command { said, .. }) if said.contains("deadline") && start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_secs(1));
            }
            Err(error) => {
                return Err(StageError::Unexpected(format!("reclaiming job {job}, due at {deadline}: {error}")));
            }
        }
    }
}

/// A string in a document.
pub fn text(document: &Value, name: &str) -> Result<String, StageError> {
    let value = document.get(name).and_then(Value::as_str);
    value.map(str::to_owned).ok_or_else(|| StageError::Unexpected(format!("no text `{name}` in {document}")))
}

/// Everything: both operators, the delegation, both acts, and what their money becomes; the second act is
/// of one frame, due within `time_limit`.
pub fn whole(net: &Localnet, picture: &Picture, time_limit: Duration, tell: Tell) -> Result<Outcome, StageError> {
    open_operator(net, "operator-1", "worker-1", "2000", tell)?;
    open_operator(net, "operator-2", "worker-2", "2000", tell)?;
    net.furnace("delegator", &["delegate", net.address("operator-1")?, "500"])?;
    tell("the delegator delegated 500 HEAT to operator-1");
    rewards::lock(net, tell)?;
    let first = job_that_goes_well(net, picture, tell)?;
    let commission = rewards::divide(net, tell)?;
    let one_frame = Picture { frames: 1, ..picture.clone() };
    let second = job_whose_worker_dies(net, &one_frame, time_limit, tell)?;
    let commission = commission.saturating_add(rewards::divide(net, tell)?);
    let claimed = rewards::claim(net, tell)?;
    let rewards = rewards::read(net, commission, claimed)?;
    Ok(Outcome { settled: vec![first, second], rewards, ledger: Ledger::read(net)? })
}
