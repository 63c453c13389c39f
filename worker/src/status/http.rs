//! `/metrics` and `/healthz` over HTTP.

use std::net::SocketAddr;

use anyhow::Context;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;
use tracing::info;

use super::Status;
use crate::{config::ConfigError, tasks::Stop};

/// Serves the status on a loopback address.
pub async fn serve(address: SocketAddr, status: Status, stop: Stop) -> anyhow::Result<()> {
    let bound = TcpListener::bind(address).await;
    let listener =
        bound.map_err(|error| ConfigError::key("metrics.listen", format!("cannot use {address}: {error}")))?;
    info!(address = %listener.local_addr().unwrap_or(address), "serving metrics");
    let routes = Router::new().route("/metrics", get(metrics)).route("/healthz", get(health)).with_state(status);
    axum::serve(listener, routes).with_graceful_shutdown(stop.cancelled_owned()).await.context("serving metrics")
}

async fn metrics(State(status): State<Status>) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")];
    (kind, status.text()).into_response()
}

async fn health(State(status): State<Status>) -> Response {
    let health = status.health();
    let code = if health.is_well() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let document = serde_json::json!({ "device": health.device, "chain": health.chain });
    (code, [(header::CONTENT_TYPE, "application/json")], document.to_string()).into_response()
}
