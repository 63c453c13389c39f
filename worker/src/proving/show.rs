//! Showing what was committed to: the roots of all rounds, and the samples that were drawn.

use std::sync::Arc;

use anyhow::Context;
use furnace_client::{
    accounts::Attempt,
    chain::ChainError,
    furnace::{Proving, Shown},
};
use furnace_common::proof::{Sample, sample};
use furnace_kernels::proof::Proof;
use futures::{StreamExt, TryStreamExt, stream};
use tracing::info;

use super::{
    ProofStep, Prover,
    make::{Made, seconds},
};

/// Transactions under way at the same time.
const AT_ONCE: usize = 4;

impl Prover {
    /// Shows the roots that are still to be shown, one transaction after the other: each follows on the one before.
    pub(super) async fn show_roots(&self, standing: &Proving, made: &mut Option<Made>) -> anyhow::Result<()> {
        let Some((attempt, made)) = self.at_hand(standing, made).await? else {
            return Ok(());
        };
        let mut attempt = attempt.clone();
        while let Some((rounds, shown)) =
            attempt.next_to_show().and_then(|next| Some((next.clone(), made.shown(next)?)))
        {
            match self.chain.take(&ProofStep::ShowRoots(shown)).await {
                // Somebody else may have shown them: the chain tells how far it is.
                Err(ChainError::Program { .. }) => return Ok(()),
                taken => taken.context("showing roots")?,
            };
            attempt.unshown = u16::try_from(rounds.start)?;
        }
        info!(gpu = attempt.gpu, epoch = attempt.epoch, rounds = attempt.rounds, "roots of the proof shown");
        Ok(())
    }

    /// Shows samples of the present attempt.
    pub(super) async fn show(&self, standing: &Proving, samples: &[u8], made: &mut Option<Made>) -> anyhow::Result<()> {
        let Some((attempt, made)) = self.at_hand(standing, made).await? else {
            return Ok(());
        };
        let shape = attempt.shape();
        let asked: Vec<(u8, Sample)> =
            samples.iter().map(|index| (*index, sample(&attempt.random, (*index).into(), &shape))).collect();
        let count = asked.len();
        let shown = asked.into_iter().map(|(index, asked)| self.show_one(index, asked, Arc::clone(&made.proof)));
        stream::iter(shown).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        info!(gpu = attempt.gpu, epoch = attempt.epoch, count, "samples of the proof shown");
        Ok(())
    }

    /// The present attempt and its proof; one that is not at hand any more is made again.
    async fn at_hand<'a>(
        &self,
        standing: &'a Proving,
        made: &'a mut Option<Made>,
    ) -> anyhow::Result<Option<(&'a Attempt, &'a Made)>> {
        let Some(attempt) = &standing.attempt else {
            return Ok(None);
        };
        let (seed, shape) = (attempt.seed, attempt.shape());
        if made.as_ref().is_none_or(|made| !made.is_of(seed, shape)) {
            info!(gpu = attempt.gpu, "making the proof again, whose samples are to be shown");
            let left = seconds(attempt.opening_ends_at().saturating_sub(standing.now));
            *made = self.make(seed, shape, left).await?;
        }
        Ok(made.as_ref().map(|made| (attempt, made)))
    }

    async fn show_one(&self, index: u8, asked: Sample, proof: Arc<Proof>) -> anyhow::Result<()> {
        let opening = tokio::task::spawn_blocking(move || proof.open(&asked)).await.context("opening a sample")??;
        let shown = Shown { sample: index, entries: opening.entries, path: opening.path };
        self.chain.take(&ProofStep::Show(shown)).await.context("showing a sample")?;
        Ok(())
    }
}
