//! Co-signatures: of the wrong key, for the wrong job, of another attempt; and lapses at others' expense.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::jobs;
use furnace_client::pda;
use furnace_tests::crowd::Crowd;
use furnace_tests::errors::assert_error;
use furnace_tests::network::{PRICE, REVIEW_SECONDS, attestation, attestation_to, job_terms, market_terms};
use furnace_tests::scene::{DEPOSIT, Scene, replaced};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::attested::{assert_paid, attested_scene};

/// A crowd in whose markets the stranger and the rival co-sign, and what co-signs a result of the first and lets
/// another lapse.
pub(crate) fn crowd() -> (Crowd, [Instruction; 2]) {
    let mut crowd = Crowd::new();
    let (attestor, rival) = (crowd.scene.stranger.pubkey(), crowd.rival.wallet.pubkey());
    let [own, foreign] = [(1, attestor), (2, rival)].map(|(index, attestor)| {
        let terms = MarketOpenInstructionArgs { attestor, ..market_terms(index) };
        crowd.scene.network.open_market(&crowd.scene.stranger, terms)
    });
    (crowd.scene.network.market, crowd.market) = (own, foreign);
    let job = crowd.scene.job(JobState::Review);
    let account = crowd.scene.network.job(&job);
    crowd.scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    let steps = [jobs::job_attest(attestor, job, &account, attestation().result_hash), jobs::job_lapse(job, &account)];
    (crowd, steps)
}

#[test]
fn an_attestor_co_signs_in_its_own_market_alone() {
    // Given a result, and the attestor of another market
    let (mut crowd, [attest, _]) = crowd();
    let (own, foreign) = (crowd.scene.network.market, crowd.market);
    let by_rival = replaced(attest, crowd.scene.stranger.pubkey(), crowd.rival.wallet.pubkey());

    // When that one co-signs it by the job's market, or by its own, then it is refused
    let result = crowd.scene.network.send(std::slice::from_ref(&by_rival), &[&crowd.rival.wallet]);
    assert_error(result, FurnaceJobsError::NotAttestor);
    let by_its_market = replaced(by_rival, own, foreign);
    let result = crowd.scene.network.send(&[by_its_market], &[&crowd.rival.wallet]);
    assert_error(result, FurnaceJobsError::JobMismatch);
}

#[test]
fn nobody_lets_a_result_lapse_at_the_expense_of_others() {
    // Given a result whose time is over, and the parties of another job
    let (mut crowd, [_, lapse]) = crowd();
    crowd.foreign_job(JobState::Review);
    let account = crowd.scene.network.job(&account_of(&lapse));
    for (right, wrong) in [
        (account.worker, crowd.rivals_worker.address),
        (account.worker, crowd.colleague.address),
        (account.operator, crowd.rival.operator),
        (account.escrow.balance, pda::heat_balance(&crowd.other.pubkey())),
    ] {
        // When one of them stands in for the right one, then it is refused
        let wrong = replaced(lapse.clone(), right, wrong);
        assert_error(crowd.scene.network.send(&[wrong], &[]), FurnaceJobsError::JobMismatch);
    }
    assert_eq!((crowd.scene.books(), crowd.scene.locked()), ((DEPOSIT - PRICE, PRICE), PRICE));
}

/// The job of an instruction whose first account it is.
fn account_of(instruction: &Instruction) -> Address {
    instruction.accounts[0].pubkey
}

/// A result of the usual worker that lapsed, what co-signs it, and what lets it lapse.
fn lapsed() -> (Scene, Keypair, Address, [Instruction; 2]) {
    let (mut scene, attestor) = attested_scene();
    let job = scene.job(JobState::Review);
    let account = scene.network.job(&job);
    let attest = jobs::job_attest(attestor.pubkey(), job, &account, account.result_hash);
    let lapse = jobs::job_lapse(job, &account);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    scene.network.send(std::slice::from_ref(&lapse), &[]).expect("the result lapses");
    (scene, attestor, job, [attest, lapse])
}

#[test]
fn a_co_signature_for_one_result_is_none_for_another() {
    // Given a result that lapsed before its co-signature was there, and a worker that comes to another one
    let (mut scene, attestor, job, [attest, _]) = lapsed();
    scene.network.drive(&scene.worker, job, JobState::Running);
    let submit = jobs::job_submit(scene.worker.key.pubkey(), job, attestation_to(10));
    scene.network.send(&[submit], &[&scene.worker.key]).expect("submit");

    // When the co-signature comes, then it is refused
    assert_error(scene.network.send(&[attest], &[&attestor]), FurnaceJobsError::OtherResult);
    assert_error(scene.network.try_settle(job), FurnaceJobsError::ReviewOpen);
}

#[test]
fn a_co_signature_for_one_attempt_is_none_for_the_next() {
    // Given a result that lapsed before its co-signature was there, and a worker that copies it from the chain
    let (mut scene, attestor, job, [attest, _]) = lapsed();
    scene.network.drive(&scene.worker, job, JobState::Review);

    // When the co-signature comes, then it is refused: the attestor has not checked what this worker did
    assert_error(scene.network.send(&[attest], &[&attestor]), FurnaceJobsError::OtherResult);
}

#[test]
fn a_lapse_that_is_sent_again_waits_for_the_next_review() {
    // Given a result that lapsed, and the next one, when the same is sent again, then that one has its review too
    let (mut scene, _, job, [_, lapse]) = lapsed();
    scene.network.drive(&scene.worker, job, JobState::Review);
    for seconds in [0, i64::from(REVIEW_SECONDS) - 1] {
        scene.network.chain.advance(seconds);
        assert_error(scene.network.send(std::slice::from_ref(&lapse), &[]), FurnaceJobsError::ReviewOpen);
    }
    // and it frees nothing of another worker's
    scene.network.chain.advance(1);
    scene.network.try_lapse(job).expect("the result lapses");
    let colleague = scene.network.worker(&scene.operator, "colleague");
    scene.network.drive(&colleague, job, JobState::Review);
    scene.network.chain.advance(i64::from(REVIEW_SECONDS));
    assert_error(scene.network.send(&[lapse], &[]), FurnaceJobsError::JobMismatch);
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - PRICE, PRICE), PRICE));
}

#[test]
fn an_attestor_that_is_a_party_too_has_the_right_of_each_and_no_more() {
    // Given markets whose attestors are the client and the worker themselves
    let mut scene = Scene::new();
    let parties = [scene.client.insecure_clone(), scene.worker.key.insecure_clone()];
    for (index, party) in (0..).zip(&parties) {
        let terms = MarketOpenInstructionArgs { attestor: party.pubkey(), ..market_terms(index) };
        let market = scene.network.open_market(&scene.stranger, terms);
        let job = scene.network.try_post(&scene.client, market, job_terms(PRICE)).expect("post");
        scene.network.drive(&scene.worker, job, JobState::Review);

        // When it only waits, then nobody is paid
        scene.network.chain.advance(i64::from(REVIEW_SECONDS));
        assert_error(scene.network.try_settle(job), FurnaceJobsError::AttestationOutstanding);
        scene.network.try_lapse(job).expect("the result lapses");

        // and when it co-signs, then the price is paid, and nothing else: who posts there chose it
        scene.network.drive(&scene.worker, job, JobState::Review);
        scene.network.try_attest(party, job).expect("co-signature");
        scene.network.try_settle(job).expect("settle");
    }
    assert_eq!((scene.books(), scene.locked()), ((DEPOSIT - 2 * PRICE, 0), 0));
    // and in markets of others they have no word
    let job = scene.job(JobState::Review);
    for party in &parties {
        assert_error(scene.network.try_attest(party, job), FurnaceJobsError::NotAttestor);
    }
    scene.network.try_accept(&scene.client, job).expect("accept");
}

#[test]
fn a_worker_does_not_win_by_withholding_and_copying() {
    // Given a worker whose result lapsed, and that is co-signed when it delivers the same again
    let (mut scene, attestor, job, _) = lapsed();
    scene.network.drive(&scene.worker, job, JobState::Review);
    scene.network.try_attest(&attestor, job).expect("co-signature");
    scene.network.try_settle(job).expect("settle");

    // Then it is paid once
    assert_paid(&scene, job);
    assert_error(scene.network.try_settle(job), FurnaceJobsError::JobNotInReview);
}
