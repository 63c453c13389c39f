//! Steps as transactions.

use furnace_client::{
    accounts::{Crew, Found, Job},
    chain::ChainError,
    furnace::Sweep,
    generated::jobs::types,
    pda,
};
use solana_address::Address;
use solana_signature::Signature;

use super::OnChain;
use crate::chain::{Action, Attestation, Checkpoint};

/// A worker that ends its own orders reports nobody, and closes nothing.
const MODEST: Sweep = Sweep { report: false, close: false };

impl OnChain {
    pub(super) async fn step(&self, order: &Address, action: &Action) -> Result<Signature, ChainError> {
        let (furnace, key, wallet) = (&self.furnace, &self.key, &self.operator_wallet);
        match *action {
            Action::Claim => furnace.job_claim(key, wallet, order).await,
            Action::Start { from } => furnace.job_start(key, order, from).await,
            Action::Checkpoint(Checkpoint { state, sequence, progress_bps }) => {
                furnace.job_checkpoint(key, order, state, sequence, progress_bps).await
            }
            Action::Submit(Attestation { result, log, exit_code }) => {
                furnace.job_submit(key, order, result, log, exit_code).await
            }
            Action::Quit => furnace.job_quit(key, &furnace.job(order).await?).await,
            Action::DrawAudit => furnace.audit_draw(key, order).await,
            Action::OpenAudit => Ok(furnace.audit_open(key, &furnace.job(order).await?).await?.0),
            Action::Settle | Action::LeaseEnd => self.finish(order).await,

            Action::Bid(price) => furnace.bid_place(key, wallet, order, price.0).await,
            Action::Withdraw => furnace.bid_withdraw(key, wallet, order).await,
            Action::Award => match furnace.award(key, &furnace.order(order).await?).await? {
                Some((_, signature)) => Ok(signature),
                None => Err(ChainError::Build("no bid is left".to_owned())),
            },

            Action::Join => furnace.crew_join(key, wallet, order).await,
            Action::Meet { rank, rendezvous } => furnace.crew_meet(key, order, rank, rendezvous).await,
            Action::Commit { seat, commitment } => furnace.crew_commit(key, order, seat, commitment).await,
            Action::Reveal { seat, attestation, salt } => {
                furnace.crew_reveal(key, order, seat, wire(&attestation), salt).await
            }
            Action::SubmitPart { seat, attestation } => furnace.crew_submit(key, order, seat, wire(&attestation)).await,
            Action::QuitSeat { seat } => {
                let (job, crew) = self.job_and_crew(order).await?;
                furnace.seat_quit(key, &job, &crew.data, seat).await
            }

            Action::LeaseClaim => furnace.lease_claim(key, wallet, order).await,
            Action::LeaseStart => furnace.lease_start(key, order).await,
            Action::LeaseSettle => furnace.lease_settle(key, &furnace.lease(order).await?).await,
            Action::LeaseAnswer => furnace.lease_answer(key, order).await,
            Action::LeaseNotice => furnace.lease_notice(key, order).await,
        }
    }

    /// Takes whatever step anyone may take now; the last one counts.
    async fn finish(&self, order: &Address) -> Result<Signature, ChainError> {
        let mut last = None;
        self.furnace.finish(&self.key, order, MODEST, &mut |_, signature| last = Some(signature)).await?;
        last.ok_or_else(|| ChainError::Build("nothing can be settled yet".to_owned()))
    }

    async fn job_and_crew(&self, job: &Address) -> Result<(Found<Job>, Found<Crew>), ChainError> {
        Ok((self.furnace.job(job).await?, self.furnace.get(&pda::crew(job).0).await?))
    }
}

fn wire(attestation: &Attestation) -> types::Attestation {
    let Attestation { result, log, exit_code } = *attestation;
    types::Attestation { result_hash: result.0, log_hash: log.0, exit_code }
}
