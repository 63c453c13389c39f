//! A shell script in the validator's place.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf, time::Instant};

use tempfile::TempDir;
use tokio::{process::Command, task::JoinHandle};

use super::*;
use crate::chain::EmbeddedChain;

const PATIENCE: Duration = Duration::from_secs(30);
const VERSION: &str = "solana-test-validator 4.2.2 (src:00000000; feat:0, client:Agave)";

/// A folder with a program that knows its version and otherwise does as it is told.
fn fake(version: &str, body: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("solana-test-validator");
    let script = format!("#!/bin/sh\nif [ \"$1\" = --version ]; then echo '{version}'; exit; fi\n{body}\n");
    fs::write(&path, script).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("executable");
    (folder, path)
}

async fn start(program: &Path, ports: Ports, limit: Duration, folder: &Path) -> Result<ValidatorChain, ChainError> {
    ValidatorChain::start_within(limit, program, &Genesis::default(), ports, folder).await
}

async fn refusal(program: &Path, limit: Duration, folder: &Path) -> ValidatorError {
    match start(program, Ports::FREE, limit, folder).await {
        Err(ChainError::Validator(error)) => error,
        other => panic!("no refusal: {other:?}"),
    }
}

/// The embedded chain, started late on the ports of a script that makes no blocks.
fn blocks_in_a_second() -> (Ports, JoinHandle<EmbeddedChain>) {
    let rpc = ValidatorPorts::resolve(Ports::FREE).expect("free ports").rpc;
    let ports = Ports { rpc, ws: rpc + 1 };
    let blocks = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        EmbeddedChain::start(Genesis::default(), ports).await.expect("a chain")
    });
    (ports, blocks)
}

#[tokio::test]
async fn a_missing_program_is_named_with_the_way_to_get_it() {
    let folder = tempfile::tempdir().expect("folder");
    let error = refusal(&folder.path().join("nowhere"), PATIENCE, folder.path()).await;
    assert!(error.to_string().ends_with("nowhere"), "{error}");
    assert!(error.hint().is_some_and(|hint| hint.contains("cargo install")));
}

#[tokio::test]
async fn a_file_that_is_no_program_is_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("notes.txt");
    fs::write(&path, "notes").expect("written");
    let error = refusal(&path, PATIENCE, folder.path()).await;
    assert!(matches!(&error, ValidatorError::Unusable { .. }), "{error}");
    assert!(error.hint().is_some_and(|hint| hint.contains("--validator")));
}

#[tokio::test]
async fn another_version_is_refused() {
    let (folder, program) = fake("solana-test-validator 2.1.0 (src:0)", "exit 3");
    let error = refusal(&program, PATIENCE, folder.path()).await.to_string();
    assert!(error.contains("4.2") && error.contains("2.1.0"), "{error}");
}

#[tokio::test]
async fn one_that_dies_at_start_is_quoted() {
    let (folder, program) = fake(VERSION, "echo 'Error: no room for a ledger'; exit 3");
    let error = refusal(&program, PATIENCE, folder.path()).await;
    let ValidatorError::Died { status, tail, .. } = error else { panic!("another error: {error}") };
    assert_eq!((status.code(), tail.as_str()), (Some(3), "Error: no room for a ledger"));
}

#[tokio::test]
async fn one_that_makes_no_blocks_is_stopped_and_quoted() {
    let (folder, program) = fake(VERSION, "echo $$ >\"${0%/*}/pid\"; echo 'waiting for peers'; exec sleep 60");
    let error = refusal(&program, Duration::from_secs(1), folder.path()).await;
    let ValidatorError::Late { seconds: 1, tail, .. } = error else { panic!("another error: {error}") };
    assert_eq!(tail, "waiting for peers");
    let process = fs::read_to_string(folder.path().join("pid")).expect("written");
    let alive = Command::new("kill").args(["-0", process.trim()]).output().await.expect("kill");
    assert!(!alive.status.success(), "process {process} goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_starts_late_is_waited_for_and_its_end_is_told() {
    let (folder, program) = fake(VERSION, "echo ready; sleep 60 & trap 'kill $!; exit 7' TERM; wait");
    let (ports, blocks) = blocks_in_a_second();
    let begun = Instant::now();
    let mut chain = start(&program, ports, PATIENCE, folder.path()).await.expect("a validator");
    assert!(begun.elapsed() > Duration::from_secs(1));
    assert_eq!(chain.rpc_url(), format!("http://127.0.0.1:{}", ports.rpc));

    let process = chain.process.id().expect("running").to_string();
    Command::new("kill").args(["-TERM", &process]).status().await.expect("kill");
    let ended = chain.ended().await;
    assert!(matches!(&ended, ValidatorError::Died { status, .. } if status.code() == Some(7)), "{ended}");
    chain.stop().await.expect("nothing left to stop");
    blocks.await.expect("blocks").stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_waits_until_it_has_ended() {
    let (folder, program) = fake(VERSION, "trap 'sleep 1; echo done; exit' TERM; while :; do sleep 0.1; done");
    let (ports, blocks) = blocks_in_a_second();
    let chain = start(&program, ports, PATIENCE, folder.path()).await.expect("a validator");
    let log = chain.files.log.clone();
    chain.stop().await.expect("stopped");
    assert_eq!(fs::read_to_string(log).expect("read"), "done\n");
    blocks.await.expect("blocks").stop().await.expect("stopped");
}
