use std::{fs, path::Path, time::Duration};

use furnace_client::{artifacts::Location, heat::Heat};
use furnace_kernels::Selection;
use tempfile::TempDir;

use super::*;

const OPERATOR: &str = "11111111111111111111111111111112";

fn minimal() -> String {
    format!("[worker]\nkeypair = \"key.json\"\noperator = \"{OPERATOR}\"\n")
}

fn read(text: &str, assignments: &[&str]) -> (TempDir, Result<Config, ConfigError>) {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("worker.toml");
    fs::write(&file, text).expect("write");
    let mut overrides = Overrides::default();
    for assignment in assignments {
        overrides.assignment(assignment).expect("assignment");
    }
    let config = load(&file, &overrides);
    (folder, config)
}

fn refused(text: &str, assignments: &[&str]) -> (String, String) {
    match read(text, assignments).1.expect_err("refused") {
        ConfigError::Key { key, reason, .. } => (key, reason),
        other => panic!("{other}"),
    }
}

#[test]
fn two_keys_are_enough() {
    let (folder, config) = read(&minimal(), &[]);
    let config = config.expect("valid");
    assert_eq!(config.worker.keypair.relative(), folder.path().join("key.json"));
    assert_eq!(config.chain.poll, Duration::from_secs(5));
    assert_eq!(*config.device.select, Devices::default());
}

#[test]
fn a_verifier_needs_no_operator() {
    let text = format!("[worker]\nkeypair = \"key.json\"\n[verify]\nwallet = \"{OPERATOR}\"\n");
    let config = read(&text, &[]).1.expect("valid");
    assert!(config.worker.operator.is_none() && config.verify.wallet.is_some() && config.verify.keep);
    assert_eq!(config.verify.kernels, [KernelName::Render, KernelName::Matmul, KernelName::Training]);
}

#[test]
fn a_printed_configuration_reads_back_the_same() {
    let printed = read(&minimal(), &[]).1.expect("valid").to_toml().expect("text");
    let again = read(&printed, &[]).1.expect("valid").to_toml().expect("text");
    assert_eq!(printed, again);
}

#[test]
fn the_example_is_valid_and_shows_the_defaults() {
    let stores = ["https://".to_owned()];
    let plain = example("localnet", "key.json", OPERATOR, "furnace-work", &stores);
    let commented = plain
        .lines()
        .map(|line| {
            line.strip_prefix("# ").filter(|rest| rest.contains(" = ") && !rest.contains("min_price=2")).unwrap_or(line)
        })
        .filter(|line| {
            let without_default = ["operator_keypair", "websocket", "wallet", "host", "listen", "prove_memory_mib"];
            !without_default.iter().any(|key| line.starts_with(key))
        })
        .collect::<Vec<_>>()
        .join("\n");
    let documents = [plain, commented].map(|text| read(&text, &[]).1.expect("valid"));
    let [plain, commented] = documents.map(|config| {
        let text = config.to_toml().expect("text");
        text.lines().filter(|line| !line.contains("keypair") && !line.contains("folder")).collect::<Vec<_>>().join("\n")
    });
    assert_eq!(plain, commented);
}

#[test]
fn flags_stand_over_the_file_and_numbers_are_amounts_too() {
    let text = minimal() + "[policy]\nmin_price = 0.5\n[device]\nselect = 2\n";
    let config = read(&text, &[]).1.expect("valid");
    assert_eq!(*config.policy.min_price, Heat(500_000));
    assert_eq!(config.device.select.first(), &Selection::Index(2));
    let assignments = ["policy.min_price=12", "chain.poll=250ms", "policy.kernels=[\"matmul\"]", "device.select=cpu"];
    let config = read(&text, &assignments).1.expect("valid");
    assert_eq!(*config.policy.min_price, Heat(12_000_000));
    assert_eq!(config.chain.poll, Duration::from_millis(250));
    assert_eq!(config.policy.kernels, [KernelName::Matmul]);
    assert_eq!(config.device.select.first(), &Selection::Cpu);
}

#[test]
fn the_wrong_key_is_named() {
    for (text, assignments, key) in [
        ("[worker]\noperator = \"x\"\n".to_owned(), &[][..], "worker.operator"),
        ("[worker]\nkeypair = \"k\"\n".to_owned(), &[], "worker.operator"),
        (format!("[worker]\noperator = \"{OPERATOR}\"\n"), &[], "worker.keypair"),
        (minimal() + "colour = 1\n", &[], "worker.colour"),
        (minimal(), &["chain.poll=0s"], "chain.poll"),
        (minimal(), &["chain.poll=5"], "chain.poll"),
        (minimal(), &["chain.rpc=moon"], "chain.rpc"),
        (minimal(), &["policy.kernels=[\"chess\"]"], "policy.kernels.0"),
        (minimal(), &["policy.min_price=-1"], "policy.min_price"),
        (minimal(), &["policy.stores=[\"ftp://x\"]"], "policy.stores.0"),
        (minimal(), &["worker.register=true"], "worker.operator_keypair"),
        (minimal(), &["worker.max_jobs=65"], "worker.max_jobs"),
        (minimal(), &["run.jobs_at_once=5"], "run.jobs_at_once"),
        (minimal(), &["run.checkpoint_steps=0"], "run.checkpoint_steps"),
        (minimal(), &["run.lease_settle=59s"], "run.lease_settle"),
        (minimal(), &["verify.at_once=0"], "verify.at_once"),
        (minimal(), &["verify.poll=0s"], "verify.poll"),
        (minimal(), &["verify.kernels=[]"], "verify.kernels"),
        (minimal(), &["verify.wallet=x"], "verify.wallet"),
        (minimal(), &["metrics.listen=0.0.0.0:1"], "metrics.listen"),
        (minimal(), &["unknown.key=1"], "unknown"),
    ] {
        let (named, reason) = refused(&text, assignments);
        assert_eq!(named, key, "{reason}");
    }
}

#[test]
fn a_missing_file_and_broken_toml_are_told_apart() {
    let missing = load(Path::new("/nowhere/worker.toml"), &Overrides::default());
    assert!(matches!(missing, Err(ConfigError::NoFile(_))));
    assert!(matches!(read("[worker", &[]).1, Err(ConfigError::Syntax(_))));
}

#[test]
fn secrets_are_not_printed() {
    let text = minimal() + "[chain]\nrpc = \"https://user:word@node.example/secret?key=hidden\"\n";
    let config = read(&text, &[]).1.expect("valid");
    let printed = format!("{}{config:?}", config.to_toml().expect("text"));
    for secret in ["word", "secret", "key=hidden"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert!(printed.contains("https://node.example"));
    let (_, reason) = refused(&minimal(), &["chain.rpc=ftp://secret"]);
    assert!(!reason.contains("secret"), "{reason}");
}

#[test]
fn a_store_prefix_ends_at_a_folder() {
    let covers = |prefix: &str, store: &str| {
        let prefix: StorePrefix = prefix.parse().expect(prefix);
        prefix.covers(&store.parse::<Location>().expect(store))
    };
    assert!(covers("https://", "https://host/x"));
    assert!(!covers("https://", "http://host/x"));
    assert!(covers("file:///data", "file:///data"));
    assert!(covers("file:///data/", "file:///data/x"));
    assert!(!covers("file:///data", "file:///database"));
    assert!(!covers("file:///data", "file:///data/../etc"));
    assert!(!covers("file:///data", "file:///data/%2e%2e/etc"));
    assert!("data".parse::<StorePrefix>().is_err());
}

#[test]
fn a_worker_of_several_gpus_names_a_device_for_each() {
    let read_with = |gpus: &str, devices: &str| {
        read(&minimal(), &[&format!("worker.gpus={gpus}"), &format!("device.select={devices}")]).1
    };
    let select = read_with("3", "1, cpu").expect("valid").device.select;
    assert_eq!((select.first(), select.further()), (&Selection::Index(1), &[Selection::Cpu][..]));
    assert_eq!((select.count(), select.to_string()), (2, "1, cpu".to_owned()));
    let refused = read_with("1", "0, 1").expect_err("more devices than GPUs");
    assert!(matches!(refused, ConfigError::Key { key, .. } if key == "device.select"));
}
