//! Markets that ask for a score: who claims must be certified for it.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{MarketOpenInstructionArgs, WorkerRegisterInstructionArgs};
use furnace_client::generated::jobs::types::Needs;
use furnace_client::instructions::jobs;
use furnace_client::{pda, program};
use furnace_tests::chain::{Receipt, key};
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::{
    EPOCH, PRICE, PROVEN_SCORE, WorkerActor, certified, job_terms, market_terms, worker_args,
};
use furnace_tests::scene::{Scene, replaced};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// A job of a market of the stranger's that asks for this.
fn job_for(scene: &mut Scene, index: u8, needs: Needs) -> Address {
    let terms = MarketOpenInstructionArgs { needs, ..market_terms(index) };
    let market = scene.network.open_market(&scene.stranger, terms);
    scene.network.try_post(&scene.client, market, job_terms(PRICE)).expect("job is posted")
}

/// A certified worker, and a job that asks for what it is certified for.
fn certified_scene() -> (Scene, Address) {
    let mut scene = Scene::new();
    scene.network.certify(&scene.worker);
    let job = job_for(&mut scene, 0, certified());
    (scene, job)
}

fn claim(scene: &Scene, job: Address) -> Instruction {
    jobs::job_claim(scene.worker.wallet, scene.worker.key.pubkey(), job)
}

/// Claims with another account where the certificate belongs.
fn try_claim_with(scene: &mut Scene, job: Address, certificate: Address) -> Result<Receipt, Failure> {
    let claim = replaced(claim(scene, job), pda::certificate(&scene.worker.address), certificate);
    scene.network.send(&[claim], &[&scene.worker.key])
}

/// Puts an account somewhere, as only its owner could make it.
fn place(scene: &mut Scene, name: &str, account: Account) -> Address {
    let address = key(name).pubkey();
    scene.network.chain.svm.set_account(address, account).expect("account is set");
    address
}

#[test]
fn whoever_is_certified_for_the_score_claims() {
    // Given a market that asks for just what a worker is certified for, when it claims, then it has the job
    let (mut scene, job) = certified_scene();
    let receipt = scene.network.try_claim(&scene.worker, job).expect("claim");
    assert_eq!(scene.network.job(&job).worker, scene.worker.address);
    let units = receipt.compute_units;
    assert!(units <= 2_000, "{units}");
}

#[test]
fn without_a_score_no_certificate_is_looked_at() {
    // Given a market without a score, when a worker that has no certificate claims, and gives none, then it has the job
    let mut scene = Scene::new();
    let job = scene.network.post(&scene.client, PRICE);
    try_claim_with(&mut scene, job, program::JOBS).expect("claim");
}

#[test]
fn a_certificate_must_be_given() {
    // Given a certified worker, when it claims without its certificate, then it is refused
    let (mut scene, job) = certified_scene();
    assert_error(try_claim_with(&mut scene, job, program::JOBS), FurnaceJobsError::CertificateMissing);
}

#[test]
fn a_worker_that_never_proved_claims_nothing() {
    // Given a market that asks for a score, when a worker claims that has no certificate, or an empty one, then it is
    // refused
    let mut scene = Scene::new();
    let job = job_for(&mut scene, 0, Needs { min_score: 1, ..certified() });
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::CertificateMismatch);
    scene.network.open_certificate(&scene.worker.address);
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::CertificateTooLow);
}

#[test]
fn a_score_that_is_too_low_is_not_enough() {
    // Given a market that asks for one operation a second more than a worker showed, when it claims, then it is refused
    let (mut scene, _) = certified_scene();
    let job = job_for(&mut scene, 1, Needs { min_score: PROVEN_SCORE + 1, ..certified() });
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::CertificateTooLow);
}

#[test]
fn as_many_gpus_must_be_certified_as_the_market_asks_for() {
    // Given a worker that says it has three GPUs, and proved two
    let mut scene = Scene::new();
    let args = WorkerRegisterInstructionArgs { gpus: 2, ..worker_args() };
    let worker = scene.network.worker_with(&scene.operator, "two", args);
    scene.network.certify(&worker);
    scene.network.tamper(&worker.address, |account: &mut furnace_client::accounts::Worker| account.gpus = 3);

    // When it claims where two are needed, or three, then it has the one, and is refused the other
    for (gpus, is_taken) in [(2, true), (3, false)] {
        let job = job_for(&mut scene, gpus, Needs { min_gpus: gpus, ..certified() });
        match is_taken {
            true => drop(scene.network.try_claim(&worker, job).expect("claim")),
            false => assert_error(scene.network.try_claim(&worker, job), FurnaceJobsError::CertificateTooLow),
        }
    }
}

#[test]
fn a_certificate_is_good_until_the_next_epoch_ends() {
    for (late, is_good) in [(-1, true), (0, false)] {
        // Given a worker that was certified in the epoch before
        let (mut scene, _) = certified_scene();
        let ends = (scene.network.chain.now() / EPOCH + 2) * EPOCH;
        scene.network.chain.set_time(ends + late);
        let job = job_for(&mut scene, 1, certified());

        // When it claims in the last second of this one, or the first of the next, then it has the job, or is refused
        let outcome = scene.network.try_claim(&scene.worker, job);
        match is_good {
            true => drop(outcome.expect("claim")),
            false => assert_error(outcome, FurnaceJobsError::CertificateTooLow),
        }
    }
}

#[test]
fn a_convicted_worker_claims_nothing() {
    // Given a worker that was certified in the epoch before, and opens a wrong proof in this one
    let (mut scene, _) = certified_scene();
    scene.network.chain.advance(EPOCH);
    scene.network.begin_proofs();
    scene.network.convict(&scene.worker, 0);

    // When it claims, then it is refused
    let job = job_for(&mut scene, 1, certified());
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::CertificateTooLow);

    // and would be, were its certificate not emptied
    let address = pda::certificate(&scene.worker.address);
    let expires_at = scene.network.chain.now() + 1;
    scene.network.tamper(&address, |certificate: &mut furnace_client::accounts::Certificate| {
        let made = &mut certificate.generations[0];
        (made.gpus, made.lowest, made.expires_at) = (1, PROVEN_SCORE, expires_at);
    });
    assert_error(scene.network.try_claim(&scene.worker, job), FurnaceJobsError::CertificateTooLow);
}

#[test]
fn another_workers_certificate_does_not_count() {
    // Given a worker without a certificate, and a certified one of the same operator
    let mut scene = Scene::new();
    let colleague: WorkerActor = scene.network.worker(&scene.operator, "colleague");
    scene.network.certify(&colleague);
    let job = job_for(&mut scene, 0, certified());

    // When the first claims with the certificate of the second, then it is refused
    let borrowed = pda::certificate(&colleague.address);
    assert_error(try_claim_with(&mut scene, job, borrowed), FurnaceJobsError::CertificateMismatch);
}

#[test]
fn only_the_proofs_program_certifies() {
    // Given a copy of a worker's certificate that belongs to another program, or to none
    let (mut scene, job) = certified_scene();
    let genuine = scene.network.chain.account(&pda::certificate(&scene.worker.address)).expect("certificate");
    for owner in [key("an attacker's program").pubkey(), program::SYSTEM, program::JOBS, program::TOKEN] {
        let forged = place(&mut scene, "forged", Account { owner, ..genuine.clone() });

        // When the worker claims with it, then it is refused
        assert_error(try_claim_with(&mut scene, job, forged), FurnaceJobsError::CertificateMismatch);
    }
}

#[test]
fn no_other_account_of_the_proofs_program_is_a_certificate() {
    // Given a certified worker, with other accounts of the proofs program that name it
    let (mut scene, job) = certified_scene();
    let genuine = scene.network.chain.account(&pda::certificate(&scene.worker.address)).expect("certificate");
    let attempt = pda::attempt(&scene.worker.address, 0);
    let mut other_kind = genuine.clone();
    other_kind.data[..8].copy_from_slice(&scene.network.chain.account(&attempt).expect("attempt").data[..8]);
    let other_kind = place(&mut scene, "other kind", other_kind);
    let cut = place(&mut scene, "cut", Account { data: genuine.data[..199].to_vec(), ..genuine.clone() });
    let long = place(&mut scene, "long", Account { data: [genuine.data.as_slice(), &[0]].concat(), ..genuine.clone() });
    let empty = place(&mut scene, "empty", Account { data: Vec::new(), ..genuine });

    // When it claims with one of them, then it is refused
    for account in [attempt, pda::beacon(), other_kind, cut, long, empty] {
        assert_error(try_claim_with(&mut scene, job, account), FurnaceJobsError::CertificateMismatch);
    }
    scene.network.try_claim(&scene.worker, job).expect("claim");
}

#[test]
fn what_is_engaged_already_stays_when_the_certificate_ends() {
    // Given a worker that claimed while it was certified
    let (mut scene, job) = certified_scene();
    scene.network.try_claim(&scene.worker, job).expect("claim");

    // When its certificate is over before it is done, then it delivers and is paid all the same
    let address = pda::certificate(&scene.worker.address);
    scene.network.tamper(&address, |it: &mut furnace_client::accounts::Certificate| it.generations[0].expires_at = 0);
    scene.network.try_start(&scene.worker, job).expect("start");
    scene.network.try_submit(&scene.worker, job).expect("submit");
    scene.network.try_accept(&scene.client, job).expect("accept");
}

#[test]
fn memory_that_is_asked_for_beside_a_score_must_be_certified() {
    // Given a worker with 24 GiB, as it says, that proved its score, and markets that ask for 8 GiB
    let (mut scene, _) = certified_scene();
    let (proven, declared) =
        (Needs { min_vram_gib: 8, ..certified() }, Needs { min_vram_gib: 8, min_score: 0, ..certified() });
    let [proven, declared] = [(1, proven), (2, declared)].map(|(index, needs)| job_for(&mut scene, index, needs));

    // When it claims where a score is asked for as well, then its word is not enough
    assert_error(scene.network.try_claim(&scene.worker, proven), FurnaceJobsError::CertificateTooLow);
    // nor is a MiB less than seven eighths, nor another GPU's memory
    for (gpus, mib) in [(1, (7 << 10) - 1), (0b10, 7 << 10)] {
        scene.network.note_memory(&scene.worker.address, gpus, mib);
        assert_error(scene.network.try_claim(&scene.worker, proven), FurnaceJobsError::CertificateTooLow);
    }
    // and with so much it has the job, and without a score its word is enough
    scene.network.note_memory(&scene.worker.address, 1, 7 << 10);
    scene.network.try_claim(&scene.worker, proven).expect("claim");
    scene.network.try_claim(&scene.worker, declared).expect("claim");
}

#[test]
fn memory_and_score_are_of_one_epoch() {
    // Given a worker that proved its score in two epochs, and its memory in the first of them
    let (mut scene, _) = certified_scene();
    let needs = Needs { min_vram_gib: 8, ..certified() };
    scene.network.note_memory(&scene.worker.address, 1, 8 << 10);
    scene.network.chain.advance(EPOCH);
    scene.network.certify(&scene.worker);

    // When it claims while the first one's certificate is good, then it has the job, and in the epoch after it not
    let first = job_for(&mut scene, 1, needs.clone());
    scene.network.try_claim(&scene.worker, first).expect("claim");
    scene.network.chain.advance(EPOCH);
    let second = job_for(&mut scene, 2, needs);
    assert_error(scene.network.try_claim(&scene.worker, second), FurnaceJobsError::CertificateTooLow);
}

#[test]
fn no_market_asks_for_more_memory_than_can_be_certified() {
    // Given a market that asks for a score, when it asks for more than 128 GiB as well, then it is refused
    let scene = Scene::new();
    let open = |min_score, min_vram_gib| {
        let needs = Needs { min_score, min_vram_gib, ..certified() };
        let terms = MarketOpenInstructionArgs { needs, ..market_terms(1) };
        scene.network.copy().try_open_market(&scene.stranger, terms)
    };
    assert_error(open(1, 129), FurnaceJobsError::ParameterOutOfBounds);
    open(1, 128).expect("market opens");
    open(0, 257).expect("market opens");
}
