//! Instructions about results that are judged.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::sysvar::slot_hashes;

use super::{SYSTEM_PROGRAM, TOKEN_PROGRAM};
use crate::generated::jobs::FURNACE_JOBS_ID;
use crate::generated::jobs::accounts::Job;
use crate::generated::jobs::instructions::AuditDraw;
use crate::generated::slashing::FURNACE_SLASHING_ID;
use crate::generated::slashing::accounts::Dispute;
use crate::generated::slashing::instructions::*;
use crate::generated::staking::FURNACE_STAKING_ID;
use crate::pda;

/// Draws whether a job's result is audited. Signed by nobody in particular.
pub fn audit_draw(job: Address) -> Instruction {
    AuditDraw { job, slot_hashes: slot_hashes::ID }.instruction()
}

/// Begins the audit that was drawn. Signed by the payer.
pub fn audit_open(payer: Address, address: Address, job: &Job) -> Instruction {
    let (dispute, bump) = pda::dispute(&address, job.disputes);
    AuditOpen {
        payer,
        job: address,
        balance: job.escrow.balance,
        operator: job.operator,
        dispute,
        jobs_program: FURNACE_JOBS_ID,
        system_program: SYSTEM_PROGRAM,
        authority: pda::slashing_authority(),
    }
    .instruction(AuditOpenInstructionArgs { bump })
}

/// Says that a job's result is wrong and `claimed_hash` is right, against a bond from `source`, a HEAT account of the
/// accuser's: the client, or the wallet of a verifier. Signed by the accuser and the payer.
pub fn dispute_open(
    accuser: Address,
    payer: Address,
    address: Address,
    job: &Job,
    claimed_hash: [u8; 32],
    source: Address,
) -> Instruction {
    let (dispute, bump) = pda::dispute(&address, job.disputes);
    DisputeOpen {
        accuser,
        payer,
        job: address,
        balance: job.escrow.balance,
        operator: job.operator,
        dispute,
        jobs_program: FURNACE_JOBS_ID,
        system_program: SYSTEM_PROGRAM,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        source,
        verifier: (accuser != job.client).then(|| pda::verifier(&accuser)),
        roster: pda::roster(),
    }
    .instruction(DisputeOpenInstructionArgs { claimed_hash, bump })
}

/// Says that the result of a seat of a job's crew is wrong, as [`dispute_open`] does of a job's. `operator` is the seat's.
/// Signed by the accuser and the payer.
pub fn seat_dispute_open(
    accuser: Address,
    payer: Address,
    address: Address,
    job: &Job,
    operator: Address,
    claim: (u8, [u8; 32]),
    source: Address,
) -> Instruction {
    let (dispute, bump) = pda::dispute(&address, job.disputes);
    let (seat, claimed_hash) = claim;
    SeatDisputeOpen {
        accuser,
        source,
        verifier: (accuser != job.client).then(|| pda::verifier(&accuser)),
        roster: pda::roster(),
        payer,
        job: address,
        dispute,
        jobs_program: FURNACE_JOBS_ID,
        system_program: SYSTEM_PROGRAM,
        crew: pda::crew(&address).0,
        operator,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
    }
    .instruction(SeatDisputeOpenInstructionArgs { claimed_hash, seat, bump })
}

/// Draws the committee of the present round. Signed by nobody in particular.
pub fn committee_draw(dispute: Address) -> Instruction {
    CommitteeDraw { dispute, roster: pda::roster(), slot_hashes: slot_hashes::ID }.instruction()
}

/// Commits to a vote; `verifier` is the account, `key` its hot key, which signs.
pub fn vote_commit(key: Address, verifier: Address, dispute: Address, vote: VoteCommitInstructionArgs) -> Instruction {
    VoteCommit { key, verifier, dispute }.instruction(vote)
}

/// Shows a vote; `verifier` is the account, `key` its hot key, which signs.
pub fn vote_reveal(key: Address, verifier: Address, dispute: Address, vote: VoteRevealInstructionArgs) -> Instruction {
    VoteReveal { key, verifier, dispute }.instruction(vote)
}

/// Counts the votes of a round that is over. Signed by nobody in particular.
pub fn dispute_rule(dispute: Address) -> Instruction {
    DisputeRule { dispute }.instruction()
}

/// Lets a job go on whose result was found right; `accuser` is a HEAT account of the accuser's, any account where there
/// is none. Signed by nobody in particular.
pub fn dispute_uphold(address: Address, dispute: &Dispute, job: &Job, accuser: Address) -> Instruction {
    DisputeUphold {
        dispute: address,
        job: dispute.job,
        balance: job.escrow.balance,
        balance_vault: pda::balance_vault(&job.escrow.balance),
        income: dispute.income,
        accuser,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        jobs_program: FURNACE_JOBS_ID,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Punishes a worker whose result was found wrong. Signed by nobody in particular.
pub fn dispute_convict(address: Address, dispute: &Dispute, job: &Job) -> Instruction {
    DisputeConvict {
        dispute: address,
        job: dispute.job,
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        compensation_vault: pda::balance_vault(&job.escrow.compensation),
        worker: dispute.worker,
        operator: dispute.operator,
        pool: dispute.pool,
        pool_vault: pda::pool_vault(&dispute.pool),
        mint: pda::heat_mint(),
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Opens a job again of whose result nothing was found; `accuser` as in [`dispute_uphold`]. Signed by nobody in
/// particular.
pub fn dispute_retry(address: Address, dispute: &Dispute, job: &Job, accuser: Address) -> Instruction {
    DisputeRetry {
        dispute: address,
        job: dispute.job,
        balance: job.escrow.balance,
        compensation: job.escrow.compensation,
        compensation_vault: pda::balance_vault(&job.escrow.compensation),
        worker: dispute.worker,
        operator: dispute.operator,
        accuser,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        jobs_program: FURNACE_JOBS_ID,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Ends a dispute about a replica whose result was not found wrong; `accuser` is a HEAT account of the accuser's. Signed
/// by nobody in particular.
pub fn seat_uphold(address: Address, dispute: &Dispute, accuser: Address) -> Instruction {
    SeatUphold {
        dispute: address,
        worker: dispute.worker,
        operator: dispute.operator,
        jobs_program: FURNACE_JOBS_ID,
        income: dispute.income,
        accuser,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Punishes a replica whose result was found wrong. Signed by nobody in particular.
pub fn seat_convict(address: Address, dispute: &Dispute) -> Instruction {
    SeatConvict {
        dispute: address,
        worker: dispute.worker,
        operator: dispute.operator,
        jobs_program: FURNACE_JOBS_ID,
        pool: dispute.pool,
        pool_vault: pda::pool_vault(&dispute.pool),
        mint: pda::heat_mint(),
        staking_program: FURNACE_STAKING_ID,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Asks for a larger committee, against a bond from `source`, a HEAT account of the appellant's, who signs.
pub fn appeal_open(appellant: Address, dispute: Address, source: Address) -> Instruction {
    AppealOpen {
        appellant,
        dispute,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        source,
    }
    .instruction()
}

/// Pays out a penalty that holds; `accuser` and `appellant` are HEAT accounts of theirs, any account where there is none.
/// Signed by nobody in particular.
pub fn penalty_release(address: Address, dispute: &Dispute, accuser: Address, appellant: Address) -> Instruction {
    PenaltyRelease {
        dispute: address,
        compensation: dispute.compensation,
        compensation_vault: pda::balance_vault(&dispute.compensation),
        pool: dispute.pool,
        pool_vault: pda::pool_vault(&dispute.pool),
        accuser,
        appellant,
        mint: pda::heat_mint(),
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        jobs_program: FURNACE_JOBS_ID,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Puts back a penalty that was overturned; `accuser` and `appellant` as in [`penalty_release`]. Signed by nobody in
/// particular.
pub fn penalty_reverse(address: Address, dispute: &Dispute, accuser: Address, appellant: Address) -> Instruction {
    PenaltyReverse {
        dispute: address,
        pool: dispute.pool,
        pool_vault: pda::pool_vault(&dispute.pool),
        income: dispute.income,
        accuser,
        appellant,
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        staking_program: FURNACE_STAKING_ID,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction()
}

/// Pays or punishes a vote of the verifier's account `verifier`. Signed by nobody in particular.
pub fn vote_settle(dispute: Address, vote: u8, verifier: Address) -> Instruction {
    VoteSettle {
        dispute,
        verifier,
        event_authority: pda::event_authority(&FURNACE_SLASHING_ID),
        program: FURNACE_SLASHING_ID,
    }
    .instruction(VoteSettleInstructionArgs { vote })
}

/// Settles a vote whose verifier's account is closed. Signed by nobody in particular.
pub fn vote_void(dispute: Address, vote: u8, verifier: Address) -> Instruction {
    VoteVoid { dispute, verifier }.instruction(VoteVoidInstructionArgs { vote })
}

/// Closes a dispute whose votes are settled. Signed by nobody in particular.
pub fn dispute_close(address: Address, dispute: &Dispute) -> Instruction {
    DisputeClose {
        dispute: address,
        income: dispute.income,
        mint: pda::heat_mint(),
        authority: pda::slashing_authority(),
        ledger: pda::penalty_ledger(),
        vault: pda::bond_vault(),
        token_program: TOKEN_PROGRAM,
        rent_payer: dispute.rent_payer,
    }
    .instruction()
}
