//! A network whose chain is a validator in a process of its own.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Knows its version, leaves its number, and makes no blocks.
const SCRIPT: &str = r#"#!/bin/sh
if [ "$1" = --version ]; then echo 'solana-test-validator 4.2.2'; exit; fi
echo $$ >"${0%/*}/pid.new" && mv "${0%/*}/pid.new" "${0%/*}/pid"
exec sleep 120
"#;

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy")
}

fn network(folder: &Path) -> Child {
    let validator = folder.join("validator");
    fs::write(&validator, SCRIPT).expect("written");
    fs::set_permissions(&validator, fs::Permissions::from_mode(0o755)).expect("executable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_furnace-localnet"));
    command.args(["--rpc-port", "0", "--json"]).arg("--state").arg(folder.join("state"));
    command.arg("--programs").arg(programs()).arg("--validator").arg(validator);
    command.stderr(Stdio::null()).spawn().expect("started")
}

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited too long until {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_killed_network_leaves_no_validator_behind() {
    let folder = tempfile::tempdir().expect("folder");
    let mut network = network(folder.path());
    let pid = folder.path().join("pid");
    wait_until("the validator runs", || pid.exists());
    let process = fs::read_to_string(pid).expect("written").trim().to_owned();
    let runs = || Command::new("kill").args(["-0", &process]).stderr(Stdio::null()).status().expect("kill").success();
    assert!(runs());
    network.kill().expect("killed");
    network.wait().expect("ended");
    wait_until("the validator is gone", || !runs());
}
