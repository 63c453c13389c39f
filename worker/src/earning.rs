//! Earning emission for what was proven: points once an epoch, and what they are worth once the next one has ended.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use async_trait::async_trait;
use furnace_client::{
    chain::ChainError,
    furnace::{EmissionDue, Furnace},
    pda,
};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;
use tracing::{info, warn};

use crate::tasks::Stop;

/// Between two looks: there are days for it.
const POLL: Duration = Duration::from_secs(60);
/// After a step that was refused, as where the stake is too low at present.
const PAUSE: Duration = Duration::from_secs(900);

/// What is done for a worker's emission.
#[async_trait]
pub trait EmissionChain: Send + Sync {
    /// What can be done now.
    async fn due(&self) -> Result<EmissionDue, ChainError>;

    /// Takes the points of an epoch.
    async fn grant(&self, epoch: u64) -> Result<(), ChainError>;

    /// Claims the shares of epochs.
    async fn claim(&self, epochs: &[u64]) -> Result<(), ChainError>;
}

/// A worker on a cluster; its hot key pays.
pub struct OnChainEmission {
    furnace: Furnace,
    key: Keypair,
    worker: Address,
}

impl OnChainEmission {
    /// The worker with a hot key under an operator's wallet.
    pub fn new(furnace: Furnace, key: Keypair, operator_wallet: &Address) -> Self {
        let worker = pda::worker(&pda::operator(operator_wallet), &key.pubkey());
        Self { furnace, key, worker }
    }
}

#[async_trait]
impl EmissionChain for OnChainEmission {
    async fn due(&self) -> Result<EmissionDue, ChainError> {
        self.furnace.emission_due(&self.worker).await
    }

    async fn grant(&self, epoch: u64) -> Result<(), ChainError> {
        self.furnace.points_grant(&self.key, &self.worker, epoch).await.map(drop)
    }

    async fn claim(&self, epochs: &[u64]) -> Result<(), ChainError> {
        self.furnace.emission_claim(&self.key, &self.worker, epochs).await.map(drop)
    }
}

/// Sees to a worker's emission until told to stop.
///
/// # Errors
/// None: what fails is tried again.
pub async fn earn(chain: Arc<dyn EmissionChain>, stop: Stop) -> anyhow::Result<()> {
    loop {
        let pause = match step(chain.as_ref()).await {
            Ok(()) => POLL,
            Err(error) => {
                warn!(error = format!("{error:#}"), "no emission yet");
                PAUSE
            }
        };
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn step(chain: &dyn EmissionChain) -> anyhow::Result<()> {
    let EmissionDue { grant, claims } = chain.due().await.context("looking at what was earned")?;
    // First what there is already: it needs nobody's stake.
    if !claims.is_empty() {
        chain.claim(&claims).await.context("claiming emission")?;
        info!(epochs = ?claims, "emission claimed for the pool");
    }
    if let Some(epoch) = grant {
        chain.grant(epoch).await.with_context(|| format!("taking the points of epoch {epoch}"))?;
        info!(epoch, "points taken for what was proven");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct Fake {
        due: EmissionDue,
        refuses: bool,
        done: Mutex<Vec<String>>,
    }

    impl Fake {
        fn note(&self, what: String) -> Result<(), ChainError> {
            self.done.lock().expect("no panic").push(what);
            if self.refuses { Err(ChainError::Build("refused".to_owned())) } else { Ok(()) }
        }
    }

    #[async_trait]
    impl EmissionChain for Fake {
        async fn due(&self) -> Result<EmissionDue, ChainError> {
            Ok(self.due.clone())
        }

        async fn grant(&self, epoch: u64) -> Result<(), ChainError> {
            self.note(format!("grant {epoch}"))
        }

        async fn claim(&self, epochs: &[u64]) -> Result<(), ChainError> {
            self.note(format!("claim {epochs:?}"))
        }
    }

    fn due(grant: Option<u64>, claims: &[u64]) -> EmissionDue {
        EmissionDue { grant, claims: claims.to_vec() }
    }

    #[tokio::test]
    async fn what_is_due_is_done_and_nothing_else() {
        for (due, done) in [
            (due(None, &[]), vec![]),
            (due(Some(7), &[]), vec!["grant 7"]),
            (due(Some(7), &[4, 5]), vec!["claim [4, 5]", "grant 7"]),
        ] {
            let fake = Fake { due, ..Fake::default() };
            step(&fake).await.expect("done");
            assert_eq!(*fake.done.lock().expect("no panic"), done);
        }
    }

    #[tokio::test]
    async fn what_is_refused_is_told_and_waits() {
        let fake = Fake { due: due(Some(7), &[]), refuses: true, ..Fake::default() };
        let error = step(&fake).await.expect_err("refused");
        assert!(format!("{error:#}").starts_with("taking the points of epoch 7: "), "{error:#}");
        // A worker that is told to stop does not wait for the next try.
        let stop = Stop::new();
        let task = tokio::spawn(earn(Arc::new(fake), stop.clone()));
        stop.cancel();
        task.await.expect("joined").expect("stopped");
    }
}
