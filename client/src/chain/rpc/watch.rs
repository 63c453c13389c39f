//! Wake-ups over the WebSocket: it reconnects by itself and is never an error.

use std::time::Duration;

use futures::{
    StreamExt,
    channel::mpsc::{Sender, channel},
    stream::{self, BoxStream},
};
use solana_account_decoder_client_types::{UiAccountEncoding, UiDataSliceConfig};
use solana_address::Address;
use solana_commitment_config::CommitmentConfig;
use solana_pubsub_client::nonblocking::pubsub_client::{PubsubClient, PubsubClientError};
use solana_rpc_client_api::config::{RpcAccountInfoConfig, RpcProgramAccountsConfig};
use tracing::debug;

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

pub(super) fn program(url: String, program: Address) -> BoxStream<'static, ()> {
    // One place in the channel and one for the sender: wake-ups that nobody has taken yet are one.
    let (wake, wakes) = channel(0);
    let driver = stream::once(keep_listening(url, program, wake)).filter_map(|()| std::future::ready(None));
    stream::select(wakes, driver).boxed()
}

async fn keep_listening(url: String, program: Address, mut wake: Sender<()>) {
    let mut wait = FIRST_WAIT;
    while !wake.is_closed() {
        match listen(&url, program, &mut wake).await {
            Ok(()) => wait = FIRST_WAIT,
            Err(error) => debug!(%error, "no wake-ups over the WebSocket"),
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

/// Passes changes on until the connection ends.
async fn listen(url: &str, program: Address, wake: &mut Sender<()>) -> Result<(), PubsubClientError> {
    let client = PubsubClient::new(url).await?;
    {
        let (mut changes, _unsubscribe) = client.program_subscribe(&program, Some(addresses_only())).await?;
        // Something may have changed while nobody listened. A full channel is a pending wake-up.
        let _ = wake.try_send(());
        while changes.next().await.is_some() {
            let _ = wake.try_send(());
        }
    }
    client.shutdown().await
}

/// The content is read anew anyway.
fn addresses_only() -> RpcProgramAccountsConfig {
    RpcProgramAccountsConfig {
        account_config: RpcAccountInfoConfig {
            encoding: Some(UiAccountEncoding::Base64),
            data_slice: Some(UiDataSliceConfig { offset: 0, length: 0 }),
            commitment: Some(CommitmentConfig::confirmed()),
            min_context_slot: None,
        },
        ..RpcProgramAccountsConfig::default()
    }
}
