//! Whether a validator makes blocks.

use std::time::Duration;

use furnace_client::chain::{
    Chain, RpcChain,
    rpc::{Backoff, RpcSettings},
};

use super::ValidatorError;

/// How often to look.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// A client that does not wait for a node that is not there yet.
pub(super) fn client(url: &str) -> Result<RpcChain, ValidatorError> {
    let backoff = Backoff { tries: 1, ..Backoff::default() };
    let settings = RpcSettings { backoff, request_timeout: Duration::from_secs(5), ..RpcSettings::default() };
    Ok(RpcChain::with_settings(url, settings)?)
}

/// Waits until one confirmed block has followed another.
pub(super) async fn made(client: &RpcChain) {
    let mut first = None;
    loop {
        if let Ok(clock) = client.clock().await
            && clock.slot > *first.get_or_insert(clock.slot)
        {
            return;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
