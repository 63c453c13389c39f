//! Two results signed for one attempt at a job: the collateral and a tenth of the pool, once.

use furnace_client::accounts::{Conviction, JobState};
use furnace_client::artifacts::Digest;
use furnace_client::attested::Attested;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::slashing;
use furnace_client::pda;
use furnace_common::units::HEAT;
use furnace_tests::chain::Receipt;
use furnace_tests::errors::{Failure, assert_error};
use furnace_tests::network::PRICE;
use furnace_tests::scene::{DEPOSIT, STAKE, Scene};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// Another result than that of `attestation()`.
const OTHER: Digest = Digest([5; 32]);
const PENALTY: u64 = PRICE + STAKE / 10;

/// What the worker signed outside of the chain.
fn signed(scene: &Scene, job: Address, result: Digest) -> Attested {
    Attested::sign(&scene.worker.key, job, scene.network.job(&job).attempts, result)
}

fn accusation(scene: &Scene, job: Address, attested: &Attested) -> [Instruction; 2] {
    let account = scene.network.job(&job);
    slashing::slash_two_results(scene.network.payer(), job, &account, attested, scene.operator.pool, scene.reporter())
}

fn try_report(scene: &mut Scene, job: Address, attested: &Attested) -> Result<Receipt, Failure> {
    let instructions = accusation(scene, job, attested);
    scene.network.send(&instructions, &[])
}

#[test]
fn who_signs_two_results_loses_the_collateral_and_a_tenth_of_the_pool() {
    for state in [JobState::Review, JobState::Disputed, JobState::Settled] {
        // Given a worker that attested to one result on chain, and signed another
        let mut scene = Scene::new();
        let job = scene.job(state);
        let (supply, balance) = (scene.network.supply(), scene.network.balance(&scene.client.pubkey()).free);

        // When anyone shows it
        let attested = signed(&scene, job, OTHER);
        try_report(&mut scene, job, &attested).expect("slash");

        // Then 40% are the client's, 10% the reporter's, and the rest is burned
        let (client, reporter) = (PENALTY * 4 / 10, (PENALTY / 10).min(100 * HEAT));
        assert_eq!(scene.network.balance(&scene.client.pubkey()).free, balance + client);
        assert_eq!(scene.network.tokens(&scene.reporter()), reporter);
        assert_eq!(scene.network.supply(), supply - (PENALTY - client - reporter));
        let pool = scene.network.pool(&scene.operator.pool);
        assert_eq!((pool.active, pool.slashed, pool.penalties_pending), (STAKE - PENALTY, PENALTY, 0));
        // and the job goes on as it was
        assert_eq!(scene.network.state(&job), state);
        let conviction: Conviction = scene.network.chain.read(&pda::two_results(&job, 0));
        assert_eq!((conviction.worker, conviction.evidence), (scene.worker.address, job));
        assert_eq!(conviction.penalty, PENALTY);
    }
}

#[test]
fn nobody_is_punished_twice_for_one_attempt() {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let attested = signed(&scene, job, OTHER);
    try_report(&mut scene, job, &attested).expect("slash");

    let third = signed(&scene, job, Digest([6; 32]));
    let again = try_report(&mut scene, job, &third);
    assert!(again.is_err(), "the record is there");
    assert_eq!(scene.network.pool(&scene.operator.pool).slashed, PENALTY);
}

#[test]
fn the_same_result_again_is_no_offence_nor_is_one_of_another_attempt_or_job_or_key() {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let of_another_job = scene.job(JobState::Review);
    let same = signed(&scene, job, Digest(scene.network.job(&job).result_hash));
    let of_another_attempt = Attested::sign(&scene.worker.key, job, 1, OTHER);
    let of_a_stranger = Attested::sign(&scene.stranger, job, 0, OTHER);
    let of_another = signed(&scene, of_another_job, OTHER);
    for attested in [same, of_another_attempt, of_a_stranger, of_another] {
        let failed = try_report(&mut scene, job, &attested);
        assert_error(failed, FurnaceSlashingError::NotTwoResults);
    }
    assert_eq!(scene.books().0, DEPOSIT - 2 * PRICE);
}

#[test]
fn before_the_worker_attested_on_chain_a_signature_says_nothing() {
    for state in [JobState::Assigned, JobState::Running] {
        let mut scene = Scene::new();
        let job = scene.job(state);
        let attested = signed(&scene, job, OTHER);
        let failed = try_report(&mut scene, job, &attested);
        assert_error(failed, FurnaceSlashingError::NothingAttested);
    }
}

#[test]
fn a_signature_that_nobody_checked_is_none() {
    // Given accusations whose signature is missing, forged, or elsewhere in the transaction
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let genuine = signed(&scene, job, OTHER);
    let [check, slash] = accusation(&scene, job, &genuine);
    let [forged, _] = accusation(&scene, job, &Attested { signature: Default::default(), ..genuine.clone() });
    let between = furnace_tests::chain::compute_limit(300_000);

    // Then none of them is heard
    for instructions in [
        vec![slash.clone()],
        vec![forged, slash.clone()],
        vec![slash.clone(), check.clone()],
        vec![check.clone(), between, slash.clone()],
        vec![foreign(&check), slash.clone()],
    ] {
        let heard = scene.network.send(&instructions, &[]);
        assert!(heard.is_err(), "no checked signature before it");
    }
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE);
    scene.network.send(&[check, slash], &[]).expect("as it should be");
}

/// The same data, as if it had been checked, for another program.
fn foreign(check: &Instruction) -> Instruction {
    Instruction { program_id: furnace_client::program::SYSTEM, ..check.clone() }
}

#[test]
fn what_was_checked_must_be_what_is_read() {
    // Given a check of a stranger's signature, whose own data holds the worker's key and a message that it never signed
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let [made_up, slash] = accusation(&scene, job, &unsigned(&scene, job));
    let [of_a_stranger, _] = accusation(&scene, job, &Attested::sign(&Keypair::new(), job, 0, OTHER));

    // When its offsets point to the stranger's, in the instruction before
    let mut pointing = made_up;
    for place in [4, 8, 14] {
        pointing.data[place..place + 2].copy_from_slice(&0u16.to_le_bytes());
    }

    // Then the runtime is content, and the program is not
    let failed = scene.network.send(&[of_a_stranger, pointing, slash], &[]);
    assert!(failed.is_err());
    assert_eq!(scene.network.pool(&scene.operator.pool).active, STAKE);
}

/// What the worker never signed.
fn unsigned(scene: &Scene, job: Address) -> Attested {
    Attested { key: scene.worker.key.pubkey(), ..Attested::sign(&Keypair::new(), job, 0, OTHER) }
}
