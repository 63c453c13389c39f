//! The task that looks at the chain: woken by the WebSocket, and by the clock where that is silent.

use std::{sync::Arc, time::Duration};

use furnace_client::chain::ChainError;
use futures::StreamExt;
use solana_address::Address;
use thiserror::Error;
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};
use tracing::{info, warn};

use super::{Court, Docket};
use crate::{chain::ChainClock, status::Status, tasks::Stop};

const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A busy network changes all the time; a verifier need not look more often than this.
const REST: Duration = Duration::from_millis(400);

/// Why a verifier cannot begin.
#[derive(Debug, Error)]
pub enum VerifierError {
    /// The wallet is no verifier.
    #[error(
        "the wallet {wallet} is not registered as a verifier; register it with its keypair:\n  \
         furnace verifier register --key {key_file} --bond {bond}"
    )]
    NotRegistered {
        /// The wallet.
        wallet: Address,
        /// The hot key's file.
        key_file: String,
        /// The least bond, in HEAT.
        bond: String,
    },
    /// Another key votes.
    #[error("the votes of this verifier are signed by {registered}, and worker.keypair is {configured}")]
    OtherKey {
        /// The hot key on chain.
        registered: Address,
        /// The hot key at hand.
        configured: Address,
    },
    /// The chain refused or cannot be reached.
    #[error(transparent)]
    Chain(#[from] ChainError),
}

/// Looks at the chain and hands on what it sees.
pub(super) struct Clerk {
    pub(super) court: Arc<dyn Court>,
    /// The wallet and the file of the hot key, to name them in a command.
    pub(super) wallet: Address,
    pub(super) key_file: String,
    pub(super) dockets: watch::Sender<Option<Arc<Docket>>>,
    pub(super) clock: Arc<ChainClock>,
    pub(super) refresh: Arc<Notify>,
    pub(super) status: Status,
    /// Longest time between two looks.
    pub(super) poll: Duration,
}

impl Clerk {
    /// Runs until told to stop. Fails only for what no waiting can cure.
    pub(super) async fn run(self, stop: Stop) -> anyhow::Result<()> {
        tokio::select! {
            biased;
            () = stop.cancelled() => Ok(()),
            outcome = self.watch() => outcome,
        }
    }

    async fn watch(&self) -> anyhow::Result<()> {
        let mut wait = FIRST_WAIT;
        loop {
            match self.check_in().await {
                Ok(()) => break,
                Err(VerifierError::Chain(error)) => {
                    warn!(%error, "the chain cannot be reached; trying again in {wait:?}")
                }
                Err(error) => return Err(error.into()),
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        let mut wake_ups = self.court.wake_ups();
        let mut wait = FIRST_WAIT;
        loop {
            let began = Instant::now();
            if let Err(error) = self.look().await {
                warn!(%error, "cannot look at the chain; trying again in {wait:?}");
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
                continue;
            }
            wait = FIRST_WAIT;
            tokio::select! {
                _ = wake_ups.next() => {}
                () = self.refresh.notified() => {}
                () = tokio::time::sleep(self.poll) => {}
            }
            tokio::time::sleep(REST.saturating_sub(began.elapsed())).await;
        }
    }

    /// Sees to it that this verifier may vote.
    async fn check_in(&self) -> Result<(), VerifierError> {
        let Some(verifier) = self.court.standing().await? else {
            let (wallet, key_file) = (self.wallet, self.key_file.clone());
            let bond = furnace_client::heat::Heat(furnace_common::dispute::VERIFIER_BOND).to_string();
            return Err(VerifierError::NotRegistered { wallet, key_file, bond });
        };
        let configured = self.court.key();
        if verifier.key != configured {
            return Err(VerifierError::OtherKey { registered: verifier.key, configured });
        }
        if verifier.is_leaving() {
            warn!(free_at = verifier.free_at, "this verifier leaves; it is drawn no more");
        } else if verifier.weight() == 0 {
            warn!("the bond of this verifier is too low to be drawn; add to it: furnace verifier deposit");
        }
        Ok(())
    }

    async fn look(&self) -> Result<(), ChainError> {
        let docket = self.court.docket().await?;
        self.clock.set(docket.now);
        self.status.reached(docket.now);
        let disputes = docket.disputes.len();
        if self.dockets.send_replace(Some(Arc::new(docket))).is_none() {
            info!(verifier = %self.court.verifier(), disputes, "watching for disputes");
        }
        Ok(())
    }
}
