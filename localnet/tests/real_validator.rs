//! Networks on real validators: `make e2e-validator` builds and runs this.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use furnace_client::{
    chain::{Chain, RpcChain},
    pda,
};
use furnace_common::limits::GENESIS_SUPPLY;
use furnace_localnet::{Localnet, Options, actors, chain::Ports};
use solana_signer::Signer;

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy")
}

/// Two at once, because they must not take each other's ports.
#[tokio::test(flavor = "multi_thread")]
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
