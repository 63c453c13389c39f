//! Instructions of the proofs program.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::sysvar::slot_hashes;

use super::SYSTEM_PROGRAM;
use crate::generated::proofs::FURNACE_PROOFS_ID;
use crate::generated::proofs::accounts::{Attempt as AttemptAccount, Certificate as CertificateAccount};
use crate::generated::proofs::instructions::*;
use crate::pda;
use crate::program::TOKEN;

/// Opens the beacon. Signed by the payer.
pub fn initialize(payer: Address) -> Instruction {
    Initialize { payer, beacon: pda::beacon(), system_program: SYSTEM_PROGRAM }.instruction()
}

/// Begins an epoch's proof. Signed by nobody in particular.
pub fn beacon_announce() -> Instruction {
    BeaconAnnounce { governance: pda::governance(), beacon: pda::beacon() }.instruction()
}

/// Draws the epoch's seed. Signed by nobody in particular.
pub fn beacon_draw() -> Instruction {
    BeaconDraw { beacon: pda::beacon(), slot_hashes: slot_hashes::ID }.instruction()
}

/// Creates a worker's certificate. Signed by the payer.
pub fn certificate_open(payer: Address, worker: Address) -> Instruction {
    CertificateOpen { payer, worker, certificate: pda::certificate(&worker), system_program: SYSTEM_PROGRAM }
        .instruction()
}

/// Creates the account of a worker's GPU. Signed by the payer.
pub fn attempt_open(payer: Address, worker: Address, gpu: u8) -> Instruction {
    AttemptOpen { payer, worker, attempt: pda::attempt(&worker, gpu), system_program: SYSTEM_PROGRAM }
        .instruction(AttemptOpenInstructionArgs { gpu })
}

/// Commits to a proof. Signed by the worker's hot key.
pub fn attempt_commit(key: Address, worker: Address, gpu: u8, proof: AttemptCommitInstructionArgs) -> Instruction {
    AttemptCommit {
        key,
        worker,
        beacon: pda::beacon(),
        certificate: pda::certificate(&worker),
        attempt: pda::attempt(&worker, gpu),
    }
    .instruction(proof)
}

/// Draws the samples of an attempt. Signed by nobody in particular.
pub fn samples_draw(worker: Address, gpu: u8) -> Instruction {
    SamplesDraw { attempt: pda::attempt(&worker, gpu), slot_hashes: slot_hashes::ID }.instruction()
}

/// Shows roots of an attempt's rounds. Signed by nobody in particular.
pub fn roots_show(worker: Address, gpu: u8, roots: RootsShowInstructionArgs) -> Instruction {
    RootsShow { attempt: pda::attempt(&worker, gpu) }.instruction(roots)
}

/// Opens a sample. Signed by nobody in particular.
pub fn sample_open(worker: Address, gpu: u8, opening: SampleOpenInstructionArgs) -> Instruction {
    SampleOpen {
        attempt: pda::attempt(&worker, gpu),
        certificate: pda::certificate(&worker),
        event_authority: pda::event_authority(&FURNACE_PROOFS_ID),
        program: FURNACE_PROOFS_ID,
    }
    .instruction(opening)
}

/// Ends an attempt whose samples were not opened in time. Signed by nobody in particular.
pub fn attempt_fail(worker: Address, gpu: u8) -> Instruction {
    AttemptFail { attempt: pda::attempt(&worker, gpu) }.instruction()
}

/// Gives a worker of an operator's its points of an epoch. Signed by nobody in particular.
pub fn points_grant(worker: Address, operator_wallet: Address, epoch: u64) -> Instruction {
    PointsGrant {
        authority: pda::proofs_authority(),
        governance: pda::governance(),
        epoch: pda::emission(epoch),
        points: pda::points(&worker),
        worker,
        operator: pda::operator(&operator_wallet),
        pool: pda::pool(&operator_wallet),
        certificate: pda::certificate(&worker),
        token_program: TOKEN,
    }
    .instruction()
}

/// Closes the account of a GPU. Signed by the worker's hot key.
pub fn attempt_close(key: Address, attempt: &AttemptAccount) -> Instruction {
    let AttemptAccount { worker, gpu, rent_payer, .. } = *attempt;
    AttemptClose { key, worker, beacon: pda::beacon(), attempt: pda::attempt(&worker, gpu), rent_payer }.instruction()
}

/// Closes the certificate of a retired worker. Signed by nobody in particular.
pub fn certificate_close(certificate: &CertificateAccount) -> Instruction {
    let CertificateAccount { worker, rent_payer, .. } = *certificate;
    CertificateClose { worker, certificate: pda::certificate(&worker), rent_payer }.instruction()
}
