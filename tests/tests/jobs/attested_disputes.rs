//! Results that need a co-signature and are called into question first.

use furnace_client::accounts::JobState;
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_common::dispute::{VERIFIER_BOND, WRONG_RESULT_POOL_BPS};
use furnace_common::state::AuditState;
use furnace_tests::errors::assert_error;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::network::{PRICE, REVIEW_SECONDS, attestation};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::attested::{assert_paid, attested_scene, last_second};

/// A result in a market with an attestor, and three verifiers.
pub(crate) struct Court {
    pub(crate) scene: Scene,
    pub(crate) attestor: Keypair,
    pub(crate) verifiers: Vec<VerifierActor>,
    pub(crate) job: Address,
}

impl Court {
    pub(crate) fn new() -> Self {
        let (mut scene, attestor) = attested_scene();
        let verifiers = (0..3).map(|n| scene.network.verifier(&format!("verifier {n}"), VERIFIER_BOND)).collect();
        let job = scene.job(JobState::Review);
        Self { scene, attestor, verifiers, job }
    }

    /// The client says that another result is right.
    pub(crate) fn accuse(&mut self) -> Address {
        let Scene { network, client, .. } = &mut self.scene;
        let bond = accuser_bond(&network.job(&self.job));
        network.give(&client.pubkey(), bond);
        network.dispute(client, self.job, CLAIMED_HASH)
    }

    /// The three come to these results, and what they say is carried out.
    pub(crate) fn rule(&mut self, dispute: Address, results: [[u8; 32]; 3]) {
        let of = |verifier: &VerifierActor| {
            let place = self.verifiers.iter().position(|known| known.address == verifier.address);
            place.map(|place| results[place])
        };
        self.scene.network.judge(dispute, &self.verifiers, of);
        self.scene.network.try_step(dispute).expect("the ruling is carried out");
    }

    /// The job is open again, its price is held, and the next result needs a co-signature of its own.
    #[track_caller]
    pub(crate) fn assert_done_anew(&mut self) {
        let account = self.scene.network.job(&self.job);
        assert_eq!((account.state(), account.attempts), (Some(JobState::Open), 1));
        assert_eq!((self.scene.books(), self.scene.locked()), ((DEPOSIT - PRICE, PRICE), 0));
        let rescue = self.scene.network.operator("second", STAKE);
        let rescuer = self.scene.network.worker(&rescue, "rescuer");
        self.scene.network.drive(&rescuer, self.job, JobState::Review);
        last_second(&mut self.scene, self.job);
        self.scene.network.chain.advance(1);
        assert_error(self.scene.network.try_settle(self.job), FurnaceJobsError::AttestationOutstanding);
        self.scene.network.try_attest(&self.attestor, self.job).expect("co-signature");
        self.scene.network.try_settle(self.job).expect("settle");
        assert_eq!(self.scene.network.tokens(&crate::income(&rescue.pool)), PRICE * 90 / 100);
        assert_eq!(self.scene.books(), (DEPOSIT - PRICE, 0));
    }
}

#[test]
fn a_committee_that_finds_it_right_stands_in_for_the_co_signature() {
    // Given a result that nobody co-signed, and that the client says is wrong
    let mut court = Court::new();
    let dispute = court.accuse();

    // When the committee finds it right, then anyone settles it at once
    court.rule(dispute, [attestation().result_hash; 3]);
    let Court { scene, attestor, job, .. } = &mut court;
    assert_eq!(scene.network.job(job).audit(), Some(AuditState::Clear));
    // and it is neither co-signed any more, nor does it lapse, nor is it judged again
    assert_error(scene.network.try_attest(attestor, *job), FurnaceJobsError::NothingToAttest);
    assert_error(scene.network.try_lapse(*job), FurnaceJobsError::NothingToAttest);
    scene.network.give(&scene.client.pubkey(), 5 * PRICE);
    assert_error(scene.network.try_dispute(&scene.client, *job, CLAIMED_HASH), FurnaceJobsError::ReviewOver);
    let income = crate::income(&scene.operator.pool);
    let before = scene.network.tokens(&income);
    scene.network.try_settle(*job).expect("settle");
    assert_eq!(scene.network.tokens(&income), before + PRICE * 90 / 100);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, 0), 0));
}

#[test]
fn a_committee_that_finds_it_wrong_opens_the_job_again() {
    // Given a result that the client says is wrong
    let mut court = Court::new();
    let dispute = court.accuse();

    // When the committee finds another one, then the worker is punished
    court.rule(dispute, [CLAIMED_HASH; 3]);
    let pool = court.scene.network.pool(&court.scene.operator.pool);
    assert_eq!(pool.active, STAKE - PRICE - STAKE * u64::from(WRONG_RESULT_POOL_BPS) / 10_000);
    assert_eq!(court.scene.network.worker_account(&court.scene.worker.address).failed, 1);
    // and whoever does the job now needs a co-signature
    court.assert_done_anew();
}

#[test]
fn a_committee_of_three_minds_opens_the_job_again() {
    // Given a result that the client says is wrong, when no two members come to the same, then nobody is punished
    let mut court = Court::new();
    let dispute = court.accuse();
    court.rule(dispute, [attestation().result_hash, CLAIMED_HASH, [7; 32]]);
    assert_eq!(court.scene.network.pool(&court.scene.operator.pool).active, STAKE);
    // and whoever does the job now needs a co-signature
    court.assert_done_anew();
}

#[test]
fn while_it_is_judged_it_is_neither_co_signed_nor_lapses() {
    // Given a result that was called into question in the last second of its review
    let mut court = Court::new();
    last_second(&mut court.scene, court.job);
    court.accuse();

    // When it is co-signed, lapses or is settled before there is a ruling, then it is refused
    let Court { scene, attestor, job, .. } = &mut court;
    for seconds in [0, i64::from(REVIEW_SECONDS)] {
        scene.network.chain.advance(seconds);
        assert_error(scene.network.try_attest(attestor, *job), FurnaceJobsError::JobNotInReview);
        assert_error(scene.network.try_lapse(*job), FurnaceJobsError::JobNotInReview);
        assert_error(scene.network.try_accept(&scene.client, *job), FurnaceJobsError::JobNotInReview);
    }
    assert_error(scene.network.try_settle(*job), FurnaceJobsError::AttestationOutstanding);
}

#[test]
fn what_was_co_signed_is_not_called_into_question_any_more() {
    // Given a result that was co-signed, when the client or a verifier says that it is wrong, then it is refused
    let mut court = Court::new();
    court.scene.network.try_attest(&court.attestor, court.job).expect("co-signature");
    let Scene { network, client, .. } = &mut court.scene;
    for accuser in [&*client, &court.verifiers[0].wallet] {
        network.give(&accuser.pubkey(), 5 * PRICE);
        assert_error(network.try_dispute(accuser, court.job, CLAIMED_HASH), FurnaceJobsError::ReviewOver);
    }
    network.try_settle(court.job).expect("settle");
    assert_paid(&court.scene, court.job);
}
