//! A wrong entry of a product, shown to the chain: by anyone, against a result that commits to it, and to nothing else.

use furnace_client::accounts::{Job, JobState};
use furnace_client::furnace::accuser_bond;
use furnace_client::generated::slashing::errors::FurnaceSlashingError;
use furnace_client::instructions::slashing;
use furnace_client::product::{Evidence, WrongEntry};
use furnace_common::product::{MAX_INNER, MAX_SIDE, Product};
use furnace_common::state::CrewKind;
use furnace_tests::chain::compute_limit;
use furnace_tests::errors::assert_error;
use furnace_tests::events::assert_event;
use furnace_tests::network::delivery::CLAIMED_HASH;
use furnace_tests::network::refutations::{MOST_UNITS, PRODUCT, evidence, result_of};
use furnace_tests::scene::Scene;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

const PLACE: (u16, u16) = (3, 21);

/// A scene with a delivered product whose entry at [`PLACE`] is so far off.
fn delivered(off: i32) -> (Scene, Address, Evidence) {
    let mut scene = Scene::new();
    let lie = evidence(PRODUCT, PLACE, off);
    let job = scene.network.deliver_product(&scene.client, &scene.worker, &lie);
    (scene, job, lie)
}

#[test]
fn anyone_shows_a_wrong_entry_of_a_result_that_is_there() {
    for state in [JobState::Review, JobState::Disputed, JobState::Settled] {
        // Given a result with a wrong entry, in review, under dispute, or paid
        let (mut scene, job, lie) = delivered(-1);
        match state {
            JobState::Disputed => {
                scene.network.give(&scene.client.pubkey(), accuser_bond(&scene.network.job(&job)));
                scene.network.dispute(&scene.client, job, CLAIMED_HASH);
            }
            JobState::Settled => drop(scene.network.try_accept(&scene.client, job).expect("accept")),
            _ => {}
        }

        // When a stranger shows it
        let receipt = scene.network.try_refute(&scene.stranger, job, &lie).expect("refuted");

        // Then that is on record, and nothing else has changed
        let shown = scene.network.refutation(&job, 0);
        assert_eq!((shown.job, shown.worker, shown.operator), (job, scene.worker.address, scene.operator.operator));
        assert_eq!((shown.refuter, shown.result_hash), (scene.stranger.pubkey(), result_of(&lie)));
        assert_eq!((shown.row, shown.column, shown.attempt), (PLACE.0, PLACE.1, 0));
        assert_eq!((shown.penalty, shown.punished_at), (0, 0));
        assert_eq!((scene.network.state(&job), scene.network.ledger().count), (state, 0));
        let WrongEntry { row, column, said, right } = lie.wrong;
        let fields = (shown.job, shown.worker, shown.refuter, (row, column, said, right), (0u8, [0u8; 3]));
        assert_event(&receipt, "EntryRefuted", fields);
    }
}

#[test]
fn an_entry_that_is_right_refutes_nothing() {
    let (mut scene, job, honest) = delivered(0);
    let failed = scene.network.try_refute(&scene.stranger, job, &honest);
    assert_error(failed, FurnaceSlashingError::EntryRight);
}

#[test]
fn every_shape_can_be_refuted_and_fits_a_transaction() {
    let shapes = [
        (1, 1, 1, 0, 0),
        (1, 17, 9, 0, 16),
        (3, 16, 8, 2, 15),
        (1_000, 999, 31, 999, 998),
        (MAX_SIDE, 1, 64, 16_383, 0),
        (MAX_SIDE, MAX_SIDE, MAX_INNER, 16_383, 16_383),
    ];
    for (rows, columns, inner, row, column) in shapes {
        let mut scene = Scene::new();
        let product = Product { rows, columns, inner, seed: u64::MAX };
        // Given one whose entry is right, then it cannot
        let honest = evidence(product, (row, column), 0);
        let job = scene.network.deliver_product(&scene.client, &scene.worker, &honest);
        assert_error(scene.network.try_refute(&scene.stranger, job, &honest), FurnaceSlashingError::EntryRight);
        // and given one that is wrong by its highest bit, then it can, as clients send it
        let lie = evidence(product, (row, column), i32::MIN);
        let job = scene.network.deliver_product(&scene.client, &scene.worker, &lie);
        let refute = slashing::entry_refute(scene.stranger.pubkey(), job, &scene.network.job(&job), &lie);
        scene.network.chain.payer = scene.stranger.insecure_clone();
        let sent = scene.network.send(&[compute_limit(MOST_UNITS), price(), refute], &[]).expect("refuted");
        assert!(sent.bytes <= 1_232, "{} bytes", sent.bytes);
    }
}

/// What clients pay for being taken first.
fn price() -> Instruction {
    let limit = compute_limit(0);
    Instruction { data: [[3].as_slice(), &[0; 8]].concat(), ..limit }
}

#[test]
fn what_leads_to_another_result_shows_nothing() {
    // Given a result with a wrong entry
    let (mut scene, job, lie) = delivered(1);
    let (file, entries, path) = (lie.file, lie.entries, lie.path);

    // When anything that is shown of it is changed, then it does not lead to the result
    let mut changed = Vec::new();
    for byte in [0, 31] {
        let flipped = |mut hash: [u8; 32]| {
            hash[byte] ^= 1;
            hash
        };
        changed.push(Evidence { file: flipped(file), ..lie.clone() });
        // Fifteen leaves have a tree of height four.
        for height in 0..4 {
            let mut path = path;
            path[height] = flipped(path[height]);
            changed.push(Evidence { path, ..lie.clone() });
        }
    }
    for byte in [0, 63] {
        let mut entries = entries;
        entries[byte] ^= 0x80;
        changed.push(Evidence { entries, ..lie.clone() });
    }
    for (row, column) in [(2, 21), (3, 5), (3, 37), (0, 0)] {
        changed.push(Evidence { wrong: WrongEntry { row, column, ..lie.wrong }, ..lie.clone() });
    }
    for made_up in changed {
        let failed = scene.network.try_refute(&scene.stranger, job, &made_up);
        assert_error(failed, FurnaceSlashingError::ResultMismatch);
    }

    // and another entry of the same leaf is what it was, right or wrong
    let neighbour = Evidence { wrong: WrongEntry { column: PLACE.1 + 1, ..lie.wrong }, ..lie.clone() };
    scene.network.try_refute(&scene.stranger, job, &neighbour).expect("made up as well");
}

#[test]
fn what_is_beyond_the_path_counts_for_nothing() {
    let (mut scene, job, lie) = delivered(1);
    let mut path = lie.path;
    path[4..].fill([0xee; 32]);
    scene.network.try_refute(&scene.stranger, job, &Evidence { path, ..lie }).expect("refuted");
}

#[test]
fn another_product_than_the_jobs_shows_nothing() {
    // Given a result with a wrong entry, when it is said to be that of another job
    let (mut scene, job, lie) = delivered(1);
    for product in [
        Product { rows: 6, ..PRODUCT },
        Product { columns: 41, ..PRODUCT },
        Product { inner: 101, ..PRODUCT },
        Product { seed: 8, ..PRODUCT },
    ] {
        // Then it is refused
        let failed = scene.network.try_refute(&scene.stranger, job, &Evidence { product, ..lie.clone() });
        assert_error(failed, FurnaceSlashingError::SpecMismatch);
    }
}

#[test]
fn a_job_that_computes_something_else_cannot_be_refuted() {
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    let failed = scene.network.try_refute(&scene.stranger, job, &evidence(PRODUCT, PLACE, 1));
    assert_error(failed, FurnaceSlashingError::SpecMismatch);
}

#[test]
fn what_fills_up_rows_and_leaves_is_no_entry() {
    // Given a result with a wrong entry
    let (mut scene, job, lie) = delivered(1);

    // When a place outside the product is asked for, then it is refused, also where the leaf has room for it
    for (row, column) in [(5, 21), (3, 40), (3, 47), (3, 48), (u16::MAX, 0), (0, u16::MAX)] {
        let outside = Evidence { wrong: WrongEntry { row, column, ..lie.wrong }, ..lie.clone() };
        let failed = scene.network.try_refute(&scene.stranger, job, &outside);
        assert_error(failed, FurnaceSlashingError::EntryOutside);
    }
    // and so is a product that no worker takes
    for product in [
        Product { rows: 0, ..PRODUCT },
        Product { columns: 0, ..PRODUCT },
        Product { inner: 0, ..PRODUCT },
        Product { rows: MAX_SIDE + 1, ..PRODUCT },
        Product { columns: u32::MAX, ..PRODUCT },
        Product { inner: MAX_INNER + 1, ..PRODUCT },
    ] {
        let failed = scene.network.try_refute(&scene.stranger, job, &Evidence { product, ..lie.clone() });
        assert_error(failed, FurnaceSlashingError::EntryOutside);
    }
}

#[test]
fn without_a_result_of_one_worker_there_is_nothing_to_refute() {
    // Given a job that is open again, and that its worker does again, after the lie was taken away from it
    let (mut scene, job, lie) = delivered(1);
    scene.network.try_refute(&scene.stranger, job, &lie).expect("refuted");
    scene.network.try_punish(job, 0).expect("punished");
    for step in [JobState::Open, JobState::Assigned, JobState::Running] {
        match step {
            JobState::Assigned => drop(scene.network.try_claim(&scene.worker, job).expect("claim")),
            JobState::Running => drop(scene.network.try_start(&scene.worker, job).expect("start")),
            _ => {}
        }
        // When the old result, which the account still holds, is shown again, then it is refused
        assert_eq!(scene.network.state(&job), step);
        let failed = scene.network.try_refute(&scene.stranger, job, &lie);
        assert_error(failed, FurnaceSlashingError::NothingAttested);
    }
    // and so it is where a crew did the work
    for crew in [CrewKind::Replicas, CrewKind::Gang] {
        let (mut scene, job, lie) = delivered(1);
        scene.network.tamper(&job, |job: &mut Job| job.crew = crew.byte());
        let failed = scene.network.try_refute(&scene.stranger, job, &lie);
        assert_error(failed, FurnaceSlashingError::NothingAttested);
    }
}

#[test]
fn a_result_is_refuted_once_however_many_entries_are_wrong() {
    let (mut scene, job, lie) = delivered(1);
    scene.network.try_refute(&scene.stranger, job, &lie).expect("refuted");
    let neighbour = Evidence { wrong: WrongEntry { column: PLACE.1 + 1, ..lie.wrong }, ..lie.clone() };
    for again in [lie, neighbour] {
        let failed = scene.network.try_refute(&scene.client, job, &again);
        assert!(failed.is_err(), "the record is there");
    }
    assert_eq!(scene.network.refutation(&job, 0).refuter, scene.stranger.pubkey());
}
