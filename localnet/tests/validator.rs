//! A network whose chain is a validator in a process of its own.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant, SystemTime},
};

use furnace_client::{
    chain::{Chain, RpcChain},
    pda,
};
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_localnet::{Localnet, Options, actors, chain::Ports};
use solana_signer::Signer;

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

/// Two at once, because they must not take each other's ports.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a solana-test-validator, named by FURNACE_E2E_VALIDATOR"]
async fn real_validators_are_set_up_side_by_side_and_keep_time() {
    let validator = std::env::var_os("FURNACE_E2E_VALIDATOR").map(PathBuf::from);
    assert!(validator.is_some(), "FURNACE_E2E_VALIDATOR names no validator");
    let folder = tempfile::tempdir().expect("folder");
    let options = |name: &str| Options {
        ports: Ports::FREE,
        validator: validator.clone(),
        programs: programs(),
        state: folder.path().join(name),
        ..Options::default()
    };
    let (mut ignore, mut ignore_too) = (|_| {}, |_| {});
    let (first, second) = tokio::join!(
        Localnet::start(options("first"), &mut ignore),
        Localnet::start(options("second"), &mut ignore_too),
    );
    for network in [first.expect("a network"), second.expect("a network")] {
        let chain = RpcChain::new(&network.description().rpc_url).expect("a URL");
        let mint = chain.mint(&pda::heat_mint()).await.expect("read").expect("there");
        assert_eq!(mint.supply, GENESIS_SUPPLY);
        let client = network.keypair("client").map(|keypair| pda::heat_account(&keypair.pubkey())).expect("there");
        assert_eq!(chain.token_balance(&client).await.expect("read"), actors::HEAT.0);
        let clock = chain.clock().await.expect("a clock");
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs();
        let (wall, inside) = (i64::try_from(now).expect("fits"), clock.unix_timestamp);
        println!("slot {}: {inside} on the chain, {wall} outside", clock.slot);
        assert!((wall - inside).abs() < 15, "{inside} on the chain, {wall} outside");
        network.stop().await.expect("stopped");
    }
}
