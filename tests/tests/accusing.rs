//! Results that are judged, by the command line over a real chain; only what daemons do is played here.

use std::path::Path;
use std::time::{Duration, Instant};

use furnace_client::accounts::Dispute;
use furnace_client::artifacts::Digest;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::stage::scenario::{open_operator, show, text};
use furnace_tests::stage::{Ledger, Localnet, StageError, number};
use serde_json::Value;
use solana_address::Address;

const PATIENCE: Duration = Duration::from_secs(60);
/// Each verifier with the actor whose key votes for it.
const VERIFIERS: [(&str, &str); 3] = [("verifier-1", "votes-1"), ("verifier-2", "votes-2"), ("verifier-3", "votes-3")];
const LIE: Digest = Digest([1; 32]);
const TRUTH: Digest = Digest([2; 32]);
const SALT: [u8; 32] = [3; 32];
/// After which a place on the roster can change again.
const SETTLED: Duration = Duration::from_secs(11 * 60);

/// A network with a worker, a client with money, and three verifiers.
fn network(folder: &Path) -> Result<Localnet, StageError> {
    let further: Vec<_> = VERIFIERS.iter().flat_map(|(wallet, key)| [*wallet, *key]).collect();
    let net = Localnet::with_actors(folder, &further)?;
    open_operator(&net, "operator-1", "worker-1", "2000", &mut |_| ())?;
    net.furnace("client", &["balance", "deposit", "100"])?;
    for (wallet, key) in VERIFIERS {
        net.furnace(wallet, &["verifier", "register", "--key", net.keypair(key)?, "--bond", "1000"])?;
    }
    Ok(net)
}

/// The worker delivers a result of a new job.
fn deliver(net: &Localnet, market: Option<&str>, result: Digest) -> Result<String, StageError> {
    let mut order =
        vec!["job", "submit", "matmul", "--rows", "64", "--columns", "64", "--inner", "64", "--price", "20"];
    order.extend(["--time-limit", "5m", "--claim-within", "1h"]);
    order.extend(market.iter().flat_map(|market| ["--market", market]));
    let job = text(&net.furnace("client", &order)?, "job")?;
    let (key, operator, address) = (net.signer("worker-1")?, net.wallet("operator-1")?, address(&job)?);
    net.with_furnace(async |furnace| {
        furnace.job_claim(&key, &operator, &address).await?;
        furnace.job_start(&key, &address, 0).await?;
        furnace.job_submit(&key, &address, result, Digest([4; 32]), 0).await
    })?;
    Ok(job)
}

/// The members of the committee come to a result, and show it.
fn vote(net: &Localnet, dispute: &str, result: Digest) -> Result<(), StageError> {
    let dispute = address(dispute)?;
    for show in [false, true] {
        for (wallet, key) in VERIFIERS {
            let (wallet, key) = (net.wallet(wallet)?, net.signer(key)?);
            net.with_furnace(async |furnace| {
                let found = furnace.get::<Dispute>(&dispute).await?;
                let Some((vote, _)) = found.data.vote_of(&pda::verifier(&wallet)) else { return Ok(()) };
                match show {
                    false => furnace.vote_commit(&key, &wallet, &found, vote, result, &SALT).await.map(drop),
                    true => furnace.vote_reveal(&key, &wallet, &found, vote, result, SALT).await.map(drop),
                }
            })?;
        }
    }
    Ok(())
}

/// Repeats a command until blocks have come that it waits for.
fn when_due(net: &Localnet, actor: &str, command: &[&str], early: &str) -> Result<Value, StageError> {
    let start = Instant::now();
    loop {
        match net.furnace(actor, command) {
            Err(StageError::Command { said, .. }) if said.contains(early) && start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(200));
            }
            answer => return answer,
        }
    }
}

/// A stranger takes every step of a dispute that is due, once the first one is.
fn advance(net: &Localnet, dispute: &str) -> Result<Value, StageError> {
    when_due(net, "delegator", &["dispute", "advance", dispute, "--all"], "waits for the block")
}

fn address(text: &str) -> Result<Address, StageError> {
    text.parse().map_err(|_| StageError::Unexpected(format!("{text} is no address")))
}

#[track_caller]
fn assert_refused(answer: Result<Value, StageError>, why: &str) {
    assert!(matches!(&answer, Err(StageError::Command { said, .. }) if said.contains(why)), "{answer:?}");
}

#[test]
fn a_lie_is_rejected_judged_appealed_and_paid_for() -> Result<(), StageError> {
    // Given three verifiers on the roster, and a result that is a lie
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path())?;
    let roster = net.furnace("client", &["verifier", "list"])?;
    assert_eq!(roster["verifiers"].as_array().map(Vec::len), Some(3));
    assert_eq!(roster["verifiers"][0]["share_bps"], 3_333);
    let job = deliver(&net, None, LIE)?;

    // When the client rejects it, and nobody else may
    let right = TRUTH.to_string();
    assert_refused(net.furnace("delegator", &["dispute", "accuse", &job, "--right", &right]), "no verifier");
    assert_refused(net.furnace("client", &["dispute", "accuse", &job, "--right", &right]), "job reject");
    let rejected = net.furnace("client", &["job", "reject", &job, "--right", &right])?;
    assert_eq!(number(&rejected, "bond")?, 50 * HEAT);
    let dispute = text(&rejected, "dispute")?;
    assert_eq!(show(&net, &job)?["judgements"][0]["dispute"], Value::from(dispute.clone()));
    assert_refused(net.furnace("client", &["job", "settle", &job]), "dispute advance");

    // and three come to another result
    assert_eq!(advance(&net, &dispute)?["state"], "voting");
    assert_refused(net.furnace("delegator", &["dispute", "advance", &dispute]), "waits for verifiers");
    vote(&net, &dispute, TRUTH)?;

    // Then the worker is convicted, and its operator can appeal
    let convicted = advance(&net, &dispute)?;
    assert_eq!(convicted["state"], "convicted");
    assert_eq!(show(&net, &job)?["state"], "open");
    let appealed = net.furnace("operator-1", &["dispute", "appeal", &dispute])?;
    assert_eq!((number(&appealed, "bond")?, number(&appealed, "penalty")?), (70 * HEAT, 120 * HEAT));
    assert_refused(net.furnace("operator-1", &["dispute", "appeal", &dispute]), "drawing");

    // When those who are there find the same
    assert_eq!(advance(&net, &dispute)?["state"], "voting");
    vote(&net, &dispute, TRUTH)?;
    let listed = net.furnace("client", &["dispute", "list", "--mine", "--state", "voting"])?;
    assert_eq!(listed["disputes"][0]["ready"], true);
    net.furnace("client", &["sweep"])?;

    // Then the penalty is paid, and all is closed
    assert_eq!(net.furnace("client", &["dispute", "list"])?["disputes"], Value::Array(Vec::new()));
    let ledger = Ledger::read(&net)?;
    assert!(ledger.is_conserved(), "{ledger:?}");
    assert_eq!((ledger.slashed, ledger.burned), (120 * HEAT, 60 * HEAT));
    let balance = net.furnace("client", &["balance", "show"])?;
    assert_eq!(number(&balance, "free")?, 80 * HEAT + 48 * HEAT);

    // and the verifiers were paid for six votes by who appealed in vain
    assert_eq!(number(&net.furnace("verifier-1", &["verifier", "withdraw"])?, "amount")?, 20 * HEAT);
    assert_refused(net.furnace("verifier-1", &["verifier", "withdraw"]), "verifier leave");
    net.skip(SETTLED)?;
    net.furnace("verifier-1", &["verifier", "leave"])?;
    let left = net.furnace("verifier-1", &["verifier", "show"])?;
    assert_eq!((&left["leaving"], &left["place"], &left["right"]), (&true.into(), &Value::Null, &2.into()));
    Ok(())
}

#[test]
fn an_audit_is_drawn_done_and_paid_before_a_job_is_settled() -> Result<(), StageError> {
    // Given a result in a market of which every one is audited
    let folder = tempfile::tempdir().map_err(|error| StageError::Unexpected(error.to_string()))?;
    let net = network(folder.path())?;
    let terms = ["market", "open", "--name", "audited", "--audit-bps", "10000", "--review", "5s"];
    let market = text(&net.furnace("operator-2", &terms)?, "market")?;
    assert_eq!(net.furnace("client", &["market", "show", &market])?["audit_bps"], 10_000);
    let job = deliver(&net, Some(&market), TRUTH)?;
    assert_eq!(show(&net, &job)?["reserved"], 30 * HEAT);

    // When somebody settles, the audit is begun instead
    let settle = ["job", "settle", &job];
    let refused = when_due(&net, "delegator", &settle, "has not come");
    assert_refused(refused, "is judged before it is paid");
    let listed = net.furnace("client", &["dispute", "list", "--job", &job])?;
    let dispute = text(&listed["disputes"][0], "dispute")?;
    assert_eq!(listed["disputes"][0]["audit"], true);

    // and a verifier comes to the same result
    assert_eq!(advance(&net, &dispute)?["state"], "voting");
    vote(&net, &dispute, TRUTH)?;
    advance(&net, &dispute)?;

    // Then the job is settled when its review is over, and the audit was paid
    net.skip(Duration::from_secs(10))?;
    assert_eq!(net.furnace("delegator", &settle)?["state"], "settled");
    let balance = net.furnace("client", &["balance", "show"])?;
    assert_eq!(number(&balance, "free")?, 70 * HEAT);
    let ledger = Ledger::read(&net)?;
    assert!(ledger.is_conserved(), "{ledger:?}");
    Ok(())
}
