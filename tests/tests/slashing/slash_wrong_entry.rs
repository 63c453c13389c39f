//! The penalty for a wrong entry that was shown: the collateral and a twentieth of the pool, at once and once, whatever
//! else becomes of the job.

use furnace_client::accounts::{JobState, Pool};
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::{slashing, token};
use furnace_client::pda;
use furnace_client::product::Evidence;
use furnace_common::dispute::{VERIFIER_BOND, required_collateral, vote_fee};
use furnace_common::limits::MAX_ATTEMPTS;
use furnace_common::state::{AuditState, ReclaimReason};
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event_call;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::disputes::VerifierActor;
use furnace_tests::network::refutations::{PRODUCT, evidence, result_of};
use furnace_tests::network::{MAX_SECONDS, PRICE, market_terms};
use furnace_tests::scene::{DEPOSIT, STAKE, Scene, replaced};
use solana_address::Address;
use solana_signer::Signer;

const PENALTY: u64 = PRICE + STAKE / 20;
const TO_CLIENT: u64 = PENALTY * 4 / 10;
const TO_REFUTER: u64 = PENALTY / 10;

fn lie() -> Evidence {
    evidence(PRODUCT, (4, 39), 1)
}

/// A scene with a product in review that has a wrong entry.
fn delivered() -> (Scene, Address) {
    let mut scene = Scene::new();
    let job = scene.network.deliver_product(&scene.client, &scene.worker, &lie());
    (scene, job)
}

/// The same, shown by the stranger.
fn refuted() -> (Scene, Address) {
    let (mut scene, job) = delivered();
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    (scene, job)
}

/// What the pool lost, and where it went: the client, whoever showed it, and the fire.
#[track_caller]
fn assert_divided(scene: &Scene, supply: u64, free: u64) {
    assert_eq!(scene.books().0, free + TO_CLIENT);
    assert_eq!(scene.network.tokens(&scene.reporter()), TO_REFUTER);
    assert_eq!(scene.network.supply(), supply - (PENALTY - TO_CLIENT - TO_REFUTER));
    let pool = scene.network.pool(&scene.operator.pool);
    assert_eq!((pool.active, pool.slashed, pool.penalties_pending), (STAKE - PENALTY, PENALTY, 0));
    assert_eq!((scene.network.ledger().count, scene.network.ledger().slashed), (1, PENALTY));
}

#[test]
fn in_review_the_worker_loses_the_job_too_and_the_client_does_not_pay() {
    // Given a refuted result in review
    let (mut scene, job) = refuted();
    let (supply, (free, reserved)) = (scene.network.supply(), scene.books());

    // When anyone has its worker punished
    let receipt = scene.network.try_punish(job, 0).expect("punished");

    // Then the penalty is divided to the unit
    assert_divided(&scene, supply, free);
    let shown = scene.network.refutation(&job, 0);
    assert_eq!((shown.penalty, shown.punished_at), (PENALTY, scene.network.chain.now()));
    // and the job is open again for its price, which nobody was paid
    let account = scene.network.job(&job);
    assert_eq!((account.state(), account.attempts, account.wrong), (Some(JobState::Open), 1, 1));
    assert_eq!((scene.books().1, reserved, scene.locked()), (PRICE, PRICE, 0));
    let worker = scene.network.worker_account(&scene.worker.address);
    assert_eq!((worker.jobs, worker.completed, worker.failed), (0, 0, 1));
    let (reason, state) = (ReclaimReason::WrongEntry.byte(), JobState::Open.byte());
    let parties = (job, scene.worker.address, scene.operator.pool);
    let amounts = (PENALTY, TO_CLIENT, TO_REFUTER, PENALTY - TO_CLIENT - TO_REFUTER);
    assert_event_call(&receipt, "Penalised", (parties, (reason, state, 1u8, [0u8; 5]), amounts));
}

#[test]
fn what_was_paid_already_is_punished_too() {
    // Given a result that was accepted, and refuted before or after
    for before in [true, false] {
        let (mut scene, job) = delivered();
        if before {
            scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
        }
        scene.network.try_accept(&scene.client, job).expect("accept");
        if !before {
            scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
        }
        let (supply, (free, _)) = (scene.network.supply(), scene.books());

        // When its worker is punished, then that takes the same, and the job stays as it is
        scene.network.try_punish(job, 0).expect("punished");
        assert_divided(&scene, supply, free);
        assert_eq!((scene.network.state(&job), scene.network.job(&job).attempts), (JobState::Settled, 0));
    }
}

#[test]
fn a_penalty_is_taken_once() {
    // Given a penalty that was taken, of a job in review or paid
    for settled in [false, true] {
        let (mut scene, job) = refuted();
        if settled {
            scene.network.try_accept(&scene.client, job).expect("accept");
        }
        let shown = scene.network.refutation(&job, 0);
        let slash = slashing::slash_wrong_entry(&shown, &scene.network.job(&job), scene.operator.pool);
        let twice = scene.network.send(&[slash.clone(), slash], &[]);
        assert_error(twice, FurnaceSlashingError::AlreadyPunished);
        scene.network.try_punish(job, 0).expect("punished");

        // When it is asked for again, then it is refused
        assert_error(scene.network.try_punish(job, 0), FurnaceSlashingError::AlreadyPunished);
        assert_eq!(scene.network.ledger().count, 1);
    }
}

#[test]
fn whoever_showed_it_is_paid_and_nobody_else() {
    // Given what a stranger showed, when somebody else would be paid for it, then it is refused
    let (mut scene, job) = refuted();
    let (shown, account) = (scene.network.refutation(&job, 0), scene.network.job(&job));
    let slash = slashing::slash_wrong_entry(&shown, &account, scene.operator.pool);
    let thief = scene.worker.key.pubkey();
    let open = token::heat_account_open(scene.network.payer(), thief);
    scene.network.send(&[open], &[]).expect("account opens");
    for elsewhere in [pda::heat_account(&thief), pda::treasury(), pda::bond_vault()] {
        let redirected = replaced(slash.clone(), scene.reporter(), elsewhere);
        assert_error(scene.network.send(&[redirected], &[]), FurnaceSlashingError::WrongRecipient);
    }
    assert_eq!(scene.network.ledger().count, 0);
}

#[test]
fn the_last_lost_attempt_gives_the_client_its_price_back() {
    // Given a job that was lost all times but one
    let mut scene = Scene::new();
    let job = scene.network.deliver_product(&scene.client, &scene.worker, &lie());
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    scene.network.try_punish(job, 0).expect("punished");
    (2..MAX_ATTEMPTS).for_each(|_| scene.lose(job));
    scene.network.deliver_again(&scene.worker, job, &lie());
    let free = scene.books().0;

    // When its last result is refuted, then the job has failed, and its price is free
    let last = MAX_ATTEMPTS - 1;
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    scene.network.try_punish(job, last).expect("punished");
    let paid = scene.network.refutation(&job, last).penalty * 4 / 10;
    assert_eq!((scene.network.state(&job), scene.books()), (JobState::Failed, (free + PRICE + paid, 0)));
    assert_eq!(scene.network.job(&job).wrong, 0b1000_0001);
}

#[test]
fn each_attempt_stands_for_itself() {
    // Given a punished worker, and a colleague that does the job anew
    let (mut scene, job) = refuted();
    scene.network.try_punish(job, 0).expect("punished");
    let colleague = scene.network.worker(&scene.operator, "colleague");
    let honest = evidence(PRODUCT, (4, 39), 0);
    scene.network.deliver_again(&colleague, job, &honest);

    // When it delivers what is right, then nothing of the first attempt touches it
    assert_error(scene.network.try_punish(job, 0), FurnaceSlashingError::AlreadyPunished);
    assert_error(scene.network.try_refute(&scene.stranger, job, &lie()), FurnaceSlashingError::ResultMismatch);
    assert_error(scene.network.try_refute(&scene.stranger, job, &honest), FurnaceSlashingError::EntryRight);
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_eq!(scene.network.state(&job), JobState::Settled);
}

#[test]
fn another_worker_does_not_answer_for_it() {
    // Given a lie of an attempt on which no committee could agree, and another operator's worker that does the job anew
    let (mut scene, job, verifiers) = accused();
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    ruled(&mut scene, job, &verifiers, |verifier| verifier.address.to_bytes());
    let rival = scene.network.operator("rival", STAKE);
    let rivals_worker = scene.network.worker(&rival, "rival's worker");
    scene.network.deliver_again(&rivals_worker, job, &evidence(PRODUCT, (4, 39), 0));
    let (shown, account) = (scene.network.refutation(&job, 0), scene.network.job(&job));
    let slash = slashing::slash_wrong_entry(&shown, &account, scene.operator.pool);

    // When that worker or its pool is put in the first one's place, then it is refused
    let worker = replaced(slash.clone(), scene.worker.address, rivals_worker.address);
    assert_error(scene.network.send(&[worker], &[]), FurnaceSlashingError::WorkerMismatch);
    let pools = (pda::pool_vault(&scene.operator.pool), pda::pool_vault(&rival.pool));
    let pairs = [(scene.operator.operator, rival.operator), (scene.operator.pool, rival.pool), pools];
    let theirs = pairs.into_iter().fold(slash, |slash, (right, wrong)| replaced(slash, right, wrong));
    assert_error(scene.network.send(&[theirs], &[]), FurnaceSlashingError::JobMismatch);

    // and the first one pays, while the other's result stays in review
    scene.network.try_punish(job, 0).expect("punished");
    let pools = [scene.operator.pool, rival.pool].map(|pool| scene.network.pool(&pool).active);
    assert_eq!(pools, [STAKE - PENALTY, STAKE]);
    assert_eq!((scene.network.state(&job), scene.network.job(&job).attempts), (JobState::Review, 1));
}

#[test]
fn an_exhausted_pool_gives_what_it_has() {
    // Given a pool with less in it than the penalty
    let (mut scene, job) = refuted();
    let pool = scene.operator.pool;
    scene.network.tamper(&pool, |pool: &mut Pool| pool.active = PRICE / 2);

    // When the penalty is taken, then it is that, by the same parts
    scene.network.try_punish(job, 0).expect("punished");
    assert_eq!(scene.network.pool(&pool).active, 0);
    assert_eq!(scene.network.tokens(&scene.reporter()), PRICE / 20);
    assert_eq!(scene.network.refutation(&job, 0).penalty, PRICE / 2);
}

#[test]
fn a_liar_that_refutes_itself_loses_nine_tenths() {
    // Given an operator whose worker lied, and who is faster than everyone
    let (mut scene, job) = delivered();
    let wallet = scene.operator.wallet.insecure_clone();
    let before = scene.network.heat(&wallet.pubkey());
    scene.network.try_refute(&wallet, job, &lie()).expect("refuted");
    scene.network.try_punish(job, 0).expect("punished");
    assert_eq!(scene.network.heat(&wallet.pubkey()), before + PENALTY / 10);
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE - PENALTY);
}

#[test]
fn an_audit_that_was_to_come_is_kept_for_the_next_result() {
    // Given a refuted result in a market that audits, before its audit is drawn
    let mut scene = Scene::with(10 * STAKE, DEPOSIT);
    let terms = MarketOpenInstructionArgs { audit_bps: 2_000, ..market_terms(0) };
    scene.network.market = scene.network.open_market(&scene.stranger, terms);
    let job = scene.network.deliver_product(&scene.client, &scene.worker, &lie());
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");

    // When the penalty is taken, then it is of the larger collateral, and the fee waits for the next worker's result
    scene.network.try_punish(job, 0).expect("punished");
    let collateral = required_collateral(PRICE, 10_000, 2_000).expect("an amount");
    assert_eq!(scene.network.refutation(&job, 0).penalty, collateral + STAKE / 2);
    let (account, fee) = (scene.network.job(&job), vote_fee(PRICE, MAX_SECONDS).expect("an amount"));
    assert_eq!((account.audit(), account.audit_fee), (Some(AuditState::Pending), fee));
    assert_eq!(scene.books().1, PRICE + fee);
}

// Disputes about the same result.

/// A lie that the client accuses, with three verifiers.
fn accused() -> (Scene, Address, Vec<VerifierActor>) {
    let (mut scene, job) = delivered();
    let names = ["first", "second", "third"];
    let verifiers = names.map(|name| scene.network.verifier(name, VERIFIER_BOND)).into();
    scene.network.give(&scene.client.pubkey(), accuser_bond(&scene.network.job(&job)));
    scene.network.dispute(&scene.client, job, CLAIMED_HASH);
    (scene, job, verifiers)
}

/// The committee votes like that, and its ruling is carried out.
fn ruled(scene: &mut Scene, job: Address, verifiers: &[VerifierActor], vote: impl Fn(&VerifierActor) -> [u8; 32]) {
    let dispute = pda::dispute(&job, scene.network.job(&job).disputes - 1).0;
    scene.network.judge(dispute, verifiers, |verifier| Some(vote(verifier)));
    scene.network.try_step(dispute).expect("the ruling is carried out");
}

#[test]
fn while_a_committee_judges_the_penalty_waits() {
    let (mut scene, job, _) = accused();
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    assert_error(scene.network.try_punish(job, 0), FurnaceSlashingError::ResultJudged);
    assert_eq!(scene.network.state(&job), JobState::Disputed);
}

#[test]
fn what_a_committee_punished_is_not_punished_again() {
    // Given a refuted result that a committee finds wrong too
    let (mut scene, job, verifiers) = accused();
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    ruled(&mut scene, job, &verifiers, |_| CLAIMED_HASH);
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE - PENALTY);

    // When the other penalty is asked for, then it is refused, as long as the job's account is there
    assert_error(scene.network.try_punish(job, 0), FurnaceSlashingError::AlreadyPunished);
    let colleague = scene.network.worker(&scene.operator, "colleague");
    scene.network.deliver_again(&colleague, job, &evidence(PRODUCT, (0, 0), 0));
    scene.network.try_accept(&scene.client, job).expect("accept");
    assert_error(scene.network.try_punish(job, 0), FurnaceSlashingError::AlreadyPunished);
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE - PENALTY);
}

#[test]
fn a_committee_that_lies_for_the_worker_does_not_save_it() {
    // Given a refuted result that a committee found right all the same
    let (mut scene, job, verifiers) = accused();
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    ruled(&mut scene, job, &verifiers, |_| result_of(&lie()));
    let (supply, (free, _)) = (scene.network.supply(), scene.books());

    // When the penalty is taken, then the worker loses that and the job
    scene.network.try_punish(job, 0).expect("punished");
    assert_divided(&scene, supply, free);
    let account = scene.network.job(&job);
    assert_eq!((account.state(), account.upheld), (Some(JobState::Open), 0));
    // and the next worker's result can be judged like any other
    let colleague = scene.network.worker(&scene.operator, "colleague");
    scene.network.deliver_again(&colleague, job, &lie());
    scene.network.give(&scene.client.pubkey(), accuser_bond(&account));
    scene.network.try_dispute(&scene.client, job, CLAIMED_HASH).expect("accused");
}

#[test]
fn a_committee_without_a_result_does_not_save_it() {
    // Given a refuted result of which a committee came to three results, so that the job is open again
    let (mut scene, job, verifiers) = accused();
    scene.network.try_refute(&scene.stranger, job, &lie()).expect("refuted");
    ruled(&mut scene, job, &verifiers, |verifier| verifier.address.to_bytes());
    let (supply, (free, reserved)) = (scene.network.supply(), scene.books());
    assert_eq!((scene.network.job(&job).attempts, scene.network.job(&job).wrong), (1, 0));

    // When the penalty is taken, then it is that of any lie, and the job is not taken from anyone again
    scene.network.try_punish(job, 0).expect("punished");
    assert_divided(&scene, supply, free);
    assert_eq!(scene.books().1, reserved);
    let account = scene.network.job(&job);
    assert_eq!((account.state(), account.attempts), (Some(JobState::Open), 1));
    assert_eq!(scene.locked(), 0);
}
