//! Whether a result is audited: drawn by a block that nobody knows when it is submitted.

use furnace_client::accounts::JobState;
use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::instructions::dispute;
use furnace_client::{pda, program};
use furnace_common::dispute::{DRAW_SLOTS, is_audited};
use furnace_common::state::AuditState;
use furnace_common::units::HEAT;
use furnace_tests::chain::key;
use furnace_tests::errors::assert_error;
use furnace_tests::prover::sha256;
use furnace_tests::scene::Scene;
use furnace_tests::slots::block_hash;
use solana_address::Address;
use solana_signer::Signer;

use crate::books::assert_books;
use crate::court::Court;
use crate::sampled::{ALWAYS, sampled_scene, try_draw_audit};

/// Blocks that the chain remembers.
const REMEMBERED: u64 = 512;

fn audit(scene: &Scene, job: Address) -> AuditState {
    scene.network.job(&job).audit().expect("a known state")
}

/// What the published formula says of a job whose audit is drawn by the block of this slot.
fn is_due(scene: &Scene, job: Address, slot: u64) -> bool {
    let account = scene.network.job(&job);
    is_audited(job.as_array(), account.worker.as_array(), &block_hash(slot), account.audit_bps, sha256)
}

#[test]
fn the_published_formula_draws_and_nothing_else() {
    // Given a market that audits half of its results
    let mut scene = sampled_scene(5_000);
    let mut times = [0; 2];
    for _ in 0..24 {
        let job = scene.network.post(&scene.client, HEAT);
        scene.network.drive(&scene.worker, job, JobState::Review);
        let (slot, submitted) = (scene.network.job(&job).audit_slot, scene.network.chain.slot());
        assert_eq!(slot, submitted + DRAW_SLOTS);

        // When the block has come, then its hash, the job and the worker say whether the result is audited
        scene.network.chain.pass_slots(DRAW_SLOTS + 1);
        let due = is_due(&scene, job, slot);
        try_draw_audit(&mut scene, job).expect("drawing");
        assert_eq!(audit(&scene, job), if due { AuditState::Drawn } else { AuditState::Clear });
        times[usize::from(due)] += 1;
        scene.network.try_accept(&scene.client, job).expect("accept");
    }
    assert!(times[0] > 4 && times[1] > 4, "{times:?}");
    assert_books(&scene.network);
}

#[test]
fn blocks_before_the_one_that_was_announced_do_not_draw() {
    // Given a result, when the blocks of its own slot and the next are there, then it is too early
    let mut scene = sampled_scene(ALWAYS);
    let job = scene.job(JobState::Review);
    assert_error(try_draw_audit(&mut scene, job), FurnaceJobsError::SlotNotReached);
    for _ in 0..DRAW_SLOTS {
        scene.network.chain.pass_slots(1);
        assert_error(try_draw_audit(&mut scene, job), FurnaceJobsError::SlotNotReached);
    }
    scene.network.chain.pass_slots(1);
    try_draw_audit(&mut scene, job).expect("the block is there");
}

#[test]
fn a_slot_without_a_block_leaves_it_to_the_next_one() {
    // Given half of all results, and slots without blocks from the announced one on
    for skipped in 1..8 {
        let mut scene = sampled_scene(5_000);
        let job = scene.job(JobState::Review);
        scene.network.chain.pass_slots(DRAW_SLOTS);
        scene.network.chain.skip_slots(skipped);
        assert_error(try_draw_audit(&mut scene, job), FurnaceJobsError::SlotNotReached);

        // When others come, then the first of them draws, and no later one
        let first = scene.network.chain.slot();
        scene.network.chain.pass_slots(20);
        let due = is_due(&scene, job, first);
        try_draw_audit(&mut scene, job).expect("drawing");
        assert_eq!(audit(&scene, job) == AuditState::Drawn, due);
    }
}

#[test]
fn who_waits_until_the_block_is_forgotten_is_audited() {
    // Given results that are not drawn
    let mut scene = sampled_scene(500);
    let spared = (0..20).find_map(|_| {
        let job = scene.network.post(&scene.client, HEAT);
        scene.network.drive(&scene.worker, job, JobState::Review);
        let slot = scene.network.job(&job).audit_slot;
        let spared = (!is_due(&scene, job, slot)).then_some(job);
        if spared.is_none() {
            scene.network.try_accept(&scene.client, job).expect("accept");
        }
        spared
    });
    let job = spared.expect("a result that is not audited");

    // When the block is the oldest that is remembered, then it draws
    let mut remembered = scene.network.copy();
    remembered.chain.pass_slots(DRAW_SLOTS + REMEMBERED - 1);
    remembered.send(&[dispute::audit_draw(job)], &[]).expect("drawing");
    assert_eq!(remembered.job(&job).audit(), Some(AuditState::Clear));
    // and a block later the result is audited in any case
    scene.network.chain.pass_slots(DRAW_SLOTS + REMEMBERED);
    try_draw_audit(&mut scene, job).expect("drawing");
    assert_eq!(audit(&scene, job), AuditState::Drawn);
}

#[test]
fn it_is_drawn_once() {
    // Given a result that is drawn and one that is not, when it is drawn again, with other blocks, then it is refused
    for (audit_bps, state) in [(ALWAYS, AuditState::Drawn), (500, AuditState::Clear)] {
        let mut court = Court::sampled(0, audit_bps);
        court.draw_audit();
        assert_eq!(court.account().audit(), Some(state), "{audit_bps}");
        for slots in [0, 1, REMEMBERED] {
            court.scene.network.chain.pass_slots(slots);
            assert_error(try_draw_audit(&mut court.scene, court.job), FurnaceJobsError::AuditNotPending);
        }
    }
}

#[test]
fn nothing_is_drawn_where_there_are_no_audits_or_no_result() {
    // Given a market without audits
    let mut scene = Scene::new();
    let job = scene.job(JobState::Review);
    scene.network.chain.pass_slots(DRAW_SLOTS + 1);
    assert_error(try_draw_audit(&mut scene, job), FurnaceJobsError::AuditNotPending);

    // and jobs without a result, or paid
    let mut scene = sampled_scene(ALWAYS);
    for state in [JobState::Open, JobState::Assigned, JobState::Running, JobState::Settled, JobState::Disputed] {
        let job = scene.job(state);
        scene.network.chain.pass_slots(DRAW_SLOTS + 1);
        assert_error(try_draw_audit(&mut scene, job), FurnaceJobsError::JobNotInReview);
    }
}

#[test]
fn no_other_account_passes_for_the_slot_hashes() {
    let mut scene = sampled_scene(ALWAYS);
    let job = scene.job(JobState::Review);
    scene.network.chain.pass_slots(DRAW_SLOTS + 1);
    // A copy with hashes of the worker's liking among them.
    let mut copy = dispute::audit_draw(job);
    let genuine = scene.network.chain.svm.get_account(&copy.accounts[1].pubkey).expect("slot hashes");
    copy.accounts[1].pubkey = key("a copy of the slot hashes").pubkey();
    scene.network.chain.svm.set_account(copy.accounts[1].pubkey, genuine).expect("copy");
    assert_error(scene.network.send(&[copy], &[]), FurnaceJobsError::NotSlotHashes);
    for other in [solana_clock::sysvar::ID, program::JOBS, pda::roster()] {
        let mut draw = dispute::audit_draw(job);
        draw.accounts[1].pubkey = other;
        assert_error(scene.network.send(&[draw], &[]), FurnaceJobsError::NotSlotHashes);
    }
    try_draw_audit(&mut scene, job).expect("the real ones draw");
}
