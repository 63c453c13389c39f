//! Patience with a node that does not answer.

use std::error::Error;

use solana_rpc_client_api::{
    client_error::{Error as ClientError, ErrorKind},
    request::{RpcError, RpcResponseErrorData},
};
use tracing::warn;

use super::{ChainError, RpcChain};

impl RpcChain {
    /// Asks until there is an answer, for as many tries as the settings allow.
    pub(super) async fn retry<T, F>(&self, what: &str, ask: impl Fn() -> F) -> Result<T, ChainError>
    where
        F: Future<Output = Result<T, ClientError>>,
    {
        let backoff = self.settings.backoff;
        let mut failed = 0;
        loop {
            let error = match ask().await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            failed += 1;
            if !is_silence(&error) || failed >= backoff.tries {
                return Err(self.named(&error));
            }
            let wait = backoff.wait(failed);
            warn!(
                node = self.name(),
                reason = root_cause(&error),
                "no answer while {what}; trying again in {wait:?} ({failed} of {} tries failed)",
                backoff.tries
            );
            tokio::time::sleep(wait).await;
        }
    }

    pub(super) fn named(&self, error: &ClientError) -> ChainError {
        let url = self.name().to_owned();
        let reason = root_cause(error);
        if is_silence(error) { ChainError::Unreachable { url, reason } } else { ChainError::Rpc { url, reason } }
    }
}

/// Whether the node failed to answer, as against having answered with an error.
pub(super) fn is_silence(error: &ClientError) -> bool {
    match error.kind() {
        ErrorKind::Io(_) | ErrorKind::Middleware(_) => true,
        ErrorKind::Reqwest(error) => match error.status() {
            Some(status) => status.is_server_error() || status.as_u16() == 429,
            None => !error.is_builder(),
        },
        ErrorKind::RpcError(RpcError::RpcResponseError { data, .. }) => {
            matches!(data, RpcResponseErrorData::NodeUnhealthy { .. })
        }
        _ => false,
    }
}

/// The innermost reason; the outer ones repeat the URL, which may hold an access key.
fn root_cause(error: &ClientError) -> String {
    if let ErrorKind::RpcError(RpcError::RpcResponseError { message, .. }) = error.kind() {
        return message.clone();
    }
    if let ErrorKind::Reqwest(error) = error.kind()
        && let Some(status) = error.status()
    {
        return format!("HTTP status {status}");
    }
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
