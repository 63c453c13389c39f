//! Taking a seat from its worker: by the slashing program alone, and even then within the rules.

use furnace_client::generated::jobs::errors::FurnaceJobsError;
use furnace_client::generated::jobs::instructions::{SeatReclaim, SeatReclaimInstructionArgs};
use furnace_client::generated::jobs::types::ReclaimArgs;
use furnace_client::pda;
use furnace_common::state::{ReclaimReason, SeatState};
use furnace_tests::errors::{assert_error, assert_runtime_error};
use furnace_tests::scene::replaced;
use solana_instruction::Instruction;
use solana_instruction::error::InstructionError;
use solana_signer::Signer;

use crate::stage::{EACH, Stage, gang, replicas};

const LATE: u8 = ReclaimReason::MissedDeadline.byte();
const QUIT: u8 = ReclaimReason::Quit.byte();

/// Takes the first seat.
fn reclaim(stage: &Stage, reason: u8, credited: u64) -> Instruction {
    let (escrow, holder) = (stage.job().escrow, stage.seat(0));
    SeatReclaim {
        authority: pda::slashing_authority(),
        balance: escrow.balance,
        compensation: escrow.compensation,
        vault: pda::balance_vault(&escrow.compensation),
        worker: holder.worker,
        operator: holder.operator,
        job: stage.job,
        crew: stage.crew_address(),
    }
    .instruction(SeatReclaimInstructionArgs { seat: 0, reclaim: ReclaimArgs { reason, credited } })
}

#[test]
fn nobody_but_the_slashing_program_reclaims() {
    // Given a gang that is late
    let mut stage = Stage::assembled(gang(2));
    stage.after_deadline(1);

    // When any party signs in place of the slashing program, then it is refused
    let proper = reclaim(&stage, LATE, 0);
    let parties = [&stage.client, &stage.workers[0].key, &stage.operators[0].wallet, &stage.stranger];
    for thief in parties.map(|party| party.insecure_clone()) {
        let direct = replaced(proper.clone(), pda::slashing_authority(), thief.pubkey());
        assert_error(stage.send(&[direct], &[&thief]), FurnaceJobsError::NotSlashingProgram);
    }
    // and so is its own address without its signature
    let mut unsigned = proper;
    unsigned.accounts[0].is_signer = false;
    assert_runtime_error(stage.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);
    assert_eq!(stage.locked(), [EACH; 2]);
}

// What follows lends the slashing program's signature to instructions that it never sends: the jobs program holds its
// rules against its one caller too.

#[test]
fn even_the_slashing_program_waits_for_the_deadline() {
    // Given a gang at its deadline, when a seat is reclaimed for missing it, then it is refused, until it has passed
    let mut stage = Stage::assembled(gang(2));
    let call = reclaim(&stage, LATE, 0);
    stage.after_deadline(0);
    assert_error(stage.network.impersonate(call.clone()), FurnaceJobsError::SeatNotLate);
    stage.after_deadline(1);
    stage.network.impersonate(call).expect("reclaim");
    stage.verify();
    assert_eq!(stage.seats(), [SeatState::Lost, SeatState::Joined]);
}

#[test]
fn even_the_slashing_program_lets_nobody_quit_what_it_does_not_hold() {
    // Given seats that committed, or that are late, when they are reclaimed as if they quit, then it is refused
    let committed = Stage::committed(2, &[5, 5]);
    let mut late = Stage::assembled(replicas(2, 2));
    late.after_deadline(1);
    for (mut stage, error) in [(committed, FurnaceJobsError::SeatNotJoined), (late, FurnaceJobsError::DeadlinePassed)] {
        let call = reclaim(&stage, QUIT, 0);
        assert_error(stage.network.impersonate(call), error);
    }
}

#[test]
fn even_the_slashing_program_needs_a_reason_for_seats() {
    // Given a gang at work, when a seat is reclaimed as if it were a lease, by a ruling, or for a reason that is none,
    // then it is refused
    let mut stage = Stage::assembled(gang(2));
    let (known, unknown): (Vec<u8>, Vec<u8>) =
        (0..=u8::MAX).partition(|byte| ReclaimReason::from_byte(*byte).is_some());
    let of_seats = [QUIT, LATE];
    for reason in known.into_iter().filter(|reason| !of_seats.contains(reason)) {
        let call = reclaim(&stage, reason, 0);
        assert_error(stage.network.impersonate(call), FurnaceJobsError::WrongCrew);
    }
    for reason in unknown {
        let call = reclaim(&stage, reason, 0);
        assert_error(stage.network.impersonate(call), FurnaceJobsError::UnknownState);
    }
}

#[test]
fn even_the_slashing_program_credits_no_more_than_the_vault_received() {
    // Given a gang at work, when a seat is reclaimed with a credit that no tokens cover, then it is refused
    let mut stage = Stage::assembled(gang(2));
    let call = reclaim(&stage, QUIT, 1);
    assert_error(stage.network.impersonate(call), FurnaceJobsError::VaultShort);
    stage.verify();
}

#[test]
fn even_the_slashing_program_names_the_seats_own_parties() {
    // Given a gang at work, when a seat is reclaimed with another's worker and operator, then it is refused
    let mut stage = Stage::assembled(gang(2));
    let call = reclaim(&stage, QUIT, 0);
    let (ours, theirs) = (stage.seat(0), stage.seat(1));
    let worker = replaced(call, ours.worker, theirs.worker);
    assert_error(stage.network.impersonate(worker.clone()), FurnaceJobsError::JobMismatch);
    let both = replaced(worker, ours.operator, theirs.operator);
    assert_error(stage.network.impersonate(both), FurnaceJobsError::JobMismatch);
}
