//! Sending against a scripted node: what is sent, how often, and when it is signed anew.

mod node;

use serde_json::json;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::*;
use crate::program;
use node::{Script, Status, quick, start};

fn work() -> Vec<Instruction> {
    vec![Instruction::new_with_bytes(program::JOBS, &[1, 2, 3], vec![])]
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn the_same_bytes_are_sent_until_confirmed() {
    let statuses = [vec![Status::Unknown; 12], vec![Status::Processed, Status::Confirmed]].concat();
    let (chain, script) = start(Script { statuses: statuses.into(), ..Script::default() }).await;
    chain.send(&work(), &[&Keypair::new()]).await.expect("confirmed");
    let script = script.lock().expect("lock");
    assert!(script.sent.len() > 2, "sent {} times", script.sent.len());
    assert_eq!(script.distinct().len(), 1);
    assert_eq!(script.blockhashes, 1);
}

#[tokio::test]
async fn an_expired_transaction_is_signed_anew() {
    let statuses = [vec![Status::Unknown; 40], vec![Status::Confirmed]].concat();
    let heights = [1, 50, 100, 101, 101];
    let (chain, script) =
        start(Script { statuses: statuses.into(), heights: heights.into(), ..Script::default() }).await;
    chain.send(&work(), &[&Keypair::new()]).await.expect("confirmed");
    let script = script.lock().expect("lock");
    assert_eq!(script.blockhashes, 2);
    assert_eq!(script.distinct().len(), 2);
}

#[tokio::test]
async fn a_transaction_that_may_still_land_is_never_signed_anew() {
    // The blockhash is long gone, yet a block holds the transaction: only its confirmation is awaited.
    let statuses = [vec![Status::Processed; 20], vec![Status::Confirmed]].concat();
    let (chain, script) = start(Script { statuses: statuses.into(), heights: [999].into(), ..Script::default() }).await;
    chain.send(&work(), &[&Keypair::new()]).await.expect("confirmed");
    assert_eq!(script.lock().expect("lock").blockhashes, 1);
}

#[tokio::test]
async fn a_transaction_nobody_takes_up_ends_as_expired() {
    let (chain, script) =
        start(Script { statuses: [Status::Unknown].into(), heights: [999].into(), ..Script::default() }).await;
    let error = chain.send(&work(), &[&Keypair::new()]).await.expect_err("expired");
    assert!(matches!(error, ChainError::Expired { signings: 3 }), "{error}");
    assert_eq!(script.lock().expect("lock").blockhashes, 3);
}

#[tokio::test]
async fn silence_after_sending_is_told_apart() {
    let statuses = [Status::Unknown, Status::Silence];
    let (chain, script) = start(Script { statuses: statuses.into(), ..Script::default() }).await;
    let error = chain.send(&work(), &[&Keypair::new()]).await.expect_err("unknown");
    assert!(matches!(error, ChainError::Unconfirmed { .. }), "{error}");
    assert_eq!(script.lock().expect("lock").distinct().len(), 1);
}

#[tokio::test]
async fn a_refusal_in_simulation_sends_nothing_and_names_the_reason() {
    let simulation = json!({
        "err": { "InstructionError": [2, { "Custom": 6209 }] },
        "logs": [format!("Program {} failed: custom program error: 0x1841", program::JOBS)],
        "unitsConsumed": 100,
    });
    let (chain, script) = start(Script { simulation, ..Script::default() }).await;
    let error = chain.send(&work(), &[&Keypair::new()]).await.expect_err("refused");
    assert_eq!(error.program_code(), Some((program::JOBS, 6209)));
    assert!(error.to_string().starts_with("The client's balance has less free than that"), "{error}");
    assert!(script.lock().expect("lock").sent.is_empty());
}

#[tokio::test]
async fn a_refusal_on_chain_names_the_reason() {
    let failed = Status::Failed(json!({ "InstructionError": [2, { "Custom": 6215 }] }));
    let (chain, _) = start(Script { statuses: [failed].into(), ..Script::default() }).await;
    let error = chain.send(&work(), &[&Keypair::new()]).await.expect_err("refused");
    assert_eq!(error.program_code(), Some((program::JOBS, 6215)));
}

#[tokio::test]
async fn an_empty_wallet_is_named() {
    let simulation = json!({ "err": "AccountNotFound", "logs": [], "unitsConsumed": 0 });
    let (chain, _) = start(Script { simulation, ..Script::default() }).await;
    let wallet = Keypair::new();
    let error = chain.send(&work(), &[&wallet]).await.expect_err("unfunded");
    assert!(matches!(error, ChainError::Unfunded { payer } if payer == wallet.pubkey()), "{error}");
}

#[tokio::test]
async fn compute_and_price_follow_simulation_and_market() {
    let (chain, script) = start(Script { fees: vec![10, 20, 30, 9_000], ..Script::default() }).await;
    chain.send(&work(), &[&Keypair::new()]).await.expect("confirmed");
    let script = script.lock().expect("lock");
    let limit = [&[2][..], &13_500_u32.to_le_bytes()].concat();
    let price = [&[3][..], &500_u64.to_le_bytes()].concat();
    assert!(holds(&script.sent[0], &limit), "limit");
    assert!(holds(&script.sent[0], &price), "price");
}

#[tokio::test]
async fn filters_beyond_what_a_node_takes_are_applied_here() {
    let accounts = vec![vec![1, 2, 3, 4, 5], vec![1, 2, 3, 4, 6]];
    let (chain, _) = start(Script { accounts, ..Script::default() }).await;
    let filters: Vec<Filter> = (0..5).map(|offset| Filter::bytes(offset, [offset as u8 + 1])).collect();
    let found = chain.program_accounts(&program::JOBS, &filters).await.expect("accounts");
    assert_eq!(found.iter().map(|(_, account)| account.data[4]).collect::<Vec<_>>(), [5]);
}

#[tokio::test]
async fn a_closed_port_is_unreachable_after_all_tries() {
    let chain = RpcChain::with_settings("http://127.0.0.1:1/secret", quick()).expect("URL");
    let error = chain.account(&Address::default()).await.expect_err("closed");
    assert!(matches!(error, ChainError::Unreachable { .. }), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn signing_with_too_few_keys_is_no_transaction() {
    let (chain, script) = start(Script::default()).await;
    let mut instructions = work();
    let absent = solana_instruction::AccountMeta::new_readonly(Address::new_from_array([8; 32]), true);
    instructions[0].accounts.push(absent);
    let error = chain.send(&instructions, &[&Keypair::new()]).await.expect_err("unsigned");
    assert!(matches!(error, ChainError::Build(_)), "{error}");
    assert!(script.lock().expect("lock").sent.is_empty());
}

#[tokio::test]
async fn watching_without_a_connection_is_silent() {
    use futures::StreamExt;
    let chain = RpcChain::with_settings("http://127.0.0.1:1", quick()).expect("URL");
    let mut wakes = chain.watch(&program::JOBS);
    let woken = tokio::time::timeout(std::time::Duration::from_millis(50), wakes.next()).await;
    assert!(woken.is_err(), "nothing to wake up for");
}
