//! Showing the walks that were drawn.

use std::sync::Arc;

use anyhow::Context;
use furnace_client::furnace::{Remembering, ShownWalk};
use furnace_common::memory::sample;
use furnace_kernels::memory::Proof;
use futures::{StreamExt, TryStreamExt, stream};
use tracing::info;

use super::{
    MemoryProver, MemoryStep,
    make::{Made, seconds},
};

/// Walks taken again, and transactions under way, at the same time.
const AT_ONCE: usize = 4;

impl MemoryProver {
    /// Shows samples of the present proof; one that is not at hand any more is made again.
    pub(super) async fn show(
        &self,
        standing: &Remembering,
        samples: &[u8],
        made: &mut Option<Made>,
    ) -> anyhow::Result<()> {
        let Some(memory) = &standing.memory else {
            return Ok(());
        };
        let (seed, mib) = (memory.seed, memory.mib);
        if made.as_ref().is_none_or(|made| !made.is_of(seed, mib)) {
            info!(gpu = memory.gpu, "making the proof of memory again, whose walks are to be shown");
            let left = seconds(memory.opening_ends_at().saturating_sub(standing.proving.now));
            *made = self.make(seed, mib, left).await.context("proving memory")?;
        }
        let Some(made) = made.as_ref() else {
            return Ok(());
        };
        let asked: Vec<(u8, u64)> =
            samples.iter().map(|index| (*index, sample(&memory.random, (*index).into(), mib))).collect();
        let count = asked.len();
        let shown = asked.into_iter().map(|(index, walk)| self.show_one(index, walk, Arc::clone(&made.proof)));
        stream::iter(shown).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        info!(gpu = memory.gpu, epoch = memory.epoch, count, "walks of the proof of memory shown");
        Ok(())
    }

    async fn show_one(&self, index: u8, walk: u64, proof: Arc<Proof>) -> anyhow::Result<()> {
        let opening = tokio::task::spawn_blocking(move || proof.open(walk)).await.context("opening a walk")??;
        let shown = ShownWalk { sample: index, ends: opening.ends, path: opening.path };
        self.chain.take(&MemoryStep::Show(shown)).await.context("showing a walk")?;
        Ok(())
    }
}
