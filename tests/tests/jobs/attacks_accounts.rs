//! Wrong accounts in every place of the instructions that move jobs.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::instructions::MarketOpenInstructionArgs;
use furnace_client::instructions::jobs;
use furnace_client::instructions::jobs::Venue;
use furnace_client::pda;
use furnace_common::limits::RETENTION_SECONDS;
use furnace_tests::crowd::Crowd;
use furnace_tests::network::{CLAIM_SECONDS, PRICE, REVIEW_SECONDS, attestation, certified, job_terms, market_terms};
use furnace_tests::scene::Scene;
use furnace_tests::substitution::{Free, Named, uncertified};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// Why the accounts of a price may be any where the job is quoted in HEAT; `dollars_accounts` has those that count.
const NO_PRICE: &str = "what is quoted in HEAT needs no price, and reads none";

/// Why the last account, the program, may be any: the event's call finds the program where an account is absent.
const PRESENT: &str = "absent accounts are the program, which the event's call then finds there";

/// A crowd with three jobs in `state`: the one at stake, a twin of the same parties, and a foreign one.
fn crowd_with(state: JobState) -> (Crowd, Address, [Named; 2]) {
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(state);
    let others =
        [("another job of these parties", crowd.scene.job(state)), ("a foreign job", crowd.foreign_job(state))];
    (crowd, job, others)
}

/// Builds the instruction for the job at stake, and asserts that all of its places are checked but one: the
/// job itself, of which the same parties may have several.
fn assert_checked_but_for_the_job(
    state: JobState,
    seconds: i64,
    place: usize,
    unread: &[Free],
    build: impl FnOnce(&Crowd, Address) -> Instruction,
) {
    let (mut crowd, job, others) = crowd_with(state);
    crowd.scene.network.chain.advance(seconds);
    let instruction = build(&crowd, job);
    let job = Free { place, why: "another job of the same parties is as good" };
    crowd.assert_checked(&instruction, &others, &[&[job], unread].concat());
}

#[test]
fn job_post() {
    let mut crowd = Crowd::new();
    let (client, payer) = (crowd.scene.client.pubkey(), crowd.scene.network.payer());
    let (_, post) = jobs::job_post(client, payer, &Venue::heat(crowd.scene.network.market), 0, job_terms(PRICE));
    let free = [
        Free { place: 1, why: "whoever signs may pay the rent" },
        Free { place: 3, why: "the client chooses its market" },
        Free { place: 5, why: "a balance in HEAT is its own compensation" },
        Free { place: 6, why: NO_PRICE },
    ];
    crowd.assert_checked(&post, &[], &free);
}

#[test]
fn job_claim() {
    let (mut crowd, job, others) = crowd_with(JobState::Open);
    let claim = jobs::job_claim(crowd.scene.worker.wallet, crowd.scene.worker.key.pubkey(), job);
    crowd.assert_checked(&claim, &others, &[uncertified(4), Free { place: 5, why: "a worker chooses its job" }]);
}

#[test]
fn job_claim_with_a_certificate() {
    // Given certified workers, a job that asks for what they showed, and another of the same market
    let (mut crowd, _, _) = crowd_with(JobState::Open);
    let Scene { network, worker, client, stranger, .. } = &mut crowd.scene;
    let terms = MarketOpenInstructionArgs { needs: certified(), ..market_terms(1) };
    let market = network.open_market(stranger, terms);
    let [job, twin] = [0, 1].map(|_| network.try_post(client, market, job_terms(PRICE)).expect("job is posted"));
    let workers = [&*worker, &crowd.colleague, &crowd.rivals_worker];
    workers.into_iter().for_each(|worker| network.certify(worker));
    let [own, colleague, rival] = workers.map(|worker| worker.address);
    let others = [
        ("another job", twin),
        ("a colleague's certificate", pda::certificate(&colleague)),
        ("a rival's certificate", pda::certificate(&rival)),
        ("a GPU of the worker's", pda::attempt(&own, 0)),
    ];

    // When one claims with any other account in some place, then it is refused
    let claim = jobs::job_claim(worker.wallet, worker.key.pubkey(), job);
    crowd.assert_checked(&claim, &others, &[Free { place: 5, why: "a worker chooses its job" }]);
}

#[test]
fn job_start() {
    assert_checked_but_for_the_job(JobState::Assigned, 1, 1, &[], |crowd, job| {
        jobs::job_start(crowd.scene.worker.key.pubkey(), job, 0)
    });
}

#[test]
fn job_submit() {
    assert_checked_but_for_the_job(JobState::Running, 1, 1, &[], |crowd, job| {
        jobs::job_submit(crowd.scene.worker.key.pubkey(), job, attestation())
    });
}

#[test]
fn job_accept() {
    let unread = [(9, NO_PRICE), (10, NO_PRICE), (13, PRESENT)].map(|(place, why)| Free { place, why });
    assert_checked_but_for_the_job(JobState::Review, 1, 1, &unread, |crowd, job| {
        jobs::job_accept(job, &crowd.scene.network.job(&job), &crowd.scene.network.payee(&job))
    });
}

#[test]
fn job_settle() {
    let unread = [(8, NO_PRICE), (9, NO_PRICE), (12, PRESENT)].map(|(place, why)| Free { place, why });
    assert_checked_but_for_the_job(JobState::Review, i64::from(REVIEW_SECONDS), 0, &unread, |crowd, job| {
        jobs::job_settle(job, &crowd.scene.network.job(&job), &crowd.scene.network.payee(&job))
    });
}

#[test]
fn job_cancel() {
    assert_checked_but_for_the_job(JobState::Open, 1, 1, &[], |crowd, job| {
        jobs::job_cancel(job, &crowd.scene.network.job(&job))
    });
}

#[test]
fn job_expire() {
    assert_checked_but_for_the_job(JobState::Open, i64::from(CLAIM_SECONDS) + 1, 0, &[], |crowd, job| {
        jobs::job_expire(job, &crowd.scene.network.job(&job))
    });
}

#[test]
fn job_close() {
    let close = |crowd: &Crowd, job| jobs::job_close(crowd.scene.client.pubkey(), job, &crowd.scene.network.job(&job));
    assert_checked_but_for_the_job(JobState::Settled, 1, 1, &[], close);

    // Given a job past its retention, then anyone may be the closer too
    let mut crowd = Crowd::new();
    let job = crowd.scene.job(JobState::Settled);
    crowd.scene.network.chain.advance(RETENTION_SECONDS + 1);
    let close = close(&crowd, job);
    crowd.assert_checked(&close, &[], &[Free { place: 0, why: "the retention is over" }]);
}
