//! Requests over HTTP.

use std::time::Duration;

use reqwest::{Client, Response, header, redirect};
use serde::de::DeserializeOwned;
use solana_address::Address;
use solana_keypair::Keypair;

use super::{Answer, Authorization, Problem, Request, Served, ServiceError, lease_path, runs_path};

/// A worker that is there takes the connection at once; its answer takes as long as the run.
const CONNECT: Duration = Duration::from_secs(5);
/// For what costs no computing.
const LOOK: Duration = Duration::from_secs(10);
/// Longest answer, in bytes.
const BYTES: usize = 64 << 10;
const WHAT: &str = "the worker's answer";

/// Speaks with one worker.
#[derive(Clone, Debug)]
pub struct ServiceClient {
    http: Client,
    url: String,
}

impl ServiceClient {
    /// A worker at a URL.
    pub fn at(url: &str) -> Result<Self, ServiceError> {
        let url = url.trim_end_matches('/').to_owned();
        // What is signed is for this worker, wherever else it may point, and goes to it directly.
        let built = Client::builder().connect_timeout(CONNECT).redirect(redirect::Policy::none()).no_proxy().build();
        let http = built.map_err(|error| unreachable(&url, &error))?;
        Ok(Self { http, url })
    }

    /// How the worker serves a lease.
    pub async fn look(&self, lease: &Address) -> Result<Served, ServiceError> {
        let request = self.http.get(format!("{}{}", self.url, lease_path(lease))).timeout(LOOK);
        self.answer(request.send().await).await
    }

    /// Has a job spec run, and waits for its end. `at` is the chain's time in unix seconds. The answer is the worker's
    /// own: it is signed with `worker_key`.
    pub async fn run(
        &self,
        lease: &Address,
        spec: Vec<u8>,
        at: i64,
        client: &Keypair,
        worker_key: &Address,
    ) -> Result<Answer, ServiceError> {
        let request = Request::run(*lease, &spec, at);
        let sent = self
            .http
            .post(format!("{}{}", self.url, runs_path(lease)))
            .header(header::AUTHORIZATION, Authorization::of(&request, client).to_string())
            .header(header::CONTENT_TYPE, "application/json")
            .body(spec)
            .send();
        let answer: Answer = self.answer(sent.await).await?;
        if answer.is_by(worker_key, &request) { Ok(answer) } else { Err(ServiceError::Forged(WHAT)) }
    }

    async fn answer<T: DeserializeOwned>(&self, sent: reqwest::Result<Response>) -> Result<T, ServiceError> {
        let mut response = sent.map_err(|error| unreachable(&self.url, &error))?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| unreachable(&self.url, &error))? {
            body.extend_from_slice(&chunk);
            if body.len() > BYTES {
                let reason = format!("it is longer than {BYTES} bytes");
                return Err(ServiceError::Malformed { what: WHAT, reason });
            }
        }
        if response.status().is_success() {
            return read(&body);
        }
        let again = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        Err(ServiceError::Refused { problem: read::<Problem>(&body)?, again_in: again.map(Duration::from_secs) })
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ServiceError> {
    serde_json::from_slice(body).map_err(|error| ServiceError::Malformed { what: WHAT, reason: error.to_string() })
}

fn unreachable(url: &str, error: &reqwest::Error) -> ServiceError {
    // The outer error only repeats the URL; the innermost one says what happened.
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let reason = causes.last().map_or_else(|| error.to_string(), ToString::to_string);
    ServiceError::Unreachable { url: url.to_owned(), reason }
}
