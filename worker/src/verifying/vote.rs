//! The way of one vote: written down, committed to, shown.

use anyhow::Context;
use furnace_client::{
    accounts::{Dispute, Found},
    artifacts::Digest,
};
use tracing::{info, warn};

use super::{Ballot, judge::Chambers};

impl Chambers {
    /// Does the work again, and votes for what it comes to.
    pub(super) async fn examine(&self, dispute: &Found<Dispute>, vote: u8) -> anyhow::Result<()> {
        match self.examiner.examine(dispute, &self.clock).await {
            Ok(result) => {
                let agrees = result.0 == dispute.data.result_hash;
                info!(dispute = %dispute.address, %result, agrees, "the work of a dispute is done again");
                self.cast(dispute, vote, result).await
            }
            Err(reason) => self.abstain(dispute, vote, &reason).await,
        }
    }

    /// Votes that the work cannot be done again.
    pub(super) async fn abstain(&self, dispute: &Found<Dispute>, vote: u8, reason: &str) -> anyhow::Result<()> {
        warn!(dispute = %dispute.address, reason, "voting that the work of a dispute could not be done again");
        self.cast(dispute, vote, Digest::default()).await
    }

    /// Commits to the vote that is written down.
    pub(super) async fn commit_again(&self, dispute: &Found<Dispute>, vote: u8) -> anyhow::Result<()> {
        match self.journal.ballot(&dispute.address, dispute.data.round)? {
            Some(ballot) => self.commit(dispute, vote, &ballot).await,
            None => Ok(()),
        }
    }

    /// Shows what was committed to.
    pub(super) async fn reveal(&self, dispute: &Found<Dispute>, vote: u8) -> anyhow::Result<()> {
        let Some(ballot) = self.journal.ballot(&dispute.address, dispute.data.round)? else {
            return Ok(());
        };
        self.court.reveal(dispute, vote, &ballot).await.context("showing a vote")?;
        self.status.voted("shown");
        info!(dispute = %dispute.address, result = %ballot.result, "vote shown");
        Ok(())
    }

    /// Writes a vote down before it is committed to: without its salt it could never be shown, and a second one would
    /// not fit the commitment.
    async fn cast(&self, dispute: &Found<Dispute>, vote: u8, result: Digest) -> anyhow::Result<()> {
        let ballot = Ballot::seal(result).context("getting random numbers")?;
        let ballot = self.journal.keep_ballot(&dispute.address, dispute.data.round, &ballot)?;
        self.commit(dispute, vote, &ballot).await
    }

    async fn commit(&self, dispute: &Found<Dispute>, vote: u8, ballot: &Ballot) -> anyhow::Result<()> {
        self.court.commit(dispute, vote, ballot).await.context("committing to a vote")?;
        self.status.voted(if ballot.result.is_zero() { "unavailable" } else { "committed" });
        info!(dispute = %dispute.address, vote, "committed to a vote, which stays sealed");
        Ok(())
    }
}
