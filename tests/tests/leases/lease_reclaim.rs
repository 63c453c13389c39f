//! Taking a lease from its worker: by the slashing program alone, and even then within the rules.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{LeaseReclaim, LeaseReclaimInstructionArgs};
use furnace_client::generated::jobs::types::ReclaimArgs;
use furnace_client::pda;
use furnace_common::state::{LeaseState, ReclaimReason};
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::scene::replaced;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use crate::stage::{HELD, RATE, Stage, terms};

const DOWNTIME: u8 = ReclaimReason::Downtime.byte();

fn reclaim(stage: &Stage, reason: u8, credited: u64) -> Instruction {
    let escrow = stage.account().escrow;
    LeaseReclaim {
        authority: pda::slashing_authority(),
        balance: escrow.balance,
        compensation: escrow.compensation,
        vault: pda::balance_vault(&escrow.compensation),
        worker: stage.scene.worker.address,
        operator: stage.scene.operator.operator,
        lease: stage.lease,
    }
    .instruction(LeaseReclaimInstructionArgs { args: ReclaimArgs { reason, credited } })
}

/// A lease whose worker has been silent since its start, for so many seconds.
fn silent(seconds: i64) -> Stage {
    let mut stage = Stage::running(terms());
    stage.ping().expect("ping");
    stage.at(seconds);
    stage
}

#[test]
fn nobody_but_the_slashing_program_reclaims() {
    // Given a worker that is silent for ten minutes
    let mut stage = silent(600);

    // When any party signs in place of the slashing program, then it is refused
    let proper = reclaim(&stage, DOWNTIME, 0);
    let scene = &stage.scene;
    let parties = [&scene.client, &scene.worker.key, &scene.operator.wallet, &scene.stranger];
    for thief in parties.map(|party| party.insecure_clone()) {
        let direct = replaced(proper.clone(), pda::slashing_authority(), thief.pubkey());
        assert_error(stage.send(&[direct], &[&thief]), FurnaceJobsError::NotSlashingProgram);
    }
    // and so is its own address without its signature
    let mut unsigned = proper;
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(stage.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);
    assert_eq!((stage.state(), stage.scene.locked()), (LeaseState::Running, HELD));
}

// What follows lends the slashing program's signature to instructions that it never sends: the jobs
// program holds its rules against its one caller too.

#[test]
fn even_the_slashing_program_reclaims_from_who_is_down_only() {
    // Given a worker that is silent for three minutes, when the lease is reclaimed, then it is refused
    let mut stage = silent(180);
    let call = reclaim(&stage, DOWNTIME, 0);
    assert_error(stage.network().impersonate(call.clone()), FurnaceJobsError::NotDown);

    // When it is a second more, then the penalty is recorded, and once
    stage.at(181).network().impersonate(call.clone()).expect("reclaim");
    assert_eq!((stage.account().penalised_bps, stage.state()), (200, LeaseState::Running));
    assert_error(stage.network().impersonate(call), FurnaceJobsError::NotDown);
}

#[test]
fn even_the_slashing_program_gives_the_right_reason() {
    // Given a worker that is silent for ten minutes, when the reason is that of a job, or none, then it is refused
    let mut stage = silent(600);
    let (known, unknown): (Vec<u8>, Vec<u8>) =
        (0..=u8::MAX).partition(|byte| ReclaimReason::from_byte(*byte).is_some());
    for reason in known.into_iter().filter(|reason| *reason != DOWNTIME) {
        let call = reclaim(&stage, reason, 0);
        assert_error(stage.network().impersonate(call), FurnaceJobsError::NotDown);
    }
    for reason in unknown {
        let call = reclaim(&stage, reason, 0);
        assert_error(stage.network().impersonate(call), FurnaceJobsError::UnknownState);
    }
}

#[test]
fn even_the_slashing_program_lets_the_worker_be_paid_first() {
    // Given a worker that earned ten minutes and then was silent for as long, when the lease is reclaimed, then it is
    // refused
    let mut stage = Stage::running(terms());
    stage.at(600).ping().expect("ping");
    stage.at(1_200);
    let call = reclaim(&stage, DOWNTIME, 0);
    assert_error(stage.network().impersonate(call.clone()), FurnaceJobsError::SettleFirst);
    stage.settle().expect("settle");
    stage.network().impersonate(call).expect("reclaim");
    stage.verify();
    assert_eq!((stage.state(), stage.account().escrow.paid), (LeaseState::Open, 600 * RATE));
}

#[test]
fn even_the_slashing_program_credits_no_more_than_the_vault_received() {
    // Given a worker that is silent, when the client is credited a unit that nobody paid in, then it is refused
    let mut stage = silent(181);
    let call = reclaim(&stage, DOWNTIME, 1);
    assert_error(stage.network().impersonate(call), FurnaceJobsError::VaultShort);
}

#[test]
fn even_the_slashing_program_names_the_leases_own_worker() {
    // Given a worker that is silent, when another one is named in its place, then it is refused
    let mut stage = silent(600);
    let (worker, operator) = (stage.scene.worker.address, stage.scene.operator.operator);
    let call = reclaim(&stage, DOWNTIME, 0);
    let call = replaced(replaced(call, worker, stage.second.address), operator, stage.rival.operator);
    assert_error(stage.network().impersonate(call), FurnaceJobsError::JobMismatch);
}
