//! The last steps of a seat.

use tracing::{error, info};

use super::Workshop;
use crate::{
    chain::{Action, Attestation, CrewAccount, JobAccount, Sealed},
    status::Ending,
};

impl Workshop {
    /// Commits to a sealed result.
    pub(super) async fn commit(&self, job: &JobAccount, seat: u8, sealed: &Sealed) {
        let worker = self.steps.protocol().worker();
        if self.hand_in(job, sealed.commit(seat, &worker), job.deadline).await {
            info!(job = %job.address, seat, "committed to a result, which stays sealed");
        }
    }

    /// Brings a sealed result to the store, where nobody could see it before, and shows it on chain.
    pub(super) async fn reveal(&self, crew: &CrewAccount, seat: u8, sealed: &Sealed) {
        let job = &crew.job;
        self.publish(crew).await;
        if self.hand_in(job, sealed.reveal(seat), crew.reveal_ends_at).await {
            self.status.ended(Ending::Submitted);
            info!(job = %job.address, seat, result = %sealed.attestation.result, "result revealed");
            self.clean_up(job).await;
        }
    }

    /// Attests to a gang member's part, which is stored.
    pub(super) async fn submit_part(&self, job: &JobAccount, seat: u8, attestation: Attestation) {
        self.clean_up(job).await;
        if self.hand_in(job, Action::SubmitPart { seat, attestation }, job.deadline).await {
            self.status.ended(Ending::Submitted);
            info!(job = %job.address, seat, result = %attestation.result, "part submitted");
        }
    }

    /// Takes a step of a seat that is due until a moment, unix seconds. Says whether it was taken.
    async fn hand_in(&self, job: &JobAccount, action: Action, until: i64) -> bool {
        let (address, step) = (&job.address, action.step());
        let taken = self.steps.insist(address, action, self.in_time(until)).await;
        // What it says stays in the journal; as long as there is time, the next survey tries again.
        taken.inspect_err(|error| error!(job = %address, %step, %error, until, "seat not delivered")).is_ok()
    }
}
