//! Delivering one signed transaction: the same bytes again and again, until its fate is known.

use std::time::Duration;

use solana_rpc_client_api::{
    client_error::{Error as ClientError, ErrorKind},
    config::{RpcSendTransactionConfig, RpcTransactionConfig},
    request::{RpcError, RpcResponseErrorData},
};
use solana_signature::Signature;
use solana_transaction::Transaction;
use solana_transaction_error::TransactionError;
use solana_transaction_status_client_types::{TransactionStatus, UiTransactionEncoding};
use tokio::time::Instant;
use tracing::debug;

use super::{ChainError, RpcChain, retry::is_silence};

/// How a delivery ended.
pub(super) enum Fate {
    Executed(Signature),
    Failed {
        failure: TransactionError,
        logs: Vec<String>,
    },
    /// Not executed, and it no longer can be.
    Expired,
}

impl RpcChain {
    pub(super) async fn deliver(&self, transaction: &Transaction, last_height: u64) -> Result<Fate, ChainError> {
        let signature = transaction.signatures.first().copied().unwrap_or_default();
        if let Err(error) = self.send_bytes(transaction).await
            && let Some(fate) = self.refused_outright(&error)?
        {
            return Ok(fate);
        }
        let mut sent = Instant::now();
        loop {
            tokio::time::sleep(self.settings.poll_every).await;
            let due = sent.elapsed() >= self.settings.resend_every;
            // The height comes first: a status read after it covers every block up to it.
            let expired = due && self.height(signature).await? > last_height;
            if let Some(status) = self.status(signature).await? {
                if !status.satisfies_commitment(self.settings.commitment) {
                    continue;
                }
                return Ok(match status.status {
                    Ok(()) => Fate::Executed(signature),
                    Err(failure) => Fate::Failed { failure, logs: self.logs(signature).await },
                });
            }
            if expired {
                return Ok(Fate::Expired);
            }
            if due {
                sent = Instant::now();
                // Whatever the node says to a repetition, the status decides.
                if let Err(error) = self.send_bytes(transaction).await {
                    debug!(%signature, %error, "resending was refused");
                }
            }
        }
    }

    async fn send_bytes(&self, transaction: &Transaction) -> Result<Signature, ClientError> {
        let config = RpcSendTransactionConfig {
            skip_preflight: true,
            max_retries: Some(0),
            encoding: Some(UiTransactionEncoding::Base64),
            ..RpcSendTransactionConfig::default()
        };
        self.rpc.send_transaction_with_config(transaction, config).await
    }

    /// What a refusal of the very first sending means: nothing was passed on, unless the node was silent.
    fn refused_outright(&self, error: &ClientError) -> Result<Option<Fate>, ChainError> {
        if let ErrorKind::RpcError(RpcError::RpcResponseError {
            data: RpcResponseErrorData::SendTransactionPreflightFailure(result),
            ..
        }) = error.kind()
            && let Some(failure) = &result.err
        {
            // The node does not know the blockhash, any more or yet: it passed nothing on.
            if TransactionError::from(failure.clone()) == TransactionError::BlockhashNotFound {
                return Ok(Some(Fate::Expired));
            }
            return Ok(Some(Fate::Failed {
                failure: failure.clone().into(),
                logs: result.logs.clone().unwrap_or_default(),
            }));
        }
        if is_silence(error) {
            debug!(%error, "the first sending got no answer");
            return Ok(None);
        }
        Err(self.named(error))
    }

    async fn status(&self, signature: Signature) -> Result<Option<TransactionStatus>, ChainError> {
        let answer =
            self.retry("reading a transaction's status", || async move {
                self.rpc.get_signature_statuses(&[signature]).await
            })
            .await
            .map_err(|error| unconfirmed(signature, &error))?;
        Ok(answer.value.into_iter().flatten().next())
    }

    async fn height(&self, signature: Signature) -> Result<u64, ChainError> {
        self.retry("reading the block height", || self.rpc.get_block_height_with_commitment(self.settings.commitment))
            .await
            .map_err(|error| unconfirmed(signature, &error))
    }

    /// The logs of an executed transaction; they only improve a message, so none is fine too.
    async fn logs(&self, signature: Signature) -> Vec<String> {
        let config = RpcTransactionConfig {
            encoding: Some(UiTransactionEncoding::Base64),
            commitment: Some(self.settings.commitment),
            max_supported_transaction_version: Some(0),
        };
        let request = self.rpc.get_transaction_with_config(&signature, config);
        match tokio::time::timeout(Duration::from_secs(5), request).await {
            Ok(Ok(found)) => found
                .transaction
                .meta
                .and_then(|meta| Option::<Vec<String>>::from(meta.log_messages))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }
}

fn unconfirmed(signature: Signature, error: &ChainError) -> ChainError {
    ChainError::Unconfirmed { signature, reason: error.to_string() }
}
