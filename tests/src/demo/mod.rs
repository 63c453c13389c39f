//! The demo: the scenario told step by step, a table whose sums are checked, and one line of JSON.

mod table;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::stage::scenario::{self, Picture};
use crate::stage::{Localnet, StageError};

/// For the job whose first worker is killed; the demo waits for it to pass.
const TIME_LIMIT: Duration = Duration::from_secs(45);

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// Runs the demo; returns whether all sums add up.
pub fn run() -> Result<bool, StageError> {
    let folder = root().join("target/demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(StageError::io(folder.display().to_string()))?;
    }
    let start = Instant::now();
    let mut tell = |step: &str| println!("{:>5.1} s  {step}", start.elapsed().as_secs_f32());
    tell("starting a chain on this machine, with the programs deployed and set up");
    let net = Localnet::start(&folder)?;
    let picture = Picture { mesh: root().join("examples/bunny.obj"), frames: 3, width: 480, height: 360, samples: 64 };
    let outcome = scenario::whole(&net, &picture, TIME_LIMIT, &mut tell)?;
    let conserved = table::print(&net, &outcome)?;

    let frames: Vec<_> = outcome.settled.iter().flat_map(|job| &job.files).collect();
    println!();
    for frame in &frames {
        println!("frame: {}", frame.display());
    }
    let jobs = net.furnace("client", &["job", "list", "--state", "settled"])?;
    let jobs_settled = jobs["jobs"].as_array().map_or(0, Vec::len);
    println!(
        "{}",
        json!({
            "jobs_settled": jobs_settled,
            "burned": outcome.ledger.burned,
            "slashed": outcome.ledger.slashed,
            "commission": outcome.rewards.commission,
            "rewards": outcome.rewards.claimed,
            "fees_to_stakers": outcome.rewards.to_stakers,
            "fees_to_treasury": outcome.rewards.to_treasury,
            "conserved": conserved,
            "frames": frames,
        })
    );
    Ok(conserved)
}
