//! A whole network in this process, on the programs in `target/deploy`.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use furnace_client::{
    accounts::{self, Market, ProgramAccount},
    chain::{Chain, RpcChain},
    furnace::Furnace,
    heat::Heat,
    pda, program,
};
use furnace_common::limits::{GENESIS_SUPPLY, MARKET_BOND};
use furnace_localnet::{
    DESCRIPTION_FILE, Description, Localnet, LocalnetError, Options, actors,
    chain::{EmbeddedChain, Genesis, Ports, Program},
    usd,
};
use furnace_migrations::{
    Config, MigrationError, Outcome, Roles, Signers,
    config::{Amount, Governance},
    run, status,
};
use futures::StreamExt;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy")
}

fn options(state: &Path) -> Options {
    Options { ports: Ports::FREE, programs: programs(), state: state.to_owned(), ..Options::default() }
}

async fn start(state: &Path) -> Localnet {
    let further_actors = vec!["alice".to_owned()];
    Localnet::start(Options { further_actors, ..options(state) }, &mut |_| {}).await.expect("a network")
}

fn client(network: &Localnet) -> RpcChain {
    RpcChain::new(&network.description().rpc_url).expect("a URL")
}

/// The network's own configuration, as a second run has to be given it.
fn config(network: &Localnet) -> Config {
    let address = |name| network.keypair(name).map(|keypair| keypair.pubkey());
    let usd_mint = network.description().usd_mint.parse().expect("an address");
    let (authority, treasury) = (address(actors::AUTHORITY), address(actors::TREASURY));
    let config = with_usd_mint(usd_mint);
    Config { governance: Governance { authority, ..config.governance }, treasury, ..config }
}

fn with_usd_mint(mint: Address) -> Config {
    let mut config = Config::localnet();
    config.governance.usd_mint = Some(mint);
    config
}

/// Programs, one rich wallet and its dollar token, nothing initialised.
async fn bare_chain(deployer: &Keypair, rich: &Keypair) -> (EmbeddedChain, RpcChain, Config) {
    let files = [
        ("furnace_governance", program::GOVERNANCE),
        ("furnace_token", program::TOKEN),
        ("furnace_staking", program::STAKING),
        ("furnace_jobs", program::JOBS),
        ("furnace_slashing", program::SLASHING),
        ("furnace_proofs", program::PROOFS),
    ];
    let genesis = files.into_iter().fold(Genesis::default(), |genesis, (name, id)| {
        let elf = std::fs::read(programs().join(format!("{name}.so"))).expect("built programs");
        genesis.program(&Program { id, elf }, &deployer.pubkey())
    });
    let genesis = genesis.wallet(&rich.pubkey(), actors::LAMPORTS);
    let chain = EmbeddedChain::start(genesis, Ports::FREE).await.expect("a chain");
    let client = RpcChain::new(&chain.rpc_url()).expect("a URL");
    let usd_mint = usd::create(&client, rich).await.expect("a dollar token");
    (chain, client, with_usd_mint(usd_mint))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_is_set_up_and_funded() {
    let folder = tempfile::tempdir().expect("folder");
    let network = start(folder.path()).await;
    let chain = client(&network);

    let market = pda::market(&network.keypair(actors::DEPLOYER).expect("there").pubkey(), 0);
    assert_eq!(network.description().market, market.to_string());
    let stored = chain.account(&market).await.expect("read").expect("there");
    let stored = Market::read(&market, &stored).expect("a market").data;
    assert_eq!((stored.title().as_str(), stored.review_seconds), ("render", 10));

    let governance = pda::governance();
    let stored = chain.account(&governance).await.expect("read").expect("there");
    let stored = accounts::Governance::read(&governance, &stored).expect("governance").data;
    let usd_mint = stored.usd_mint;
    assert_eq!((stored.epoch_seconds, network.description().usd_mint.parse()), (60, Ok(usd_mint)));

    let (mut handed_out, mut dollars) = (0, 0);
    for actor in network.actors() {
        let held = chain.token_balance(&pda::heat_account(&actor.address())).await.expect("read");
        assert_eq!(held, actor.heat().0, "{}", actor.name);
        assert!(chain.balance(&actor.address()).await.expect("read") > actors::LAMPORTS / 2, "{}", actor.name);
        let held_usd = chain.token_balance(&pda::token_account(&actor.address(), &usd_mint)).await.expect("read");
        assert_eq!(held_usd, actor.usd().0, "{}", actor.name);
        handed_out += held;
        dollars += held_usd;
    }
    assert_eq!(network.actors().last().map(|actor| actor.heat()), Some(actors::HEAT), "alice trades");
    let treasury = chain.token_balance(&pda::treasury()).await.expect("read");
    let bond = chain.token_balance(&pda::market_bond(&market)).await.expect("read");
    assert_eq!(bond, MARKET_BOND);
    assert_eq!(treasury + handed_out + bond, GENESIS_SUPPLY, "nothing was made up");
    let mint = chain.mint(&pda::heat_mint()).await.expect("read").expect("there");
    assert_eq!(mint.supply, GENESIS_SUPPLY);
    let mint = chain.mint(&usd_mint).await.expect("read").expect("there");
    assert_eq!((mint.supply, mint.decimals), (dollars, 6));
    network.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_is_there_while_the_network_is() {
    let folder = tempfile::tempdir().expect("folder");
    let network = start(folder.path()).await;
    let path = folder.path().join(DESCRIPTION_FILE);
    let text = std::fs::read_to_string(&path).expect("written");
    let description: Description = serde_json::from_str(&text).expect("a description");
    assert_eq!(&description, network.description());
    for actor in description.actors.values() {
        let keypair = furnace_client::config::read_keypair(&actor.keypair).expect("a keypair");
        assert_eq!(keypair.pubkey().to_string(), actor.address);
    }
    let url = description.rpc_url;
    network.stop().await.expect("stopped");
    assert!(!path.exists());
    let port = url.rsplit(':').next().and_then(|port| port.parse::<u16>().ok()).expect("a port");
    std::net::TcpListener::bind(("127.0.0.1", port)).expect("the port is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn migrating_again_changes_nothing_and_tells_differences() {
    let folder = tempfile::tempdir().expect("folder");
    let network = start(folder.path()).await;
    let chain = client(&network);
    let deployer = network.keypair(actors::DEPLOYER).expect("there");
    let paid = chain.balance(&deployer.pubkey()).await.expect("read");

    let report = run(&chain, &config(&network), &Signers::one(deployer), &mut |_| {}).await.expect("a run");
    assert!(report.is_complete());
    assert!(report.steps.iter().all(|step| step.outcome == Outcome::Unchanged));

    let mut other = config(&network);
    other.market.review = Duration::from_secs(30);
    other.market.name = "training".to_owned();
    other.fees.take_bps = 900;
    other.auction.start_price = Amount(1);
    let report = run(&chain, &other, &Signers::one(deployer), &mut |_| {}).await.expect("a run");
    assert!(!report.is_complete());
    let fields: Vec<_> = report.differences().map(|(step, difference)| (step, difference.field)).collect();
    let expected = [
        ("governance", "take_bps"),
        ("usd", "start_price (Q32.32)"),
        ("market", "name"),
        ("market", "review (seconds)"),
        ("market", "take_bps"),
    ];
    assert_eq!(fields, expected);
    assert_eq!(chain.balance(&deployer.pubkey()).await.expect("read"), paid, "not even a fee was paid");
    network.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_broke_off_is_continued() {
    let (deployer, payer) = (Keypair::new(), Keypair::new());
    let (chain, client, config) = bare_chain(&deployer, &payer).await;
    let signers = Signers { deployer: &deployer, payer: &payer };

    let plan = furnace_migrations::Plan::new(&config, signers.roles(&config)).expect("a plan");
    for step in plan.steps().filter(|step| ["governance", "token", "fee-vault"].contains(&step.name())) {
        let instruction = step.instruction();
        let asked = instruction.accounts.iter().any(|meta| meta.is_signer && meta.pubkey == deployer.pubkey());
        let by: &[&Keypair] = if asked { &[&payer, &deployer] } else { &[&payer] };
        client.send(&[instruction], by).await.expect("half of the steps");
    }
    let report = run(&client, &config, &signers, &mut |_| {}).await.expect("the rest");
    assert!(report.is_complete());
    let applied = report.steps.iter().filter(|step| step.outcome != Outcome::Unchanged).map(|step| step.name);
    assert_eq!(applied.collect::<Vec<_>>(), ["staking", "usd", "slashing", "proofs", "market"]);
    chain.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_upgrade_authority_may_initialise() {
    let (deployer, stranger) = (Keypair::new(), Keypair::new());
    let (chain, client, config) = bare_chain(&deployer, &stranger).await;
    let error = run(&client, &config, &Signers::one(&stranger), &mut |_| {}).await.expect_err("refused");
    let MigrationError::NotUpgradeAuthority { program, authority, given } = &error else {
        panic!("another error: {error}");
    };
    assert_eq!((*program, *authority, *given), ("furnace_governance", deployer.pubkey(), stranger.pubkey()));
    assert!(error.hint().is_some_and(|hint| hint.contains("--keypair")));
    assert_eq!(client.account(&pda::governance()).await.expect("read"), None, "nothing was sent");
    chain.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dollar_token_has_to_be_a_mint_of_the_cluster() {
    let deployer = Keypair::new();
    let (chain, client, _) = bare_chain(&deployer, &deployer).await;
    for wrong in [Address::new_from_array([7; 32]), deployer.pubkey()] {
        let config = with_usd_mint(wrong);
        let error = run(&client, &config, &Signers::one(&deployer), &mut |_| {}).await.expect_err("refused");
        assert!(matches!(&error, MigrationError::WrongUsdMint { mint } if *mint == wrong), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("--usd-mint")));
    }
    assert_eq!(client.account(&pda::governance()).await.expect("read"), None, "nothing was sent");
    chain.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_programs_are_named() {
    let deployer = Keypair::new();
    let genesis = Genesis::default().wallet(&deployer.pubkey(), actors::LAMPORTS);
    let chain = EmbeddedChain::start(genesis, Ports::FREE).await.expect("a chain");
    let client = RpcChain::new(&chain.rpc_url()).expect("a URL");
    let config = with_usd_mint(Address::new_from_array([7; 32]));
    let roles = Roles::new(&config, deployer.pubkey(), deployer.pubkey());
    let error = status(&client, &config, roles).await.expect_err("no programs").to_string();
    for name in ["furnace_governance", "furnace_token", "furnace_staking", "furnace_jobs", "furnace_slashing"] {
        assert!(error.contains(name), "{error}");
    }
    chain.stop().await.expect("stopped");

    let empty = tempfile::tempdir().expect("folder");
    let unbuilt = Options { programs: empty.path().to_owned(), ..options(empty.path()) };
    let error = Localnet::start(unbuilt, &mut |_| {}).await.expect_err("nothing built");
    assert!(matches!(error, LocalnetError::ProgramMissing { name: "furnace_governance", .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_keeps_pace_with_the_wall_clock() {
    let chain = EmbeddedChain::start(Genesis::default(), Ports::FREE).await.expect("a chain");
    let client = RpcChain::new(&chain.rpc_url()).expect("a URL");
    let (first, begun) = (client.clock().await.expect("a clock"), Instant::now());
    tokio::time::sleep(Duration::from_secs(4)).await;
    let second = client.clock().await.expect("a clock");
    let (chain_seconds, wall_seconds) =
        ((second.unix_timestamp - first.unix_timestamp) as f64, begun.elapsed().as_secs_f64());
    assert!((chain_seconds - wall_seconds).abs() < 1.5, "{chain_seconds} on the chain, {wall_seconds} outside");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs_f64();
    assert!((now - second.unix_timestamp as f64).abs() < 2.5, "{now} outside, {} inside", second.unix_timestamp);
    assert!(second.slot > first.slot + 10);
    chain.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn wallets_can_trade_at_once() {
    let folder = tempfile::tempdir().expect("folder");
    let network = start(folder.path()).await;
    let furnace = Furnace::connect(&network.description().rpc_url).expect("a URL");
    let operator = network.keypair("operator-1").expect("there");
    furnace.pool_create(operator, 500).await.expect("a pool");
    furnace.stake(operator, &operator.pubkey(), 200_000_000).await.expect("staked");
    let client = network.keypair("client").expect("there");
    furnace.deposit(client, &pda::heat_mint(), 5_000_000).await.expect("deposited");
    let held = furnace.heat_of(&client.pubkey()).await.expect("read");
    assert_eq!(Heat(held), Heat(actors::HEAT.0 - 5_000_000));
    network.stop().await.expect("stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_wake_whoever_watches() {
    let folder = tempfile::tempdir().expect("folder");
    let network = start(folder.path()).await;
    let chain = client(&network);
    let mut wakes = chain.watch(&program::JOBS);
    let patience = Duration::from_secs(10);
    tokio::time::timeout(patience, wakes.next()).await.expect("subscribed").expect("endless");

    let furnace = Furnace::connect(&network.description().rpc_url).expect("a URL");
    furnace.deposit(network.keypair("client").expect("there"), &pda::heat_mint(), 1_000_000).await.expect("deposited");
    tokio::time::timeout(patience, wakes.next()).await.expect("a wake-up").expect("endless");
    drop(wakes);
    network.stop().await.expect("stopped");
}
