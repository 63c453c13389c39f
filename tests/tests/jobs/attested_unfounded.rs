//! Accusations of which no committee found anything, where results need a co-signature.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::dispute::COMMITTEE_SECONDS;
use furnace_common::state::AuditState;
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::{PRICE, REVIEW_SECONDS};
use solana_signer::Signer;

use crate::attested::last_second;
use crate::attested_disputes::Court;

impl Court {
    /// The client accuses the worker, and a committee of which every member says that it cannot look into it, or
    /// nobody does, lets the job go on.
    fn find_nothing(&mut self, members_vote: bool) {
        let dispute = self.accuse();
        if members_vote {
            self.rule(dispute, [[0; 32]; 3]);
            return;
        }
        self.scene.network.chain.advance(COMMITTEE_SECONDS + 1);
        for _ in 0..2 {
            self.scene.network.try_step(dispute).expect("it is ruled, and carried out");
        }
    }
}

#[test]
fn a_committee_that_found_nothing_stands_in_for_no_co_signature() {
    for members_vote in [true, false] {
        // Given an accusation of which every member says that it cannot be looked into, or that nobody looks into
        let mut court = Court::new();
        court.find_nothing(members_vote);

        // When a stranger settles, then it is refused: nobody found the result right
        let Court { scene, attestor, job, .. } = &mut court;
        assert_error(scene.network.try_settle(*job), FurnaceJobsError::ReviewOpen);
        scene.network.chain.advance(i64::from(REVIEW_SECONDS));
        assert_error(scene.network.try_settle(*job), FurnaceJobsError::AttestationOutstanding);
        // and the attestor, who had to wait, has its say
        scene.network.try_attest(attestor, *job).expect("co-signature");
        scene.network.try_settle(*job).expect("settle");
    }
}

#[test]
fn an_attestor_that_had_to_wait_has_a_review_of_its_own() {
    // Given a result of which a committee found nothing, when anyone lets it lapse, then it is as after any review
    let mut court = Court::new();
    court.find_nothing(true);
    let Court { scene, job, .. } = &mut court;
    let account = scene.network.job(job);
    assert_eq!((account.state(), account.audit()), (Some(JobState::Review), Some(AuditState::Unattested)));
    assert_eq!(account.review_ends_at, scene.network.chain.now() + i64::from(REVIEW_SECONDS));
    last_second(scene, *job);
    assert_error(scene.network.try_lapse(*job), FurnaceJobsError::ReviewOpen);
    // and nobody stops the attestor again
    scene.network.give(&scene.client.pubkey(), 5 * PRICE);
    assert_error(scene.network.try_dispute(&scene.client, *job, CLAIMED_HASH), FurnaceJobsError::AlreadyUpheld);
    scene.network.chain.advance(1);
    scene.network.try_lapse(*job).expect("the result lapses");
    court.assert_done_anew();
}

#[test]
fn a_committee_that_found_nothing_says_nothing_of_the_next_result() {
    // Given a job whose first result a committee could not look into, and that lapsed
    let mut court = Court::new();
    court.find_nothing(false);
    last_second(&mut court.scene, court.job);
    court.scene.network.chain.advance(1);
    court.scene.network.try_lapse(court.job).expect("the result lapses");

    // When the next result is wrong, then the client says so, and a committee finds it out
    court.scene.network.drive(&court.scene.worker, court.job, JobState::Review);
    let dispute = court.accuse();
    court.rule(dispute, [CLAIMED_HASH; 3]);
    assert_eq!(court.scene.network.worker_account(&court.scene.worker.address).failed, 1);
}
