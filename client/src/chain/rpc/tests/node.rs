//! A scripted RPC node.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, extract::State, http::StatusCode, routing::post};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use solana_address::Address;
use solana_hash::Hash;
use solana_signature::Signature;

use crate::chain::rpc::{Backoff, PriorityFee, RpcChain, RpcSettings};

/// What a status request is answered with.
#[derive(Clone)]
pub(super) enum Status {
    Unknown,
    Processed,
    Confirmed,
    Failed(Value),
    /// No answer at all.
    Silence,
}

/// What the node answers, and what it was asked.
pub(super) struct Script {
    /// One answer a status request; the last one stays.
    pub(super) statuses: VecDeque<Status>,
    /// One answer a height request; the last one stays.
    pub(super) heights: VecDeque<u64>,
    pub(super) simulation: Value,
    pub(super) fees: Vec<u64>,
    /// Data of the accounts of every program.
    pub(super) accounts: Vec<Vec<u8>>,
    /// Transactions received, as bytes.
    pub(super) sent: Vec<Vec<u8>>,
    /// Blockhashes handed out; each is good up to height 100 times its number.
    pub(super) blockhashes: u64,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            statuses: [Status::Confirmed].into(),
            heights: [1].into(),
            simulation: json!({ "err": null, "logs": [], "unitsConsumed": 10_000 }),
            fees: Vec::new(),
            accounts: Vec::new(),
            sent: Vec::new(),
            blockhashes: 0,
        }
    }
}

impl Script {
    /// The transactions received, each once, in order.
    pub(super) fn distinct(&self) -> Vec<Vec<u8>> {
        let mut distinct = self.sent.clone();
        distinct.dedup();
        distinct
    }

    fn answer(&mut self, method: &str, parameters: &Value) -> Option<Value> {
        let answer = match method {
            "getLatestBlockhash" => {
                self.blockhashes += 1;
                let hash = Hash::new_from_array([self.blockhashes as u8; 32]).to_string();
                in_context(json!({ "blockhash": hash, "lastValidBlockHeight": 100 * self.blockhashes }))
            }
            "simulateTransaction" => in_context(self.simulation.clone()),
            "getRecentPrioritizationFees" => {
                self.fees.iter().map(|fee| json!({ "slot": 1, "prioritizationFee": fee })).collect()
            }
            "sendTransaction" => {
                let bytes = BASE64_STANDARD.decode(parameters[0].as_str()?).ok()?;
                let signature = Signature::try_from(bytes.get(1..65)?).ok()?;
                self.sent.push(bytes);
                json!(signature.to_string())
            }
            "getSignatureStatuses" => in_context(json!([next(&mut self.statuses)?.document()?])),
            "getBlockHeight" => json!(next(&mut self.heights)?),
            "getTransaction" => Value::Null,
            "getProgramAccounts" if parameters[1]["filters"].as_array()?.len() <= 4 => {
                self.accounts.iter().map(|data| program_account(data)).collect()
            }
            _ => return None,
        };
        Some(answer)
    }
}

impl Status {
    fn document(self) -> Option<Value> {
        let found = |level: &str, failure: Value| {
            let status = if failure.is_null() { json!({ "Ok": null }) } else { json!({ "Err": failure.clone() }) };
            json!({ "slot": 1, "confirmations": 1, "err": failure, "status": status, "confirmationStatus": level })
        };
        match self {
            Self::Unknown => Some(Value::Null),
            Self::Processed => Some(found("processed", Value::Null)),
            Self::Confirmed => Some(found("confirmed", Value::Null)),
            Self::Failed(failure) => Some(found("confirmed", failure)),
            Self::Silence => None,
        }
    }
}

fn program_account(data: &[u8]) -> Value {
    let owner = Address::default().to_string();
    let data = [BASE64_STANDARD.encode(data), "base64".to_owned()];
    let account =
        json!({ "lamports": 1, "owner": owner, "data": data, "executable": false, "rentEpoch": 0, "space": 0 });
    json!({ "pubkey": owner, "account": account })
}

fn in_context(value: Value) -> Value {
    json!({ "context": { "slot": 1 }, "value": value })
}

fn next<T: Clone>(answers: &mut VecDeque<T>) -> Option<T> {
    if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }
}

pub(super) type Shared = Arc<Mutex<Script>>;

async fn serve(State(script): State<Shared>, body: String) -> Result<String, StatusCode> {
    let request: Value = serde_json::from_str(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let method = request["method"].as_str().ok_or(StatusCode::BAD_REQUEST)?;
    let answer = script.lock().map_err(|_| StatusCode::IM_A_TEAPOT)?.answer(method, &request["params"]);
    let answer = answer.ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(json!({ "jsonrpc": "2.0", "id": request["id"], "result": answer }).to_string())
}

/// Settings that make tests quick.
pub(super) fn quick() -> RpcSettings {
    RpcSettings {
        resend_every: Duration::from_millis(10),
        poll_every: Duration::from_millis(5),
        priority_fee: PriorityFee { percentile: 75, least: 0, most: 500 },
        backoff: Backoff { tries: 3, first: Duration::from_millis(1), longest: Duration::from_millis(2) },
        ..RpcSettings::default()
    }
}

/// Starts a node and connects to it.
pub(super) async fn start(script: Script) -> (RpcChain, Shared) {
    let script = Arc::new(Mutex::new(script));
    let routes = Router::new().route("/", post(serve)).with_state(script.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let url = format!("http://{}", listener.local_addr().expect("address"));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (RpcChain::with_settings(&url, quick()).expect("connect"), script)
}
