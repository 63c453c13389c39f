//! The server.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use axum::{
    Json, Router,
    body::{Body, to_bytes},
    extract::{Path, State},
    http::{HeaderMap, header},
    routing::{get, post},
};
use furnace_client::{
    service::{Answer, Authorization, Request, Served},
    spec::{JobSpec, limits::SPEC_BYTES},
};
use solana_address::Address;
use tokio::{
    net::TcpListener,
    sync::{mpsc::error::TrySendError, oneshot},
};
use tracing::info;

use super::{Commission, Services, refusal::Denied};
use crate::{
    chain::ChainClock,
    config::{ConfigError, NetworkConfig},
    policy::Policy,
    tasks::Stop,
};

/// Longest time that a body may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Desk {
    services: Services,
    policy: Arc<Policy>,
    clock: Arc<ChainClock>,
}

/// Takes the address at which leases are served.
pub fn bind(network: &NetworkConfig) -> Result<std::net::TcpListener, ConfigError> {
    let address = SocketAddr::new(network.listen, network.serve_port);
    let bound = std::net::TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    bound.map_err(|error| ConfigError::key("network.serve_port", format!("cannot use {address}: {error}")))
}

/// Serves leases until told to stop.
pub async fn serve(
    listener: Result<std::net::TcpListener, ConfigError>,
    services: Option<Services>,
    policy: Arc<Policy>,
    clock: Arc<ChainClock>,
    stop: Stop,
) -> anyhow::Result<()> {
    let listener = TcpListener::from_std(listener?).context("taking over the port of leases")?;
    let services = services.context("the port of leases has no address")?;
    info!(address = %services.own_url(), "serving leases");
    let routes = routes(services, policy, clock);
    axum::serve(listener, routes).with_graceful_shutdown(stop.cancelled_owned()).await.context("serving leases")
}

pub(super) fn routes(services: Services, policy: Arc<Policy>, clock: Arc<ChainClock>) -> Router {
    Router::new().route("/leases/{lease}", get(look)).route("/leases/{lease}/runs", post(run)).with_state(Desk {
        services,
        policy,
        clock,
    })
}

async fn look(State(desk): State<Desk>, Path(lease): Path<String>) -> Result<Json<Served>, Denied> {
    lease.parse().ok().and_then(|lease| desk.services.describe(&lease)).map(Json).ok_or(Denied::Unknown)
}

async fn run(
    State(desk): State<Desk>,
    Path(lease): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Answer>, Denied> {
    let lease: Address = lease.parse().map_err(|_| Denied::Unknown)?;
    let service = desk.services.find(&lease).ok_or(Denied::Unknown)?;
    let authorization = authorization(&headers)?;
    let body = tokio::time::timeout(ARRIVAL, to_bytes(body, SPEC_BYTES)).await;
    let body = body.map_err(|_| Denied::Slow)?.map_err(|_| Denied::TooLong)?;
    let request = Request::run(lease, &body, authorization.at);
    service.gate.admit(&authorization, &request, &service.client, desk.clock.now())?;

    let spec = JobSpec::from_json(&body).map_err(|error| Denied::Unfit(error.to_string()))?;
    desk.policy.judge_kernel(&spec).map_err(|refusal| Denied::Unfit(refusal.to_string()))?;
    if service.is_paused() {
        return Err(Denied::Paused);
    }
    let (answer, answered) = oneshot::channel();
    service.runs.try_send(Commission { spec, request, answer }).map_err(|error| match error {
        TrySendError::Full(_) => Denied::Busy,
        TrySendError::Closed(_) => Denied::Ended,
    })?;
    // When the client goes away this is dropped, and the run is given up.
    answered.await.unwrap_or(Err(Denied::Ended)).map(Json)
}

fn authorization(headers: &HeaderMap) -> Result<Authorization, Denied> {
    let missing = || Denied::Unsigned("the request has no authorization header".to_owned());
    let header = headers.get(header::AUTHORIZATION).ok_or_else(missing)?;
    let text = header.to_str().unwrap_or_default();
    text.parse::<Authorization>().map_err(|error| Denied::Unsigned(error.to_string()))
}
