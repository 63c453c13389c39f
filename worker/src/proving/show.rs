//! Showing the samples that were drawn.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use furnace_client::furnace::{Proving, Shown};
use furnace_common::proof::{Sample, sample};
use furnace_kernels::proof::Proof;
use futures::{StreamExt, TryStreamExt, stream};
use tracing::info;

use super::{Made, ProofStep, Prover};
use crate::tasks::Stop;

/// Transactions under way at the same time.
const AT_ONCE: usize = 4;

impl Prover {
    /// Shows samples of the present attempt; a proof that is not at hand any more is made again.
    pub(super) async fn show(
        &self,
        standing: &Proving,
        samples: &[u8],
        made: &mut Option<Made>,
        stop: &Stop,
    ) -> anyhow::Result<()> {
        let Some(attempt) = &standing.attempt else {
            return Ok(());
        };
        let (seed, shape) = (attempt.seed, attempt.shape());
        if made.as_ref().is_none_or(|made| (made.seed, made.shape) != (seed, shape)) {
            info!("making the proof again, whose samples are to be shown");
            let left = attempt.opening_ends_at().saturating_sub(standing.now);
            let left = Duration::from_secs(u64::try_from(left).unwrap_or(0));
            let proof = self.prove(seed, shape, left, stop).await?;
            *made = proof.map(|proof| Made { seed, shape, proof });
        }
        let Some(made) = made.as_ref() else {
            return Ok(());
        };
        let asked: Vec<(u8, Sample)> =
            samples.iter().map(|index| (*index, sample(&attempt.random, (*index).into(), &shape))).collect();
        let count = asked.len();
        let shown = asked.into_iter().map(|(index, asked)| self.show_one(index, asked, Arc::clone(&made.proof)));
        stream::iter(shown).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        info!(epoch = attempt.epoch, count, "samples of the proof shown");
        Ok(())
    }

    async fn show_one(&self, index: u8, asked: Sample, proof: Arc<Proof>) -> anyhow::Result<()> {
        let opening = tokio::task::spawn_blocking(move || proof.open(&asked)).await.context("opening a sample")??;
        let shown = Shown { sample: index, entries: opening.entries, path: opening.path };
        self.chain.take(&ProofStep::Show(shown)).await.context("showing a sample")?;
        Ok(())
    }
}
